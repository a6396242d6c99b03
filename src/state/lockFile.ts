import { randomBytes } from 'node:crypto';
import { link, rename, rm, writeFile } from 'node:fs/promises';
import type { System } from '../model/system.ts';
import { errno } from './errno.ts';
import { decodeLockRecord, encodeLockRecord } from './lockRecord.ts';
import type { LockRecord } from './lockRecord.ts';
import { NOT_REGULAR } from './openRegular.ts';
import { isGone } from './processIdentity.ts';
import { readRegular } from './readRegular.ts';

export type Claim =
  | { readonly status: 'won'; readonly from?: LockRecord }
  | { readonly status: 'held'; readonly by: LockRecord }
  /** There is a file, but not one that tells who holds it. */
  | { readonly status: 'unreadable' };

/** A dead holder's lock, and the lock on taking that over, and the lock on that: nobody dies at all three. */
const MAX_DEPTH = 3;
/** How often, and for how many milliseconds at a time, to wait for someone who is in the middle of a takeover. */
const PATIENCE = 100;
const PAUSE = 20;

/**
 * Makes the lock file at `path`, if there is none or its holder is a dead process of this host. Of any number of
 * claimants, however they interleave, one wins: a file appears whole by `link`, which fails when the name is taken,
 * and a dead holder's file is only ever replaced or removed under a lock of its own (`path.takeover`).
 */
export async function claimLock(path: string, record: LockRecord, system: System, depth = 1): Promise<Claim> {
  for (let attempt = 0; ; attempt++) {
    if (await createWhole(path, record)) return { status: 'won' };
    const held = await readLock(path);
    if (held === undefined) continue;
    if (held === 'unreadable') return { status: 'unreadable' };
    const dead = held.host === record.host && (await isGone(held.pid, held.process));
    if (!dead || depth >= MAX_DEPTH || attempt >= PATIENCE) return { status: 'held', by: held };
    const turn = await claimLock(`${path}.takeover`, record, system, depth + 1);
    if (turn.status !== 'won') {
      await system.sleep(PAUSE);
      continue;
    }
    try {
      const still = await readLock(path);
      if (typeof still === 'object' && still.id === held.id) {
        await replaceWhole(path, record);
        return { status: 'won', from: held };
      }
    } finally {
      await rm(`${path}.takeover`, { force: true });
    }
  }
}

/** Removes the lock file if it is the one with this id. False: it is not, or there is none. */
export async function dropLock(path: string, id: string, by: LockRecord, system: System): Promise<boolean> {
  const turnPath = `${path}.takeover`;
  for (let attempt = 0; ; attempt++) {
    const held = await readLock(path);
    if (typeof held !== 'object' || held.id !== id) return false;
    const turn = await claimLock(turnPath, by, system, 2);
    // Whoever has had its turn for this long is dead, on a host that cannot be asked.
    const mine = turn.status === 'won' || attempt >= PATIENCE;
    if (!mine) {
      await system.sleep(PAUSE);
      continue;
    }
    try {
      const still = await readLock(path);
      if (typeof still !== 'object' || still.id !== id) return false;
      await rm(path, { force: true });
      return true;
    } finally {
      await rm(turnPath, { force: true });
    }
  }
}

/** Undefined: there is no such file. */
export async function readLock(path: string): Promise<LockRecord | 'unreadable' | undefined> {
  let text: string;
  try {
    text = (await readRegular(path)).toString('utf8');
  } catch (error) {
    if (errno(error) === 'ENOENT') return undefined;
    if (errno(error) === NOT_REGULAR) return 'unreadable';
    throw error;
  }
  return decodeLockRecord(text) ?? 'unreadable';
}

async function createWhole(path: string, record: LockRecord): Promise<boolean> {
  const draft = await writeDraft(path, record);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (errno(error) === 'EEXIST') return false;
    if (!LINKLESS.has(errno(error) ?? '')) throw error;
    return await createInPlace(path, record);
  } finally {
    await rm(draft, { force: true });
  }
}

/** What file systems without hard links answer. */
const LINKLESS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

async function createInPlace(path: string, record: LockRecord): Promise<boolean> {
  try {
    await writeFile(path, encodeLockRecord(record), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (errno(error) === 'EEXIST') return false;
    throw error;
  }
}

async function replaceWhole(path: string, record: LockRecord): Promise<void> {
  const draft = await writeDraft(path, record);
  try {
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeDraft(path: string, record: LockRecord): Promise<string> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  await writeFile(draft, encodeLockRecord(record), { flag: 'wx', mode: 0o600 });
  return draft;
}
