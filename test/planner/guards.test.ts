import { expect, test } from 'vitest';
import type { Change, ChangeAction } from '../../src/model/change.ts';
import { HAZARDS, type HazardName } from '../../src/model/hazard.ts';
import type { Guards } from '../../src/model/manifest.ts';
import { guardHazards } from '../../src/planner/guards.ts';
import { refusedHazards } from '../../src/planner/refusedHazards.ts';
import { planFor } from './support/situation.ts';

const CASES: readonly {
  reason: string;
  guards: Guards;
  actions: readonly ChangeAction[];
  bound: number;
  details: readonly string[];
}[] = [
  {
    reason: 'no guard, no limit',
    guards: {},
    actions: ['create', 'remove', 'replace'],
    bound: 1,
    details: [],
  },
  {
    reason: 'a guard that is met is not exceeded',
    guards: { maxCreates: 2, maxRemoves: 1 },
    actions: ['create', 'replace'],
    bound: 9,
    details: [],
  },
  {
    reason: 'a replacement buys one and removes one',
    guards: { maxCreates: 1, maxRemoves: 0 },
    actions: ['create', 'replace'],
    bound: 9,
    details: ['2 creates, but guards.max_creates is 1.', '1 removals, but guards.max_removes is 0.'],
  },
  {
    reason: 'a share is of what is bound, and creates, adoptions and letting go are no part of it',
    guards: { maxChangePercent: 50 },
    actions: ['update', 'replace', 'remove', 'create', 'adopt', 'forget'],
    bound: 4,
    details: ['75 % of what is managed would change, but guards.max_change_percent is 50.'],
  },
  {
    reason: 'with nothing bound there is no share to exceed',
    guards: { maxChangePercent: 1 },
    actions: ['create', 'remove'],
    bound: 0,
    details: [],
  },
];

test.each(CASES)('$reason', ({ guards, actions, bound, details }) => {
  const changes = actions.map((action) => ({ action }) as Change);
  expect(guardHazards(guards, changes, bound)).toEqual(details.map((detail) => ({ name: 'over-guard', detail })));
});

const { plan } = planFor({
  blocks: { imunify_keys: { web: { product: '360_30', limit: 0 } } },
  extras: { guards: { maxCreates: 0 } },
  bound: { 'imunify_key.old': 'A' },
  live: {
    imunify_key: [{ id: 'A', spec: { product: '360_30', limit: 5 } }],
    imunify_server: [{ id: 'S1', name: 'S1', spec: { key: 'A' } }],
  },
});

test('every hazard that no flag allows is refused, with the place that it comes from', () => {
  const refused = refusedHazards(plan, new Set());
  expect(refused.map(({ code, address, source }) => [code, address, source?.line])).toEqual([
    ['hazard-over-guard', undefined, undefined],
    ['hazard-removes-servers', 'imunify_key.old', undefined],
    ['hazard-unlimited', 'imunify_key.web', 1],
  ]);
  expect(refused.every(({ severity }) => severity === 'error')).toBe(true);
});

test('what a flag allows is not refused', () => {
  const allowed = new Set<HazardName>(['over-guard', 'unlimited']);
  expect(refusedHazards(plan, allowed).map(({ code }) => code)).toEqual(['hazard-removes-servers']);
  expect(refusedHazards(plan, new Set(HAZARDS))).toEqual([]);
});

test('what vanished is bought again by its own address', () => {
  const hazards = [{ name: 'vanished' as const, detail: 'It is gone.' }];
  const changes = plan.changes.slice(0, 1).map((change) => ({ ...change, hazards }));
  const [refused] = refusedHazards({ ...plan, hazards: [], changes }, new Set());
  expect(changes).toHaveLength(1);
  expect(refused?.help).toContain(`pass --recreate ${changes[0]?.address ?? 'none'} (or --recreate-all).`);
});

test.each(HAZARDS)('the help for %s names a flag that allows it', (name) => {
  const risky = { ...plan, hazards: [{ name, detail: 'It is.' }], changes: [] };
  const flag = name === 'vanished' ? '--recreate' : `--allow ${name}`;
  expect(refusedHazards(risky, new Set())[0]?.help).toContain(flag);
});
