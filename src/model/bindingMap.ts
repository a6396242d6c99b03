import type { Address } from './address.ts';
import type { Binding, State } from './state.ts';

const KNOWN = new WeakMap<State, ReadonlyMap<Address, Binding>>();

/**
 * A state's bindings in their order: worked out once for each state, for a record of a hundred thousand members takes many
 * times as long to go through.
 */
export function bindingMap(state: State): ReadonlyMap<Address, Binding> {
  const known = KNOWN.get(state);
  if (known !== undefined) return known;
  const map = mapOf(state.bindings);
  KNOWN.set(state, map);
  return map;
}

/** The same of a record that may change. */
export function mapOf(bindings: State['bindings']): ReadonlyMap<Address, Binding> {
  const map = new Map<Address, Binding>();
  for (const address of Object.keys(bindings) as Address[]) {
    const binding = bindings[address];
    if (binding !== undefined) map.set(address, binding);
  }
  return map;
}

/** A state with these bindings, in their order. As a record they are made when someone first asks for it: a plan never does. */
export function withBindings(bindings: ReadonlyMap<Address, Binding>, rest: Omit<State, 'bindings'>): State {
  let record: State['bindings'] | undefined;
  const state: State = {
    ...rest,
    get bindings() {
      return (record ??= Object.fromEntries(bindings));
    },
  };
  KNOWN.set(state, bindings);
  return state;
}
