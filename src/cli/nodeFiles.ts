import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { FileContent, ManifestFiles } from '../manifest/files.ts';
import { isErrno } from './errno.ts';

/**
 * Files below the working folder, or wherever else the user points. They are read at once: nothing else is to be done
 * until they are, and loading `node:fs/promises` takes longer than reading a manifest. `inputs` gets the absolute
 * path of each file that was asked for.
 */
export function nodeFiles(folder: string, inputs?: Set<string>): ManifestFiles {
  const absolute = (path: string): string => resolve(folder, path);
  return {
    kindOf: soon((path) => {
      const found = ifThere(() => statSync(absolute(path)));
      if (found === undefined) return 'missing';
      return found.isDirectory() ? 'folder' : 'file';
    }),
    list: soon((path) =>
      readdirSync(absolute(path), { withFileTypes: true })
        // A link counts as what it leads to: mounted configuration often consists of links.
        .filter((entry) =>
          entry.isSymbolicLink()
            ? ifThere(() => statSync(join(entry.parentPath, entry.name)))?.isFile() === true
            : entry.isFile(),
        )
        .map(({ name }) => name),
    ),
    read: soon((path, maxBytes) => {
      inputs?.add(absolute(path));
      return readText(absolute(path), maxBytes);
    }),
    realpath: soon((path) => ifThere(() => realpathSync.native(absolute(path)))),
    folderOf: (path) => dirname(path),
    join: (base, path) => join(base, path),
    isInside(base, path) {
      const way = relative(absolute(base), absolute(path));
      return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && resolve(way) !== way;
    },
  };
}

function readText(path: string, maxBytes: number): FileContent {
  let file;
  try {
    // Opening a pipe that no one writes to would wait for ever.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return { failure: 'missing' };
    if (isErrno(error, 'EACCES', 'EPERM')) return { failure: 'denied' };
    // A socket, or a device with nothing behind it.
    if (isErrno(error, 'ENXIO', 'ENODEV', 'EISDIR')) return { failure: 'not-a-file' };
    throw error;
  }
  try {
    const status = fstatSync(file);
    if (!status.isFile()) return { failure: 'not-a-file' };
    if (status.size > maxBytes) return { failure: 'too-large' };
    const bytes = readFileSync(file);
    // The file may have grown since it was asked for its size.
    if (bytes.length > maxBytes) return { failure: 'too-large' };
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    if (isErrno(error, 'ERR_ENCODING_INVALID_ENCODED_DATA')) return { failure: 'not-utf8' };
    throw error;
  } finally {
    closeSync(file);
  }
}

/** The port is asynchronous, and what goes wrong in it is a rejection. */
function soon<Args extends readonly unknown[], T>(work: (...args: Args) => T): (...args: Args) => Promise<T> {
  return (...args) => new Promise((resolve) => resolve(work(...args)));
}

function ifThere<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR', 'ELOOP')) return undefined;
    throw error;
  }
}
