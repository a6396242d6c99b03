import type { Address } from '../model/address.ts';
import type { Change } from '../model/change.ts';
import type { JsonObject } from '../model/json.ts';
import type { Live } from '../model/live.ts';
import type { Binding, State } from '../model/state.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import { bindingOf, type Made, type Run } from './run.ts';

/** A replaced object stays bound, at an address of its own, until it is removed: it must not be forgotten. */
export function boundRecords(
  run: Run,
  change: Change,
  live: Live,
  spec: JsonObject,
  made?: Made,
): readonly StateRecord[] {
  const state = run.session.current;
  const binding = bindingOf(run, change, live.id, spec, made);
  const records: StateRecord[] = [{ op: 'bind', address: change.address, binding }];
  const before = state.bindings[change.address];
  if (change.live === undefined && before !== undefined && before.id !== live.id) {
    // Made again since a list did not show it: if that list was behind, it is to be removed when it turns up.
    const missing: Binding = { ...before, replacedBy: change.address, missingSince: run.deps.system.now() };
    return [...records, { op: 'bind', address: replacedAddress(state, change.address, before.id), binding: missing }];
  }
  if (change.replacement !== 'create-first' || change.live === undefined) return records;
  const old: Binding = {
    type: change.type,
    id: change.live.id,
    applied: before?.applied ?? (change.live.spec as JsonObject),
    ...(before?.made === true ? { made: true } : {}),
    ...(before?.seq === undefined ? {} : { seq: before.seq }),
    replacedBy: change.address,
  };
  return [...records, { op: 'bind', address: replacedAddress(state, change.address, change.live.id), binding: old }];
}

/** Where a replaced object is bound; `#` cannot stand in a declared name. */
export function replacedAddress(state: Pick<State, 'bindings'>, address: Address, id: string): Address {
  for (let n = 1; ; n += 1) {
    const candidate = `${address}#replaced${n === 1 ? '' : `-${n}`}` as Address;
    const holder = state.bindings[candidate];
    if (holder === undefined || holder.id === id) return candidate;
  }
}
