import type { State } from './state.ts';
import { applyRecords, type StateRecord } from './stateRecord.ts';

/**
 * The state that `base` becomes by the records that a log holds by now, none of which replaces the state or spends a
 * plan: a value like any other, worked out when someone first looks into it, however much the log has grown by then. A
 * store can so answer each of many small writes with the state after it, and a run that reads but the last of them pays
 * for one.
 */
export function laterState(base: State, log: readonly StateRecord[], serial: number): State {
  // No copy is made of it for each write: it only ever grows.
  const count = log.length;
  let known: State | undefined;
  const state = (): State => (known ??= applyRecords(base, log.slice(0, count)));
  const { version, lineage, account, appliedPlans } = base;
  return {
    version,
    lineage,
    serial,
    account,
    ...(appliedPlans === undefined ? {} : { appliedPlans }),
    get seq() {
      return state().seq;
    },
    get bindings() {
      return state().bindings;
    },
    get intents() {
      return state().intents;
    },
    get unremovable() {
      return state().unremovable;
    },
  };
}
