import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Address } from '../model/address.ts';
import type { Binding, State } from '../model/state.ts';
import { applyRecords } from '../model/stateRecord.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import type { LockInfo, StateLock, StateStore } from '../model/stateStore.ts';
import type { System } from '../model/system.ts';
import { decodeState } from './decodeState.ts';
import { encodeState } from './encodeState.ts';
import { errno } from './errno.ts';
import { claimLock, dropLock, readLock } from './lockFile.ts';
import { lockName } from './lockName.ts';
import { lockInfo } from './lockRecord.ts';
import type { LockRecord } from './lockRecord.ts';
import { makeFolder } from './makeFolder.ts';
import { processIdentity } from './processIdentity.ts';
import { realFile } from './realFile.ts';
import { holderText, stateFailure } from './stateFailure.ts';
import type { StateTrouble } from './stateFailure.ts';
import { swapFile } from './swapFile.ts';

export interface FileStateStoreOptions {
  /** The state file. It need not exist, its folder must. */
  readonly path: string;
  /** The CLN login: a state of any other is refused, and the lock is named for it. */
  readonly account: string;
  readonly system: System;
  /** This machine's name, this process's number, and `user@host`: what others read when the lock is held. */
  readonly host: string;
  readonly pid: number;
  readonly owner: string;
  /**
   * A lock file that every folder with this account shares, in a folder of the user's: absent where there is none. The
   * lock beside the state works without it.
   */
  readonly accountLock?: string;
}

/** Rounds of a race for the file before it is called a conflict; the pauses grow, so that one of two gets through. */
const ROUNDS = 12;

/**
 * A state in one local file (PROTOCOL.md, "State is never half-written"): JSON, mode 0600, replaced as a whole. The
 * lock is a file beside it, and one for the account. While this store holds it, every commit makes sure that it still does.
 */
export function createFileStateStore(options: FileStateStoreOptions): StateStore {
  const { path, account, system } = options;
  let held: { readonly id: string; readonly paths: readonly string[] } | undefined;
  /** What was last found or put in the file: the same bytes need no second decoding. */
  let known: { readonly bytes: Buffer; readonly state: State } | undefined;

  const fail = (trouble: StateTrouble): never => {
    throw stateFailure(path, trouble);
  };
  /** Runs file operations; a failed system call becomes a `StateError`. */
  const guarded = async <T>(code: 'state-read-failed' | 'state-write-failed', work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const number = errno(error);
      if (number === undefined) throw error;
      return fail({ code, errno: number });
    }
  };
  const lockPath = async (): Promise<string> => join(dirname(await realFile(path)), lockName(account));
  /** Where a lock may be: beside the state, and for the account where the user has a folder that can be written. */
  const lockPaths = async (): Promise<readonly string[]> => {
    const { accountLock } = options;
    const shared = accountLock === undefined || !(await makeFolder(dirname(accountLock))) ? [] : [accountLock];
    return [await lockPath(), ...shared];
  };

  const load = async (): Promise<State | undefined> => {
    const bytes = await readIfThere(path);
    if (bytes === undefined) return undefined;
    if (known?.bytes.equals(bytes) === true) return known.state;
    const state = decode(bytes);
    known = { bytes, state };
    return state;
  };

  const decode = (bytes: Buffer): State => {
    const text = decodeUtf8(bytes);
    if (text === undefined) return fail({ code: 'state-corrupt', problem: 'it is not UTF-8 text' });
    const decoded = decodeState(text);
    switch (decoded.status) {
      case 'ok':
        if (decoded.state.account !== account) {
          return fail({ code: 'state-account', found: decoded.state.account, expected: account });
        }
        return decoded.state;
      case 'newer':
        return fail({ code: 'state-newer', version: decoded.version });
      case 'corrupt':
        return fail({ code: 'state-corrupt', problem: decoded.problem });
      default:
        return decoded satisfies never;
    }
  };

  const checkUnchanged = async (base: State): Promise<void> => {
    for (const file of held?.paths ?? []) {
      const lock = await readLock(file);
      const holder = typeof lock === 'object' ? lockInfo(lock) : undefined;
      if (holder?.id !== held?.id) fail({ code: 'lock-lost', holder });
    }
    const stored = await load();
    const same =
      stored === undefined ? base.serial === 0 : stored.serial === base.serial && stored.lineage === base.lineage;
    if (!same) fail({ code: 'state-conflict', base, stored });
  };

  const ownRecord = async (operation: string): Promise<LockRecord> => {
    const identity = await processIdentity(options.pid);
    const id = randomBytes(8).toString('hex');
    const { host, pid, owner } = options;
    return { id, account, owner, host, pid, since: system.now(), operation, ...(identity && { process: identity }) };
  };

  const dropHeld = async (id: string): Promise<boolean> => {
    const by = await ownRecord('unlock');
    let dropped = false;
    for (const file of await lockPaths()) if (await dropLock(file, id, by, system)) dropped = true;
    return dropped;
  };

  /** All of them or none: what was claimed before one that is held is let go of. */
  const claimAll = async (record: LockRecord): Promise<{ readonly from?: LockRecord; readonly paths: string[] }> => {
    const paths: string[] = [];
    let from: LockRecord | undefined;
    for (const file of await lockPaths()) {
      const claim = await claimLock(file, record, system);
      if (claim.status === 'won') {
        paths.push(file);
        from ??= claim.from;
        continue;
      }
      for (const claimed of paths) await dropLock(claimed, record.id, record, system);
      if (claim.status === 'held') return fail({ code: 'lock-held', holder: claim.by });
      return fail({ code: 'lock-unreadable', lockPath: file });
    }
    return { paths, ...(from && { from }) };
  };

  return {
    location: path,

    read: () => guarded('state-read-failed', load),

    commit: (base, records) =>
      guarded('state-write-failed', async () => {
        if (base.account !== account) throw new Error('a state was committed to the store of another account');
        const changed = applyRecords(base, records);
        const next = { ...changed, serial: changed.serial + 1 };
        // What could not be read again must not be written: it would take every binding with it. The rest of the
        // bindings came out of a file or through here before.
        const reread = decodeState(encodeState({ ...next, bindings: touchedBindings(next, records) }));
        if (reread.status !== 'ok') throw new Error(`a state that cannot be read back: ${JSON.stringify(reread)}`);
        const text = encodeState(next);
        const target = await realFile(path);
        // A run that is behind must learn it before it makes a draft, or it would only get in the way of the others.
        await checkUnchanged(base);
        for (let round = 1; round <= ROUNDS; round++) {
          if ((await swapFile(target, text, () => checkUnchanged(base))) === 'written') {
            known = { bytes: Buffer.from(text), state: next };
            return next;
          }
          await system.sleep(system.random() * 2 ** Math.min(round, 8));
          await checkUnchanged(base);
        }
        return fail({ code: 'state-conflict', base, stored: base });
      }),

    verify: (base) => guarded('state-read-failed', () => checkUnchanged(base)),

    lock: (operation) =>
      guarded('state-write-failed', async (): Promise<StateLock> => {
        const record = await ownRecord(operation);
        const { from, paths } = await claimAll(record);
        held = { id: record.id, paths };
        const { accountLock } = options;
        const notices = [
          ...(from ? [`Took over the lock of a process that is gone: ${holderText(from)}.`] : []),
          ...(accountLock !== undefined && !paths.includes(accountLock)
            ? [`No lock can be kept in ${dirname(accountLock)}: runs from other folders are not kept out.`]
            : []),
        ];
        return {
          info: lockInfo(record),
          ...(notices.length > 0 && { notice: notices.join(' ') }),
          release: () =>
            guarded('state-write-failed', async () => {
              if (held?.id === record.id) held = undefined;
              await dropHeld(record.id);
            }),
        };
      }),

    holder: () =>
      guarded('state-read-failed', async (): Promise<LockInfo | undefined> => {
        for (const file of await lockPaths()) {
          const lock = await readLock(file);
          if (lock === 'unreadable') return fail({ code: 'lock-unreadable', lockPath: file });
          if (lock !== undefined) return lockInfo(lock);
        }
        return undefined;
      }),

    unlock: (id) => guarded('state-write-failed', () => dropHeld(id)),
  };
}

/** The bindings that the records made or renamed. */
function touchedBindings(state: State, records: readonly StateRecord[]): State['bindings'] {
  const touched: Record<Address, Binding> = {};
  for (const record of records) {
    const address = record.op === 'bind' ? record.address : record.op === 'rename' ? record.to : undefined;
    const binding = address === undefined ? undefined : state.bindings[address];
    if (address !== undefined && binding !== undefined) touched[address] = binding;
  }
  return touched;
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errno(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function decodeUtf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
