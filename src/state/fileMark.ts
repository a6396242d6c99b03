import type { FileHandle } from 'node:fs/promises';
import { errno } from './errno.ts';
import { openRegular } from './openRegular.ts';

/**
 * Tells whether a file is still the one that it was, without reading it. Two marks of files that were both open at some
 * moment are equal only if it is one file, and no one has written to it: the number of a file that is open is not given
 * to another.
 */
export interface FileMark {
  readonly device: bigint;
  readonly inode: bigint;
  readonly size: number;
  readonly changed: bigint;
}

export async function markOf(handle: FileHandle): Promise<FileMark> {
  const { dev, ino, size, mtimeNs } = await handle.stat({ bigint: true });
  return { device: dev, inode: ino, size: Number(size), changed: mtimeNs };
}

/** Undefined: there is no such file. It is opened, for on a network file system that alone asks the server anew. */
export async function markAt(path: string): Promise<FileMark | undefined> {
  let handle: FileHandle;
  try {
    handle = await openRegular(path);
  } catch (error) {
    if (errno(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return await markOf(handle);
  } finally {
    await handle.close();
  }
}

export function isSameFile(a: FileMark, b: FileMark | undefined): boolean {
  return a.device === b?.device && a.inode === b.inode;
}

export function isUnwritten(a: FileMark, b: FileMark | undefined): boolean {
  return isSameFile(a, b) && a.size === b?.size && a.changed === b.changed;
}
