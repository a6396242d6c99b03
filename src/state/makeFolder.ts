import { access, constants, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errno } from './errno.ts';

/**
 * Makes a folder for this user alone, and those that lead to it. False: it cannot be had, or not be written in. Level by
 * level, for where a folder can be found but nothing made in it, Node's own way of making all of them never comes to an
 * end.
 */
export async function makeFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    const parent = dirname(folder);
    switch (errno(error)) {
      case undefined:
        throw error;
      case 'EEXIST':
        return isWritable(folder);
      case 'ENOENT':
        return parent !== folder && (await isMissing(parent)) && (await makeFolder(parent)) && makeFolder(folder);
      default:
        return false;
    }
  }
}

async function isMissing(path: string): Promise<boolean> {
  return access(path).then(
    () => false,
    () => true,
  );
}

async function isWritable(path: string): Promise<boolean> {
  return access(`${path}/.`, constants.W_OK).then(
    () => true,
    () => false,
  );
}
