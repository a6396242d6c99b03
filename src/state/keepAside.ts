import { open } from 'node:fs/promises';
import { errno } from './errno.ts';

/** Copies of one second. */
const MOST = 100;

/**
 * Writes what a file held into a new one beside it, `FILE.unreadable-20260301T093000Z` or, of a state that is whole,
 * `FILE.replaced-20260301T093000Z`, mode 0600 and durable, and gives its path. The file itself stays, so that at no moment there is none. Throws the system's error.
 */
export async function keepAside(
  file: string,
  bytes: Buffer | string,
  now: number,
  why: 'unreadable' | 'replaced' = 'unreadable',
): Promise<string> {
  const stamp = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/gu, '');
  for (let copy = 1; ; copy += 1) {
    const path = `${file}.${why}-${stamp}${copy === 1 ? '' : `-${copy}`}`;
    try {
      const handle = await open(path, 'wx', 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      return path;
    } catch (error) {
      if (errno(error) !== 'EEXIST' || copy === MOST) throw error;
    }
  }
}
