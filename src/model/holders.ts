import type { Address } from './address.ts';
import { bindingMap } from './bindingMap.ts';
import { ObjectMap } from './objectMap.ts';
import type { State } from './state.ts';

/** Which address each object is bound to; of two that claim one object, the first. */
export type Holders = Pick<ObjectMap<Address>, 'get' | 'has'>;

const KNOWN = new WeakMap<State, Holders>();

/** Who holds which object in a state: worked out once for each state, since a run asks it for every object of a list. */
export function holdersOf(state: State): Holders {
  const known = KNOWN.get(state);
  if (known !== undefined) return known;
  const holders = new ObjectMap<Address>();
  for (const [address, { type, id }] of bindingMap(state)) {
    if (!holders.has(type, id)) holders.set(type, id, address);
  }
  KNOWN.set(state, holders);
  return holders;
}
