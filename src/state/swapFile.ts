import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { errno } from './errno.ts';

/**
 * Replaces the file with `text`, durably, mode 0600, after `check` has passed. `beaten`: another writer of the same
 * file was at it too and nothing was written; look again. Whatever happens, even the loss of power, the file holds the
 * old text or the new one, whole. Throws the system's error (disk full, no permission) and what `check` throws.
 *
 * Two writers whose checks both saw the old file can never both succeed, with no lock at all: each first makes its
 * draft, then deletes every other draft, then checks, then renames its own. If A's check came before B's rename and
 * B's before A's, then the draft that was made first was there for the other's deletion, and its rename fails.
 * The drafts of killed processes go the same way.
 */
export async function swapFile(path: string, text: string, check: () => Promise<void>): Promise<'written' | 'beaten'> {
  const folder = dirname(path);
  const draft = `${draftPrefix(path)}${randomBytes(8).toString('hex')}.tmp`;
  try {
    await writeDurably(join(folder, draft), text, path);
    await removeDrafts(path, draft);
    await check();
    try {
      await rename(join(folder, draft), path);
    } catch (error) {
      if (errno(error) === 'ENOENT') return 'beaten';
      throw error;
    }
    await syncFolder(folder);
    return 'written';
  } finally {
    await rm(join(folder, draft), { force: true });
  }
}

/** Whoever is about to replace the file finds that it was beaten. `except`: the name of a draft that is left. */
export async function removeDrafts(path: string, except?: string): Promise<void> {
  const folder = dirname(path);
  const prefix = draftPrefix(path);
  for (const name of await readdir(folder)) {
    if (name.startsWith(prefix) && name.endsWith('.tmp') && name !== except)
      await rm(join(folder, name), { force: true });
  }
}

function draftPrefix(path: string): string {
  return `.${basename(path)}.`;
}

async function writeDurably(draft: string, text: string, instead: string): Promise<void> {
  const handle = await open(draft, 'wx', 0o600);
  try {
    // Writes on after a short write, as a disk that is nearly full gives, and so ends in ENOSPC and not in half a file.
    await handle.writeFile(text, 'utf8');
    await handle.chmod(0o600);
    await keepOwner(handle, instead);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** An administrator's run must not take the file from the user whose it is. */
export async function keepOwner(handle: FileHandle, path: string): Promise<void> {
  const owner = await stat(path).catch(() => undefined);
  if (owner === undefined || process.getuid?.() !== 0) return;
  await handle.chown(owner.uid, owner.gid);
}

/** Makes the rename itself durable. Not every platform lets a folder be opened; there, the rename is all there is. */
export async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle;
  try {
    handle = await open(folder, 'r');
  } catch (error) {
    if (errno(error) === 'EISDIR' || errno(error) === 'EPERM' || errno(error) === 'EACCES') return;
    throw error;
  }
  try {
    await handle.sync();
  } catch (error) {
    if (errno(error) !== 'EINVAL' && errno(error) !== 'EPERM') throw error;
  } finally {
    await handle.close();
  }
}
