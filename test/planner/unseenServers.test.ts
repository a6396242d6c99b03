import { expect, test } from 'vitest';
import { KINDS } from '../../src/kinds/index.ts';
import type { Live } from '../../src/model/live.ts';
import { emptyState } from '../../src/model/state.ts';
import { makePlan } from '../../src/planner/makePlan.ts';
import { byText } from '../../src/planner/order.ts';
import { manifestOf } from '../support/manifestOf.ts';

const key = (occupants: number): Live => ({
  type: 'imunify_key',
  id: 'A',
  spec: { product: '360_30', limit: 5 },
  occupants,
});
const server: Live = { type: 'imunify_server', id: 'S1', name: 'S1', spec: { key: 'A' } };

test.each([
  { reason: 'the count and the list agree', occupants: 1, hazards: 1 },
  { reason: 'the service counts servers that its list does not show', occupants: 3, hazards: 2 },
])('a key that goes: $reason', ({ occupants, hazards }) => {
  const { plan } = makePlan({
    kinds: KINDS,
    manifest: manifestOf({}, { exclusive: new Set(['imunify_key']) }),
    state: emptyState('acme', 'lineage'),
    observation: new Map([
      ['imunify_key', { objects: [key(occupants)], whole: true, under: new Set<string>() }],
      ['imunify_server', { objects: [server], whole: false, under: new Set(['A']) }],
    ]),
    now: 0,
    options: {},
  });
  expect(plan.changes.map(({ action, losing }) => [action, losing])).toEqual([['remove', ['S1']]]);
  expect(plan.changes[0]?.hazards.map(({ name }) => name)).toEqual(Array(hazards).fill('removes-servers'));
});

test('texts are ordered by code unit, equal ones not at all', () => {
  expect(['b', 'a', 'B', 'a'].sort(byText)).toEqual(['B', 'a', 'a', 'b']);
  expect(byText('same', 'same')).toBe(0);
});
