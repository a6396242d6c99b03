import { expect, test } from 'vitest';
import { makeAddress } from '../../src/model/address.ts';
import { holdersOf } from '../../src/model/holders.ts';
import { emptyState, type State } from '../../src/model/state.ts';

const a = makeAddress('els_key', 'a');
const b = makeAddress('els_key', 'b');
const c = makeAddress('backup', 'c');
const STATE: State = {
  ...emptyState('acme', 'lineage-1'),
  bindings: {
    [a]: { type: 'els_key', id: 'K1', applied: {} },
    [b]: { type: 'els_key', id: 'K1', applied: {} },
    [c]: { type: 'backup', id: 'K2', applied: {} },
  },
};

test.each([
  { what: 'the first of two that claim it', type: 'els_key', id: 'K1', holder: a },
  { what: 'the one that it is bound to', type: 'backup', id: 'K2', holder: c },
  { what: 'nobody, of an object of another kind with that id', type: 'backup', id: 'K1', holder: undefined },
  { what: 'nobody, of a kind that is not bound', type: 'feature', id: 'K2', holder: undefined },
])('an object is held by $what', ({ type, id, holder }) => {
  expect(holdersOf(STATE).get(type, id)).toBe(holder);
  expect(holdersOf(STATE).has(type, id)).toBe(holder !== undefined);
});

test('a state is looked through once, and another state is another question', () => {
  expect(holdersOf(STATE)).toBe(holdersOf(STATE));
  expect(holdersOf({ ...STATE, bindings: {} }).has('els_key', 'K1')).toBe(false);
});
