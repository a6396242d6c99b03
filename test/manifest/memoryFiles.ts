import { posix } from 'node:path';
import type { FileContent, ManifestFiles } from '../../src/manifest/files.ts';

/** A file system in memory, with POSIX paths. `links` are symbolic links, by path. */
export function memoryFiles(
  contents: Readonly<Record<string, string | FileContent>>,
  links: Readonly<Record<string, string>> = {},
): ManifestFiles {
  const texts = new Map(Object.entries(contents).map(([path, content]) => [posix.normalize(path), content]));
  const follow = (path: string): string => {
    const short = posix.relative('/work', posix.resolve('/work', path));
    return links[short] ?? (short === '' ? '.' : short);
  };
  const isFolder = (path: string): boolean =>
    path === '.' || [...texts.keys()].some((file) => file.startsWith(`${path}/`));
  return {
    async kindOf(path) {
      const real = follow(path);
      return texts.has(real) ? 'file' : isFolder(real) ? 'folder' : 'missing';
    },
    async list(folder) {
      const paths = [...texts.keys(), ...Object.keys(links)];
      return paths
        .filter((path) => posix.dirname(path) === posix.normalize(folder))
        .map((path) => posix.basename(path));
    },
    async read(path) {
      const content = texts.get(follow(path));
      if (content === undefined) return { failure: isFolder(follow(path)) ? 'not-a-file' : 'missing' };
      return typeof content === 'string' ? { text: content } : content;
    },
    async realpath(path) {
      const real = follow(path);
      return texts.has(real) || isFolder(real) ? posix.resolve('/work', real) : undefined;
    },
    folderOf: (path) => posix.dirname(path),
    join: (folder, relative) => posix.join(folder, relative),
    isInside(folder, path) {
      const relative = posix.relative(folder, path);
      return relative !== '' && relative !== '..' && !relative.startsWith('../') && !posix.isAbsolute(relative);
    },
  };
}
