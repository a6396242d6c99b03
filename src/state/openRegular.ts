import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** The code of the error for what is there and is no file, in place of a system's own: there is none that says it. */
export const NOT_REGULAR = 'not a regular file';

/**
 * Opens a file to be read. A pipe, a device, or whatever else has no end that could be read up to fails with
 * `NOT_REGULAR`, a folder with `EISDIR`, anything else with the system's own error.
 */
export async function openRegular(path: string): Promise<FileHandle> {
  // Opening a pipe that no one writes to would wait for ever.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const status = await handle.stat();
    if (status.isFile()) return handle;
    const code = status.isDirectory() ? 'EISDIR' : NOT_REGULAR;
    throw Object.assign(new Error(`${code}: ${path}`), { code, syscall: 'open' });
  } catch (error) {
    await handle.close();
    throw error;
  }
}
