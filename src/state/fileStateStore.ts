import { dirname } from 'node:path';
import type { Address } from '../model/address.ts';
import type { Binding, State } from '../model/state.ts';
import { applyRecords } from '../model/stateRecord.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import { StateError } from '../model/stateStore.ts';
import type { LockInfo, StateLock, StateStore } from '../model/stateStore.ts';
import { AccountLocks } from './accountLocks.ts';
import type { AccountLocksOptions } from './accountLocks.ts';
import { decodeState } from './decodeState.ts';
import { encodeState } from './encodeState.ts';
import { errno } from './errno.ts';
import { isJournalled } from './journalRecord.ts';
import { removeOldJournals } from './journalName.ts';
import { JournalWriter } from './journalWriter.ts';
import { keepAside } from './keepAside.ts';
import { lockInfo } from './lockRecord.ts';
import { realFile } from './realFile.ts';
import { holderText, stateFailure } from './stateFailure.ts';
import type { StateTrouble } from './stateFailure.ts';
import { replaceDamaged, type ReplacedState } from './replaceDamaged.ts';
import { StateReader } from './storedState.ts';
import { swapFile } from './swapFile.ts';

/**
 * `path`: the state file, which need not exist; its folder must. `account`: the CLN login; a state of any other is
 * refused, and the lock is named for it. The rest says who this is to those who find the lock held.
 */
export type FileStateStoreOptions = AccountLocksOptions;

export interface FileStateStore extends StateStore {
  /** Puts a state in place of files that `read` calls damaged, or not of one state. Throws as `commit` does. */
  replaceUnreadable(state: State): Promise<ReplacedState>;
  /** Writes a state that is to be replaced into a file of its own beside the stored one, and gives its path. */
  keepCopy(state: State): Promise<string>;
}

/** Rounds of a race for the file before it is called a conflict; the pauses grow, so that one of two gets through. */
const ROUNDS = 12;

/**
 * A state in local files (PROTOCOL.md, "State is never half-written"): a snapshot, JSON, mode 0600, replaced as a whole,
 * and beside it, while a run holds the lock, a journal that each write adds a line to. The journal is folded into the
 * snapshot when the lock is released and when it outgrows it; what a run that died leaves of it is read, and gone on
 * with. While this store holds the lock, every commit makes sure that it still does.
 */
export function createFileStateStore(options: FileStateStoreOptions): FileStateStore {
  const { path, account, system } = options;
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
  const locks = new AccountLocks(options, fail);
  const reader = new StateReader(path, account, fail);
  /** Of the snapshot that this store goes on from; only while it holds the lock. */
  let journal: JournalWriter | undefined;

  const closeJournal = async (): Promise<void> => {
    const open = journal;
    journal = undefined;
    await open?.close();
  };

  const checkStored = async (base: State): Promise<void> => {
    if (journal?.isAt(base) === true && (await journal.isCurrent())) return;
    const stored = (await reader.load())?.state;
    const same =
      stored === undefined ? base.serial === 0 : stored.serial === base.serial && stored.lineage === base.lineage;
    if (!same) fail({ code: 'state-conflict', base, stored });
  };

  const checkUnchanged = async (base: State): Promise<void> => {
    await locks.check();
    await checkStored(base);
  };

  /** The journal to go on with, or undefined: a new snapshot is due, or there is none yet. */
  const openJournal = async (base: State): Promise<JournalWriter | undefined> => {
    if (!locks.isHeld) return undefined;
    if (journal?.isAt(base) !== true) {
      await closeJournal();
      const stored = await reader.load();
      if (stored === undefined) return undefined;
      const opened: JournalWriter | undefined = await JournalWriter.open(stored);
      journal = opened;
      if (opened?.isAt(base) !== true) return undefined;
    }
    return journal?.isOver === true ? undefined : journal;
  };

  const conflict = async (base: State): Promise<never> => {
    await closeJournal();
    return fail({ code: 'state-conflict', base, stored: (await reader.load())?.state ?? base });
  };

  /** Replaces the snapshot by this state, which goes on from `base`, and ends its journal. */
  const writeSnapshot = async (base: State, next: State): Promise<void> => {
    // What is held open cannot be replaced on every platform.
    await closeJournal();
    const text = encodeState(next);
    const target = await realFile(path);
    for (let round = 1; round <= ROUNDS; round++) {
      // A run that is behind must learn it before it makes a draft, or it would only get in the way of the others.
      await checkUnchanged(base);
      if ((await swapFile(target, text, () => checkUnchanged(base))) === 'written') {
        reader.wrote(text, next);
        await removeOldJournals(target, next.serial);
        return;
      }
      await system.sleep(system.random() * 2 ** Math.min(round, 8));
    }
    fail({ code: 'state-conflict', base, stored: base });
  };

  const commitSnapshot = async (base: State, records: readonly StateRecord[]): Promise<State> => {
    const changed = applyRecords(base, records);
    const next = { ...changed, serial: changed.serial + 1 };
    // What could not be read again must not be written: it would take every binding with it. The rest of the
    // bindings came out of a file or through here before.
    const reread = decodeState(encodeState({ ...next, bindings: touchedBindings(next, records) }));
    if (reread.status !== 'ok') throw new Error(`a state that cannot be read back: ${JSON.stringify(reread)}`);
    await writeSnapshot(base, next);
    return next;
  };

  /** The state is whole with its journal, so that whatever stands in the way of folding it is the next run's to see. */
  const fold = async (): Promise<void> => {
    const { state, isInUse = false } = journal ?? {};
    try {
      if (state !== undefined && isInUse) await writeSnapshot(state, state);
    } catch (error) {
      if (!(error instanceof StateError) && errno(error) === undefined) throw error;
    } finally {
      await closeJournal();
    }
  };

  return {
    location: path,

    read: () => guarded('state-read-failed', async () => (await reader.load())?.state),

    commit: (base, records) =>
      guarded('state-write-failed', async () => {
        if (base.account !== account) throw new Error('a state was committed to the store of another account');
        // What changes more than its bindings and intents makes a new snapshot.
        const writer = isJournalled(records) ? await openJournal(base) : undefined;
        if (writer === undefined || !isJournalled(records)) return await commitSnapshot(base, records);
        await checkUnchanged(base);
        const outcome = await writer.append(records).catch(async (error: unknown) => {
          // What stands in the file now is to be read again, should anyone go on.
          await closeJournal();
          throw error;
        });
        return outcome === 'written' ? writer.state : await conflict(base);
      }),

    replaceUnreadable: (state) =>
      guarded('state-write-failed', async () => {
        if (state.account !== account) throw new Error('a state was put into the store of another account');
        await closeJournal();
        const replaced = await replaceDamaged(await realFile(path), state, {
          now: system.now(),
          check: () => locks.check(),
          conflict: () => fail({ code: 'state-conflict', base: state, stored: undefined }),
        });
        reader.wrote(encodeState(replaced.state), replaced.state);
        return replaced;
      }),

    keepCopy: (state) =>
      guarded('state-write-failed', async () =>
        keepAside(await realFile(path), encodeState(state), system.now(), 'replaced'),
      ),

    verify: (base) => guarded('state-read-failed', () => checkUnchanged(base)),

    lock: (operation) =>
      guarded('state-write-failed', async (): Promise<StateLock> => {
        const { record, from, unshared } = await locks.claim(operation);
        const notices = [
          ...(from ? [`Took over the lock of a process that is gone: ${holderText(from)}.`] : []),
          ...(unshared === undefined
            ? []
            : [`No lock can be kept in ${dirname(unshared)}: runs from other folders are not kept out.`]),
        ];
        return {
          info: lockInfo(record),
          ...(notices.length > 0 && { notice: notices.join(' ') }),
          release: () =>
            guarded('state-write-failed', async () => {
              await fold();
              await locks.drop(record.id);
            }),
        };
      }),

    holder: () =>
      guarded('state-read-failed', async (): Promise<LockInfo | undefined> => {
        const record = await locks.holder();
        return record && lockInfo(record);
      }),

    unlock: (id) => guarded('state-write-failed', () => locks.drop(id)),
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
