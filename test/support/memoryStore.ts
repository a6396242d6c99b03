import { applyRecords, type StateRecord } from '../../src/model/stateRecord.ts';
import { emptyState, type State } from '../../src/model/state.ts';
import { StateError, type LockInfo, type StateLock, type StateStore } from '../../src/model/stateStore.ts';

/** A state store in memory, with the compare-and-swap of the real ones. */
export class MemoryStore implements StateStore {
  readonly location = 'memory';
  readonly records: StateRecord[] = [];
  stored: State | undefined;
  commits = 0;
  /** Called before each commit: throws to play a full disk. */
  beforeCommit: (records: readonly StateRecord[]) => void = () => undefined;

  read(): Promise<State | undefined> {
    return Promise.resolve(this.stored);
  }

  async commit(base: State, records: readonly StateRecord[]): Promise<State> {
    this.beforeCommit(records);
    await this.verify(base);
    this.commits += 1;
    this.records.push(...records);
    const changed = applyRecords(base, records);
    this.stored = { ...changed, serial: changed.serial + 1 };
    return Promise.resolve(this.stored);
  }

  verify(base: State): Promise<void> {
    if ((this.stored?.serial ?? 0) === base.serial) return Promise.resolve();
    const conflict = {
      severity: 'error',
      code: 'state-conflict',
      summary: 'Someone else wrote.',
      help: 'Again.',
    } as const;
    return Promise.reject(new StateError(conflict));
  }

  lock(operation: string): Promise<StateLock> {
    const info: LockInfo = { id: 'lock', account: 'acme', owner: 'me', host: 'here', pid: 1, since: 0, operation };
    return Promise.resolve({ info, release: () => Promise.resolve() });
  }

  holder(): Promise<LockInfo | undefined> {
    return Promise.resolve(undefined);
  }

  unlock(): Promise<boolean> {
    return Promise.resolve(false);
  }

  get state(): State {
    return this.stored ?? emptyState('acme', 'lineage-of-tests');
  }
}
