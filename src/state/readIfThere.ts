import { errno } from './errno.ts';
import { readRegular } from './readRegular.ts';

/** The bytes of a file, or undefined: there is no such file. Throws as `openRegular` does. */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readRegular(path);
  } catch (error) {
    if (errno(error) === 'ENOENT') return undefined;
    throw error;
  }
}
