import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { errno } from './errno.ts';

/** As many links as kernels follow. */
const MAX_LINKS = 40;

/**
 * The path with every symbolic link followed, so that replacing the file replaces what a link points at and not the
 * link. The file itself, and what a link points at, need not exist yet; its folder must.
 */
export async function realFile(path: string): Promise<string> {
  let current = resolve(path);
  for (let links = 0; links < MAX_LINKS; links++) {
    const real = join(await realpath(dirname(current)), basename(current));
    const target = await linkTarget(real);
    if (target === undefined) return real;
    current = resolve(dirname(real), target);
  }
  // Fails with the system's own ELOOP.
  return await realpath(path);
}

async function linkTarget(path: string): Promise<string | undefined> {
  try {
    return await readlink(path);
  } catch (error) {
    if (errno(error) === 'ENOENT' || errno(error) === 'EINVAL') return undefined;
    throw error;
  }
}
