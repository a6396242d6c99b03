import { constants } from 'node:fs';
import type { Stats } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { FileContent, ManifestFiles } from '../manifest/files.ts';
import { isErrno } from './errno.ts';

/** Files below the working folder, or wherever else the user points. */
export function nodeFiles(folder: string): ManifestFiles {
  const absolute = (path: string): string => resolve(folder, path);
  return {
    async kindOf(path) {
      const found = await ifThere(stat(absolute(path)));
      if (found === undefined) return 'missing';
      return found.isDirectory() ? 'folder' : 'file';
    },
    async list(path) {
      const entries = await readdir(absolute(path), { withFileTypes: true });
      const names = await Promise.all(
        entries.map(async (entry) => {
          // A link counts as what it leads to: mounted configuration often consists of links.
          const target = entry.isSymbolicLink() ? await ifThere(stat(join(entry.parentPath, entry.name))) : entry;
          return target?.isFile() === true ? entry.name : undefined;
        }),
      );
      return names.filter((name) => name !== undefined);
    },
    read: (path, maxBytes) => readText(absolute(path), maxBytes),
    realpath: (path) => ifThere(realpath(absolute(path))),
    folderOf: (path) => dirname(path),
    join: (base, path) => join(base, path),
    isInside(base, path) {
      const way = relative(absolute(base), absolute(path));
      return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && resolve(way) !== way;
    },
  };
}

async function readText(path: string, maxBytes: number): Promise<FileContent> {
  let file;
  try {
    // Opening a pipe that no one writes to would wait for ever.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return { failure: 'missing' };
    if (isErrno(error, 'EACCES', 'EPERM')) return { failure: 'denied' };
    // A socket, or a device with nothing behind it.
    if (isErrno(error, 'ENXIO', 'ENODEV', 'EISDIR')) return { failure: 'not-a-file' };
    throw error;
  }
  try {
    const status: Stats = await file.stat();
    if (!status.isFile()) return { failure: 'not-a-file' };
    if (status.size > maxBytes) return { failure: 'too-large' };
    const bytes = await file.readFile();
    // The file may have grown since it was asked for its size.
    if (bytes.length > maxBytes) return { failure: 'too-large' };
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    if (isErrno(error, 'ERR_ENCODING_INVALID_ENCODED_DATA')) return { failure: 'not-utf8' };
    throw error;
  } finally {
    await file.close();
  }
}

async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR', 'ELOOP')) return undefined;
    throw error;
  }
}
