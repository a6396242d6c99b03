import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KINDS } from '../../src/kinds/index.ts';
import type { Change } from '../../src/model/change.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Step } from '../../src/model/step.ts';
import { checkPlan } from '../../src/planner/checkPlan.ts';
import { throughFile } from '../engine/support/saved.ts';
import { Arena } from '../support/arena.ts';
import { anyStory } from '../support/arbitraries.ts';
import { lawRuns } from '../support/lawRuns.ts';
import { manifestOf } from '../support/manifestOf.ts';
import { kindLike, NEVER_CALLED, planFor } from './support/situation.ts';

const { plan } = planFor({
  blocks: {
    imunify_keys: { web: { product: '360_250', limit: 5 } },
    kernelcare_keys: { k: { limit: 9, note: 'k' } },
    features: { '1101': 'enabled' },
  },
  bound: { 'imunify_key.web': 'A', 'kernelcare_key.k': 'K', 'imunify_key.old': 'B' },
  live: {
    imunify_key: ['A', 'B'].map((id) => ({ id, spec: { product: '360_30', limit: 5, note: '' } })),
    imunify_server: [{ id: 'S1', name: 'S1', spec: { key: 'A' } }],
    kernelcare_key: [{ id: 'K', spec: { limit: 5, note: 'k' } }],
    kernelcare_server: [],
    feature: [],
  },
});
const change = (address: string, edit: (change: Change) => object): Plan => ({
  ...plan,
  changes: plan.changes.map((one) => (one.address === address ? { ...one, ...edit(one) } : one)),
});
const steps = (edit: (steps: readonly Step[]) => readonly Step[]): Plan => ({ ...plan, steps: edit(plan.steps) });
const step = (id: string, more: Partial<Step>) =>
  steps((all) => all.map((one) => (one.id === id ? { ...one, ...more } : one)));
const put = 'put imunify_key.web';

const SPOILT: readonly (readonly [reason: string, plan: Plan, problem: string])[] = [
  ['an unknown kind', change('imunify_key.old', () => ({ type: 'yacht' })), 'knows no kind yacht'],
  ['a change twice', { ...plan, changes: [...plan.changes, plan.changes[0]!] }, 'stands in it twice'],
  ['another address', change('imunify_key.old', () => ({ name: 'web' })), 'has another name'],
  [
    'a field of no kind',
    change('imunify_key.web', ({ target }) => ({ target: { ...target, constructor: 1 } })),
    'has no field',
  ],
  [
    'another kind of object',
    change('imunify_key.old', ({ live }) => ({ live: { ...live, type: 'backup' } })),
    'another kind',
  ],
  ['an update of nothing', change('imunify_server.S1', () => ({ live: undefined })), 'there is no object'],
  ['a create without a spec', change('feature.1101', () => ({ target: undefined })), 'there is no target'],
  ['an update that the API has not', change('imunify_server.S1', () => ({ action: 'create' })), 'call that creates it'],
  [
    'a replacement the other way round',
    change('imunify_key.web', () => ({ replacement: 'delete-first' })),
    'otherwise',
  ],
  [
    'a reference where none belongs',
    change('imunify_key.web', ({ target }) => ({ target: { ...target, note: { ref: 'a.b' } } })),
    'refers to',
  ],
  [
    'a hazard that is not told',
    change('kernelcare_key.k', () => ({ hazards: [] })),
    'does not tell its hazard replaces-key',
  ],
  [
    'a step that no change shows',
    steps((all) => [...all, { ...all[0]!, id: 'remove imunify_key.web2', op: 'remove' }]),
    'stands for no change',
  ],
  ['a step twice', steps((all) => [...all, all[0]!]), 'stands in it twice'],
  ['a step too few', steps((all) => all.filter(({ id }) => id !== 'remove imunify_key.old')), 'is missing'],
  ['a step that says another thing', step(put, { op: 'remove' }), 'does something else'],
  [
    'a step of another resource',
    step(put, { addresses: plan.changes.map(({ address }) => address) }),
    'stands for no change',
  ],
  ['an order that cannot be kept', step(put, { after: ['remove imunify_key.web'] }), 'does not come before'],
  [
    'a move that does not wait for its key',
    step('put imunify_server.S1', { after: [] }),
    'does not wait for what it refers to',
  ],
  [
    'a binding of one object to the name of another',
    {
      ...plan,
      rebindings: [
        {
          ...{ address: 'ip_license.203.0.113.1/cloudlinux' as Change['address'], type: 'ip_license', applied: {} },
          live: { type: 'ip_license', id: '203.0.113.2/1', name: '203.0.113.2/cloudlinux', spec: {} },
        },
      ],
    },
    'is no rebinding',
  ],
];

test.each(SPOILT)('a plan from outside is refused for %s', (_reason, spoilt, problem) => {
  expect(checkPlan(spoilt, KINDS)).toContain(problem);
});

/** A tier that gives way to one that the account holds beside it already. */
const beside = planFor({
  blocks: { ip_licenses: { a: { products: ['imunify360-30'], ips: ['203.0.113.1'] } } },
  bound: { 'ip_license.203.0.113.1/imunify': '203.0.113.1/41' },
  live: {
    ip_license: [41, 42].map((type) => ({
      id: `203.0.113.1/${type}`,
      name: '203.0.113.1/imunify',
      spec: { ip: '203.0.113.1', product: type === 41 ? 'imunify360-1' : 'imunify360-30' },
    })),
  },
}).plan;

test('what takes over an address must be of its kind, and needs no hazard of a purchase', () => {
  expect(beside.changes).toMatchObject([{ action: 'replace', heir: { id: '203.0.113.1/42' }, hazards: [] }]);
  expect(checkPlan(beside, KINDS)).toBeUndefined();
  const [one] = beside.changes;
  const spoilt = { ...beside, changes: [{ ...one!, heir: { ...one!.heir!, type: 'backup' } }] };
  expect(checkPlan(spoilt, KINDS)).toContain('is another kind');
});

test('a hazard that only a purchase has is not asked of a key that takes over', () => {
  const type = 'vault';
  const vault = kindLike({
    ...{ type, fields: { size: {} }, replacement: 'create-first', create: NEVER_CALLED, remove: NEVER_CALLED },
    hazards: () => [{ name: 'unlimited', detail: 'any number' }],
  });
  const object = { type, id: '1', spec: { size: 1 } };
  const held: Change = {
    ...{ address: 'vault.a' as Change['address'], type, name: 'a', action: 'replace', replacement: 'create-first' },
    ...{ live: object, target: { size: 2 }, fields: [], hazards: [], bind: true },
  };
  const steps: Step[] = [
    { id: 'put vault.a', op: 'put', type, addresses: [held.address], after: [] },
    { id: 'remove vault.a', op: 'remove', type, addresses: [held.address], after: ['put vault.a'] },
  ];
  const kinds = new Map([[type, vault]]);
  const told = (change: Change) => checkPlan({ ...plan, changes: [change], rebindings: [], steps }, kinds);
  expect(told(held)).toContain('does not tell its hazard unlimited');
  expect(told({ ...held, heir: { ...object, id: '2' } })).toBeUndefined();
});

test('a removal is refused where the kind has no call for it, unless it puts all in one', () => {
  const type = 'lasting';
  const lasting = { type, fields: { size: {} } };
  const address = 'lasting.a' as Change['address'];
  const gone: Change = {
    ...{ address, type, name: 'a', action: 'remove', live: { type, id: '1', spec: {} } },
    ...{ fields: [], hazards: [], bind: false },
  };
  const told = (kind: ReturnType<typeof kindLike>, id: string, op: Step['op']) =>
    checkPlan(
      { ...plan, changes: [gone], rebindings: [], steps: [{ id, op, type, addresses: [address], after: [] }] },
      new Map([[type, kind]]),
    );
  expect(told(kindLike(lasting), `remove ${address}`, 'remove')).toContain('there is no call that removes it');
  expect(told(kindLike({ ...lasting, putMany: NEVER_CALLED }), 'put lasting', 'put')).toBeUndefined();
  expect(told(kindLike({ ...lasting, remove: NEVER_CALLED }), `remove ${address}`, 'remove')).toBeUndefined();
});

test('a plan of the planner is sound, and comes back from its file as it was', async () => {
  expect(checkPlan(plan, KINDS)).toBeUndefined();
  let judged = 0;
  await fc.assert(
    fc.asyncProperty(anyStory, async ({ contents, shape, first, second, exclusive, seed }) => {
      const arena = new Arena({ contents, shape, seed });
      for (const [blocks, kinds] of [
        [first, []],
        [second, exclusive],
      ] as const) {
        const made = (await arena.prepare(manifestOf(blocks, { exclusive: new Set(kinds) }))).plan;
        if (made === undefined) return;
        const { plan: read } = throughFile(made, arena.store.state);
        expect({ changes: read.changes, steps: read.steps, rebindings: read.rebindings }).toEqual({
          ...{ changes: made.changes, steps: made.steps, rebindings: made.rebindings },
        });
        await arena.carryOut(made);
        judged += 1;
      }
    }),
    { numRuns: Math.min(lawRuns(), 60) },
  );
  expect(judged).toBeGreaterThan(0);
}, 120_000);
