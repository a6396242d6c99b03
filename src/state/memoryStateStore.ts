import type { State } from '../model/state.ts';
import { applyRecords } from '../model/stateRecord.ts';
import type { StateLock, StateStore } from '../model/stateStore.ts';

/** A state that no file holds and no one else can see, for rehearsals. It is never in conflict, and never locked. */
export function createMemoryStateStore(initial: State): StateStore {
  let stored = initial;
  return {
    location: 'memory',
    read: () => Promise.resolve(stored),
    commit: (base, records) => {
      stored = { ...applyRecords(base, records), serial: base.serial + 1 };
      return Promise.resolve(stored);
    },
    verify: () => Promise.resolve(),
    lock: (operation): Promise<StateLock> => {
      const { account } = initial;
      const info = { id: 'memory', account, owner: 'memory', host: 'memory', pid: 0, since: 0, operation };
      return Promise.resolve({ info, release: () => Promise.resolve() });
    },
    holder: () => Promise.resolve(undefined),
    unlock: () => Promise.resolve(false),
  };
}
