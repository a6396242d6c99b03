import type { Address } from '../model/address.ts';
import { holdersOf } from '../model/holders.ts';
import type { JsonObject } from '../model/json.ts';
import type { Live } from '../model/live.ts';
import { ObjectMap } from '../model/objectMap.ts';
import type { State } from '../model/state.ts';
import type { StateRecord } from '../model/stateRecord.ts';

/**
 * What binds these objects to these addresses. Only ever adds: what is bound stays as it is, and an address or an object
 * that is bound otherwise is a bug of the caller's.
 */
export function adoptionRecords(
  state: State,
  pairs: readonly { readonly address: Address; readonly live: Live }[],
): readonly StateRecord[] {
  const holders = holdersOf(state);
  const adopted = new ObjectMap<Address>();
  const records: StateRecord[] = [];
  for (const { address, live } of pairs) {
    const { type, id } = live;
    const holder = adopted.get(type, id) ?? holders.get(type, id);
    if (holder === address) continue;
    if (holder !== undefined || Object.hasOwn(state.bindings, address)) throw new Error(`${address} would be rebound`);
    adopted.set(type, id, address);
    const applied = { ...(live.spec as JsonObject) };
    records.push({ op: 'bind', address, binding: { type, id, applied } });
  }
  return records;
}
