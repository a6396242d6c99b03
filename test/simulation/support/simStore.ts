import type { State } from '../../../src/model/state.ts';
import { applyRecords } from '../../../src/model/stateRecord.ts';
import type { LockInfo, StateLock, StateStore } from '../../../src/model/stateStore.ts';
import { StateError } from '../../../src/model/stateStore.ts';
import { stateFailure } from '../../../src/state/stateFailure.ts';
import { textOf } from './disk.ts';
import type { Reply, SimProcess } from './simProcess.ts';
import type { World } from './world.ts';

/** How long the kernel of a careless store takes to write back. */
const WRITE_BACK_MS = 30_000;

/** The state port of one process, on the shared disk. */
export function simStore(world: World, process: SimProcess): StateStore {
  const { clock, disk } = world;
  let held: string | undefined;

  /** The work happens on its way; a process that died meanwhile may not have got that far. */
  const travel = <T>(label: string, work: () => T): Promise<T> =>
    process.call(label, (reply) => {
      clock.after(process.latency(), () => {
        if (process.alive || world.chance.flip(0.5)) attempt(reply, work, process.latency());
      });
    });

  return {
    location: 'state',
    read: () => travel('read', () => disk.read()),

    commit: (base, records) =>
      process.call('commit', (reply: Reply<State>) => {
        const strike = world.strike('commit', 'commit');
        if (strike?.when === 'before') {
          reply.fail(writeFailed(), process.latency());
          return;
        }
        const next = { ...applyRecords(base, records), serial: base.serial + 1 };
        const text = textOf(next);
        clock.after(process.latency(), () => {
          if (!process.alive && world.chance.flip(0.5)) return;
          disk.write(text);
          clock.after(process.latency(), () => {
            if (!process.alive && world.chance.flip(0.5)) return;
            const why = disk.replace(base, next, text, held);
            if (why === undefined) world.noteBound(next, process.name);
            if (disk.flaws.noSync === true) clock.after(WRITE_BACK_MS, () => disk.sync());
            world.tell(
              process.name,
              `${why === undefined ? 'wrote' : why.diagnostic.code} ${next.serial}: ${ops(records)}`,
            );
            const error = why ?? (strike === undefined ? undefined : writeFailed());
            if (error === undefined) reply.ok(next, process.latency());
            else reply.fail(error, process.latency());
          });
        });
      }),

    verify: (base) =>
      travel('verify', () => {
        const why = disk.check(base, held);
        if (why !== undefined) throw why;
      }),

    lock: (operation) =>
      travel('lock', (): StateLock => {
        const { lock } = disk;
        if (lock?.process.alive === true) throw stateFailure('state', { code: 'lock-held', holder: lock.info });
        const id = disk.nextLockId();
        const info: LockInfo = {
          ...{ id, account: world.emulator.login, owner: process.name, host: 'runner', pid: 1 },
          ...{ since: clock.now, operation },
        };
        disk.lock = { info, process };
        held = id;
        return {
          info,
          ...(lock === undefined ? {} : { notice: `Took over the lock of ${lock.info.owner}.` }),
          release: () =>
            travel('release', () => {
              if (disk.lock?.info.id === id) disk.lock = undefined;
            }),
        };
      }),

    holder: () => travel('holder', () => disk.lock?.info),

    unlock: (id) =>
      travel('unlock', () => {
        const found = disk.lock?.info.id === id;
        if (found) disk.lock = undefined;
        return found;
      }),
  };
}

function attempt<T>(reply: Reply<T>, work: () => T, ms: number): void {
  try {
    reply.ok(work(), ms);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    reply.fail(error, ms);
  }
}

function writeFailed(): StateError {
  return stateFailure('state', { code: 'state-write-failed', errno: 'EIO' });
}

function ops(records: readonly { readonly op: string }[]): string {
  return records.map(({ op, ...rest }) => `${op} ${'address' in rest ? String(rest.address) : ''}`.trim()).join(', ');
}
