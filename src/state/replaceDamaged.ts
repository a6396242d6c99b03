import { rm } from 'node:fs/promises';
import { emptyState, type State } from '../model/state.ts';
import { applyRecords } from '../model/stateRecord.ts';
import { encodeState } from './encodeState.ts';
import { journalPath, journalSerials } from './journalName.ts';
import { keepAside } from './keepAside.ts';
import { readIfThere } from './readIfThere.ts';
import { salvageCounters } from './salvageCounters.ts';
import { swapFile } from './swapFile.ts';

export interface ReplacedState {
  readonly state: State;
  /** The copies of what was there: of the file, and of each of its journals. */
  readonly kept: readonly string[];
}

export interface ReplaceDeps {
  /** Milliseconds since 1970, for the names of the copies. */
  readonly now: number;
  /** Throws when the lock is lost. */
  readonly check: () => Promise<void>;
  /** Throws: someone else wrote the file meanwhile. */
  readonly conflict: () => never;
}

/**
 * Puts a state in place of a file that cannot be read, or that does not go with its journal. What is there is copied aside
 * first, so that nothing is lost and at no moment there is no state. Its serial is past every one that was given out, as
 * far as anyone can tell, so that no journal that stays is taken for its own. Throws the system's errors as well.
 */
export async function replaceDamaged(
  path: string,
  state: State,
  { now, check, conflict }: ReplaceDeps,
): Promise<ReplacedState> {
  const before = await readIfThere(path);
  const journals = await Promise.all(
    (await journalSerials(path)).map(async (serial) => {
      const file = journalPath(path, serial);
      return { serial, file, bytes: (await readIfThere(file)) ?? Buffer.alloc(0) };
    }),
  );
  const seen = [...(before === undefined ? [] : [{ serial: 0, file: path, bytes: before }]), ...journals];
  const next = successor(
    state,
    seen.map(({ serial, bytes }) => salvageCounters(bytes, serial)),
  );
  await check();
  const kept: string[] = [];
  for (const { file, bytes } of seen) kept.push(await keepAside(file, bytes, now));
  // A number that no run can have come to would stand in the way of every state to come.
  for (const { serial, file } of journals) if (serial >= next.serial) await rm(file, { force: true });
  const written = await swapFile(path, encodeState(next), async () => {
    await check();
    const found = await readIfThere(path);
    const isSame = found === undefined ? before === undefined : before?.equals(found) === true;
    if (!isSame) conflict();
  });
  if (written === 'beaten') conflict();
  for (const { file } of journals) await rm(file, { force: true });
  return { state: next, kept };
}

/** The state, with counters past all of these. */
function successor(state: State, counters: readonly Pick<State, 'serial' | 'seq'>[]): State {
  const base = {
    ...emptyState(state.account, state.lineage),
    serial: Math.max(0, ...counters.map(({ serial }) => serial)),
    seq: Math.max(0, ...counters.map(({ seq }) => seq)),
  };
  const changed = applyRecords(base, [{ op: 'replace', state }]);
  return { ...changed, serial: changed.serial + 1 };
}
