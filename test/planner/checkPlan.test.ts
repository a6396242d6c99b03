import { expect, test } from 'vitest';
import { KINDS } from '../../src/kinds/index.ts';
import type { Change } from '../../src/model/change.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Step } from '../../src/model/step.ts';
import { checkPlan } from '../../src/planner/checkPlan.ts';
import { throughFile } from '../engine/support/saved.ts';
import { Arena } from '../support/arena.ts';
import { anyStory } from '../support/arbitraries.ts';
import { manifestOf } from '../support/manifestOf.ts';
import { kindLike, NEVER_CALLED, planFor } from './support/situation.ts';
import { fc, fuzz } from '../support/fc.ts';

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

/** Of what is shown, and what would be sent. */
const numbers = planFor({
  blocks: {
    imunify_keys: { a: { product: '360_30', limit: 7 }, c: { product: '360_30', limit: 8, note: 'C' } },
    kernelcare_keys: { k: { limit: 5, note: 'k', cidrs: ['192.0.2.0/24'] }, n: { limit: 3, note: 'n' } },
  },
  bound: {
    'imunify_key.a': { type: 'imunify_key', id: 'A', applied: { note: '' } },
    'imunify_key.old': 'B',
    'kernelcare_key.k': 'K',
    'kernelcare_key.n': 'N',
  },
  live: {
    imunify_key: ['A', 'B'].map((id) => ({ id, spec: { product: '360_30', limit: 5, note: '' }, occupants: 3 })),
    imunify_server: [1, 2, 3].flatMap((n) => [
      { id: `S${n}`, name: `S${n}`, spec: { key: 'A' } },
      { id: `T${n}`, name: `T${n}`, spec: { key: 'B' } },
    ]),
    kernelcare_key: [
      { id: 'K', spec: { limit: 5, note: 'k' } },
      { id: 'N', spec: { limit: 3, note: 'n' } },
    ],
    kernelcare_server: [],
  },
}).plan;
const other = (address: string, edit: (change: Change) => object): Plan => ({
  ...numbers,
  changes: numbers.changes.map((one) => (one.address === address ? { ...one, ...edit(one) } : one)),
});
/** Of a field that is shown, and in the target where `after` is given. */
const show = (address: string, field: string, more: object, target: object = {}): Plan =>
  other(address, (one) => ({
    fields: one.fields.map((shown) => (shown.field === field ? { ...shown, ...more } : shown)),
    target: { ...one.target, ...target },
  }));
const [A, C, K, OLD] = ['imunify_key.a', 'imunify_key.c', 'kernelcare_key.k', 'imunify_key.old'] as const;
const otherwise = (field: string): string => `shows ${field} otherwise`;

test('the plan that is spoilt below is sound', () => {
  expect(numbers.changes.map(({ address, action }) => `${action} ${address}`)).toEqual([
    'update imunify_key.a',
    'create imunify_key.c',
    'remove imunify_key.old',
    'update kernelcare_key.k',
  ]);
  expect(checkPlan(numbers, KINDS)).toBeUndefined();
});

test.each<readonly [reason: string, plan: Plan, problem: string]>([
  ['a create of more than it shows', show(C, 'limit', {}, { limit: 999 }), otherwise('limit')],
  ['a create without the limit that it shows', show(C, 'limit', {}, { limit: 0 }), otherwise('limit')],
  ['a create without a limit', show(C, 'limit', { after: 0 }, { limit: 0 }), 'its hazard unlimited'],
  ['a create of which nothing is shown', other(C, () => ({ fields: [] })), 'shows product otherwise'],
  ['a create that has a value before', show(C, 'limit', { before: 8 }), otherwise('limit')],
  ['a create of what is there', other(C, () => ({ live: numbers.changes[0]?.live })), 'would create what is there'],
  ['an update to more than it shows', show(A, 'limit', {}, { limit: 500 }), otherwise('limit')],
  ['an update to less than it shows', show(A, 'limit', { after: 500 }), otherwise('limit')],
  ['an update from another value', show(A, 'limit', { before: 6 }), otherwise('limit')],
  ['an update from an unknown value', show(A, 'limit', { before: undefined }), otherwise('limit')],
  ['an update of another field', other(A, ({ target }) => ({ target: { ...target, product: '360_UN' } })), 'product'],
  ['an update that leaves a field out', other(A, ({ target: t }) => ({ target: { limit: t?.limit } })), 'product'],
  ['an update that shows a field twice', other(A, ({ fields }) => ({ fields: [...fields, ...fields] })), 'twice'],
  ['an update of nothing', other(A, () => ({ fields: [] })), 'shows nothing'],
  ['an update from and to the same', show(A, 'limit', { after: 5 }, { limit: 5 }), otherwise('limit')],
  ['a limit that is hidden', show(A, 'limit', { sensitive: true }), otherwise('limit')],
  ['a limit that is told as uncertain', show(A, 'limit', { unverified: true }), otherwise('limit')],
  ['a limit by the name of another resource', show(A, 'limit', { afterRef: C }), otherwise('limit')],
  ['what cannot be read told as certain', show(K, 'cidrs', { unverified: undefined }), otherwise('cidrs')],
  ['other addresses than it shows', show(K, 'cidrs', {}, { cidrs: ['0.0.0.0/0'] }), otherwise('cidrs')],
  ['a limit below its servers', show(A, 'limit', { after: 2 }, { limit: 2 }), 'its hazard removes-servers'],
  ['a key that goes with servers', other(OLD, () => ({ hazards: [] })), 'its hazard removes-servers'],
  [
    'a key that goes with servers that it does not list',
    other(OLD, () => ({ hazards: [], losing: undefined })),
    'its hazard removes-servers',
  ],
  ['a removal that shows a field', other(OLD, () => ({ fields: numbers.changes[0]?.fields })), 'shows fields'],
  ['a removal with a target', other(OLD, () => ({ target: {} })), 'has a target'],
  [
    'an instruction as a field',
    other(A, ({ target }) => ({ target: { ...target, remove_stale_servers_after: 1 } })),
    'remove_stale',
  ],
  ['an heir of an update', other(A, ({ live }) => ({ heir: live })), 'has an heir'],
  ['fields of no heir', other(A, () => ({ heirFields: ['limit'] })), 'speaks of an heir'],
  [
    'a server that goes to another key than it shows',
    change('imunify_server.S1', ({ fields }) => ({
      fields: fields.map((shown) => ({ ...shown, afterRef: 'imunify_key.old' })),
    })),
    'shows key otherwise',
  ],
  [
    'a key that is not masked',
    change('imunify_server.S1', ({ fields }) => ({
      fields: fields.map((shown) => ({ ...shown, sensitive: undefined })),
    })),
    'shows key otherwise',
  ],
])('a plan from outside is refused for %s', (_reason, spoilt, problem) => {
  expect(checkPlan(spoilt, KINDS)).toContain(problem);
});

test('a limit below what the service counts is told, whatever its list shows', () => {
  const { changes } = planFor({
    blocks: { imunify_keys: { a: { product: '360_30', limit: 2 } } },
    bound: { 'imunify_key.a': 'A' },
    live: {
      imunify_key: [{ id: 'A', spec: { product: '360_30', limit: 5 }, occupants: 3 }],
      imunify_server: [{ id: 'S1', name: 'S1', spec: { key: 'A' } }],
    },
  }).plan;
  expect(changes).toMatchObject([{ hazards: [{ name: 'removes-servers' }] }]);
});

test('a licence that a server is registered with does not go without its hazard', () => {
  const ip = '203.0.113.1';
  const name = `${ip}/cloudlinux`;
  const { plan: removal } = planFor({
    bound: { [`ip_license.${name}`]: `${ip}/1` },
    live: { ip_license: [{ id: `${ip}/1`, name, spec: { ip, product: 'cloudlinux' }, occupants: 1 }] },
  });
  expect(removal.changes).toMatchObject([{ action: 'remove', hazards: [{ name: 'removes-servers' }] }]);
  expect(checkPlan(removal, KINDS)).toBeUndefined();
  const hidden = { ...removal, changes: removal.changes.map((one) => ({ ...one, hazards: [] })) };
  expect(checkPlan(hidden, KINDS)).toContain('its hazard removes-servers');
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

test('what takes over an address is what the plan shows, and no more is written to it', () => {
  const told = (edit: (change: Change) => object) =>
    checkPlan({ ...beside, changes: beside.changes.map((one) => ({ ...one, ...edit(one) })) }, KINDS);
  expect(told(({ heir }) => ({ heir: { ...heir, spec: { ...heir?.spec, product: 'imunify360-250' } } }))).toContain(
    'shows product otherwise than its heir has it',
  );
  expect(told(() => ({ heirFields: ['product'] }))).toContain('would change product of its heir');
  expect(told(() => ({ heirFields: ['els_allowed'] }))).toBeUndefined();
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
    ...{ live: object, target: { size: 2 }, fields: [{ field: 'size', before: 1, after: 2 }], hazards: [], bind: true },
  };
  const steps: Step[] = [
    { id: 'put vault.a', op: 'put', type, addresses: [held.address], after: [] },
    { id: 'remove vault.a', op: 'remove', type, addresses: [held.address], after: ['put vault.a'] },
  ];
  const kinds = new Map([[type, vault]]);
  const told = (change: Change) => checkPlan({ ...plan, changes: [change], rebindings: [], steps }, kinds);
  expect(told(held)).toContain('does not tell its hazard unlimited');
  expect(told({ ...held, heir: { ...object, id: '2', spec: { size: 2 } } })).toBeUndefined();
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
    { numRuns: 60 * fuzz },
  );
  expect(judged).toBeGreaterThan(0);
});
