import type { ManifestFiles } from './files.ts';

/** A folder that exists only as text: what is about to be written is read as it will be read later. */
export function textFiles(folder: string, texts: ReadonlyMap<string, string>): ManifestFiles {
  const whole = (path: string): string | undefined => texts.get(path.slice(folder.length + 1));
  const isInside = (base: string, path: string): boolean => path.startsWith(`${base}/`) && !path.includes('/../');
  return {
    kindOf: (path) => Promise.resolve(path === folder ? 'folder' : whole(path) === undefined ? 'missing' : 'file'),
    list: () => Promise.resolve([...texts.keys()].filter((name) => !name.includes('/'))),
    read(path) {
      const text = whole(path);
      return Promise.resolve(text === undefined ? { failure: 'missing' } : { text });
    },
    realpath: (path) => Promise.resolve(path),
    folderOf: (path) => path.slice(0, path.lastIndexOf('/')),
    join: (base, path) => `${base}/${path}`,
    isInside,
  };
}
