import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { keepOwner, syncFolder } from '../state/swapFile.ts';
import { isErrno } from './errno.ts';

/** A file that is begun beside the one that it is to be: there whole in the end, or not at all. */
export interface WholeFile {
  readonly handle: FileHandle;
  /** Puts it in place, on the disk before this resolves. When it throws, what was there is there still. */
  readonly finish: () => Promise<void>;
  /** Takes away what was not put in place. Never throws. */
  readonly discard: () => Promise<void>;
}

/**
 * Begins a file that replaces `target`, a link to be followed by the caller. It keeps the owner, and the mode unless one
 * is given: for what no one else may read, not even before it is finished. Throws the system's error.
 */
export async function beginFileWhole(target: string, mode?: number): Promise<WholeFile> {
  const before = await stat(target).catch(() => undefined);
  const kept = mode ?? (before?.isFile() === true ? before.mode & 0o7777 : undefined);
  const draft = join(dirname(target), `.${basename(target)}.${randomBytes(8).toString('hex')}.tmp`);
  const handle = await open(draft, 'wx', kept === undefined ? 0o666 : kept & 0o777);
  const discard = async (): Promise<void> => {
    await handle.close().catch(() => undefined);
    await rm(draft, { force: true }).catch(() => undefined);
  };
  return {
    handle,
    discard,
    async finish() {
      try {
        await ownedAs(handle, target);
        // Asked for again: what is created loses what the umask takes, and a new owner what the old one had.
        if (kept !== undefined) await handle.chmod(kept);
        await handle.sync();
        await handle.close();
        await rename(draft, target);
      } catch (error) {
        await discard();
        throw error;
      }
      await syncFolder(dirname(target));
    },
  };
}

/** A file, whole and on the disk before this resolves, or as it was before. See `beginFileWhole`. */
export async function writeFileWhole(target: string, text: string, mode?: number): Promise<void> {
  const file = await beginFileWhole(target, mode);
  try {
    await file.handle.writeFile(text, 'utf8');
  } catch (error) {
    await file.discard();
    throw error;
  }
  await file.finish();
}

/** Not every file system lets even an administrator give a file away; the text matters more. */
async function ownedAs(handle: FileHandle, target: string): Promise<void> {
  try {
    await keepOwner(handle, target);
  } catch (error) {
    if (!isErrno(error, 'EPERM', 'EINVAL', 'ENOSYS', 'ENOTSUP')) throw error;
  }
}
