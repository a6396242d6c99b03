import { NOT_REGULAR } from '../state/openRegular.ts';
import { readRegular } from '../state/readRegular.ts';
import { isErrno } from './errno.ts';

/** The text of a file that someone named; undefined: there is none that can be read. */
export async function readTextFile(path: string): Promise<string | undefined> {
  try {
    return (await readRegular(path)).toString('utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'ENXIO', 'ENODEV', NOT_REGULAR)) return undefined;
    throw error;
  }
}
