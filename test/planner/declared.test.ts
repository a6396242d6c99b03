import { expect, test } from 'vitest';
import type { Address } from '../../src/model/address.ts';
import { declare, intentOf, judge, kindLike, NEVER_CALLED, planFor, type Case } from './support/situation.ts';

const key = { product: '360_30', limit: 5 };
const keys = (block: object) => ({ imunify_keys: { web: { ...key, ...block } } });
const there = { imunify_key: [{ id: 'A', spec: { ...key, note: 'n' } }], imunify_server: [] };
const bound = { 'imunify_key.web': 'A' };
const guarded = { 'imunify_key.web': { id: 'A', protect: true as const } };
const fleet = { limit: 5, note: 'fleet' };

/** Nothing but what a policy combination without a real kind needs. */
const fixed = kindLike({ type: 'fixed', fields: { size: { immutable: true } }, update: NEVER_CALLED });
const rigid = kindLike({ type: 'rigid', fields: { size: {} } });
const picky = kindLike({
  type: 'picky',
  fields: { size: {} },
  update: NEVER_CALLED,
  replacement: 'delete-first',
  mustReplace: (_live, target: { size: number }) => target.size > 9,
});
const foundOnly = kindLike({ type: 'found', identity: 'natural', fields: { size: {} } });

const CASES: readonly Case[] = [
  {
    reason: 'what is declared and not there is made',
    given: { blocks: keys({}), live: { imunify_key: [] } },
    changes: { 'imunify_key.web': 'create' },
  },
  {
    reason: 'a key that is made without a limit is a hazard',
    given: { blocks: keys({ limit: 0 }), live: { imunify_key: [] } },
    changes: { 'imunify_key.web': 'create' },
    hazards: { 'imunify_key.web': ['unlimited'] },
  },
  {
    reason: 'a changed limit is an update',
    given: { blocks: keys({ limit: 6 }), bound, live: there },
    changes: { 'imunify_key.web': 'update' },
  },
  {
    reason: 'a changed product is a replacement',
    given: { blocks: keys({ product: '360_250' }), bound, live: there },
    changes: { 'imunify_key.web': 'replace' },
  },
  {
    reason: 'an ignored product is left alone',
    given: { blocks: keys({ product: '360_250', ignore: ['product'] }), bound, live: there },
  },
  {
    reason: 'a kind without an update call replaces, and names the hazard',
    given: {
      blocks: { kernelcare_keys: { fleet: { ...fleet, limit: 6 } } },
      bound: { 'kernelcare_key.fleet': 'K' },
      live: { kernelcare_key: [{ id: 'K', spec: fleet }], kernelcare_server: [] },
    },
    changes: { 'kernelcare_key.fleet': 'replace' },
    hazards: { 'kernelcare_key.fleet': ['replaces-key'] },
  },
  {
    reason: 'write-only networks that no one has written yet overwrite what is there',
    given: {
      blocks: { kernelcare_keys: { fleet: { ...fleet, cidrs: ['203.0.113.0/24'] } } },
      bound: { 'kernelcare_key.fleet': 'K' },
      live: { kernelcare_key: [{ id: 'K', spec: fleet }] },
    },
    changes: { 'kernelcare_key.fleet': 'update' },
    hazards: { 'kernelcare_key.fleet': ['unreadable'] },
  },
  {
    reason: 'forget lets go of a bound object and leaves it in the account',
    given: { blocks: keys({ forget: true }), bound, live: there },
    changes: { 'imunify_key.web': 'forget' },
  },
  {
    reason: 'forget of what was never bound does nothing, and makes nothing',
    given: { blocks: keys({ forget: true }), live: { imunify_key: [] } },
  },
  {
    reason: 'forget of a protected object is allowed: it is not removed',
    given: { blocks: keys({ forget: true }), bound: guarded, live: there },
    changes: { 'imunify_key.web': 'forget' },
  },
  {
    reason: 'declared to be absent, and live: removed',
    given: {
      blocks: { ip_licenses: { a: { products: ['kernelcare'], ips: ['203.0.113.1'], suspended: true } } },
      live: {
        ip_license: [
          {
            id: '203.0.113.1/16',
            name: '203.0.113.1/kernelcare',
            spec: { ip: '203.0.113.1', product: 'kernelcare' },
          },
        ],
      },
    },
    changes: { 'ip_license.203.0.113.1/kernelcare': 'remove' },
  },
  {
    reason: 'declared to be absent, and gone: the binding is dropped',
    given: {
      blocks: { ip_licenses: { a: { products: ['kernelcare'], ips: ['203.0.113.1'], suspended: true } } },
      bound: { 'ip_license.203.0.113.1/kernelcare': '203.0.113.1/16' },
      live: { ip_license: [] },
    },
    changes: { 'ip_license.203.0.113.1/kernelcare': 'forget' },
  },
  {
    reason: 'declared to be absent, and it never was: nothing to do',
    given: {
      blocks: { features: { 'imunify-email': 'unset' } },
      live: { feature: [{ id: '4600', name: 'imunify-email', spec: { id: '4600', state: 'unset' }, inert: true }] },
    },
  },
  {
    reason: 'declared to be absent and protected at once: the removal is refused',
    given: {
      blocks: { features: { 'imunify-email': { state: 'unset', protect: true } } },
      live: { feature: [{ id: '4600', name: 'imunify-email', spec: { id: '4600', state: 'enabled' } }] },
    },
    errors: ['protected'],
  },
  {
    reason: 'protection stands in the way of a replacement',
    given: { blocks: keys({ product: '360_250', protect: true }), bound, live: there },
    errors: ['protected'],
  },
  {
    reason: 'remembered protection does so as well',
    given: { blocks: keys({ product: '360_250' }), bound: guarded, live: there },
    errors: ['protected'],
  },
  {
    reason: 'protection does not stand in the way of an update',
    given: { blocks: keys({ limit: 6, protect: true }), bound: guarded, live: there },
    changes: { 'imunify_key.web': 'update' },
  },
  {
    reason: 'protection alone is recorded',
    given: { blocks: keys({ protect: true }), bound, live: there },
    changes: { 'imunify_key.web': 'adopt' },
  },
  {
    reason: 'protection that is taken back is recorded',
    given: { blocks: keys({}), bound: guarded, live: there },
    changes: { 'imunify_key.web': 'adopt' },
  },
  {
    reason: 'protection that is recorded already is no change',
    given: { blocks: keys({ protect: true }), bound: guarded, live: there },
  },
  {
    reason: 'bound, but gone: made again only with a hazard',
    given: { blocks: keys({}), bound, live: { imunify_key: [] } },
    changes: { 'imunify_key.web': 'create' },
    hazards: { 'imunify_key.web': ['vanished'] },
  },
  {
    reason: 'gone, and its recreation asked for by address',
    given: {
      blocks: keys({}),
      bound,
      live: { imunify_key: [] },
      options: { recreate: new Set(['imunify_key.web' as Address]) },
    },
    changes: { 'imunify_key.web': 'create' },
  },
  {
    reason: 'gone, and another one asked for',
    given: {
      blocks: keys({}),
      bound,
      live: { imunify_key: [] },
      options: { recreate: new Set(['imunify_key.other' as Address]) },
    },
    changes: { 'imunify_key.web': 'create' },
    hazards: { 'imunify_key.web': ['vanished'] },
  },
  {
    reason: 'a create whose answer was lost is not repeated',
    given: { blocks: keys({}), intents: [intentOf('imunify_key.web')], live: { imunify_key: [] } },
    warnings: ['intent-open'],
  },
  {
    reason: 'an open intent of another address does not matter here',
    given: { blocks: keys({}), intents: [intentOf('imunify_key.other')], live: { imunify_key: [] } },
    changes: { 'imunify_key.web': 'create' },
  },
  {
    reason: 'what the API cannot make has to be there',
    given: { kinds: [foundOnly], desired: [declare('found', 'x', { size: 1 })], live: { found: [] } },
    errors: ['not-in-account'],
  },
  {
    reason: 'what the API cannot make is not recreated either',
    given: {
      kinds: [foundOnly],
      desired: [declare('found', 'x', { size: 1 })],
      bound: { 'found.x': 'x' },
      live: { found: [] },
    },
    errors: ['gone-from-account'],
  },
  {
    reason: 'a field without a call to change it is refused with the reason',
    given: {
      blocks: { server_groups: { production: { description: 'new' } } },
      live: {
        server_group: [{ id: 'production', name: 'production', spec: { name: 'production', description: 'old' } }],
      },
    },
    errors: ['cannot-change'],
  },
  {
    reason: 'an immutable field of a kind without replacement cannot change',
    given: {
      kinds: [fixed],
      desired: [declare('fixed', 'a', { size: 2 })],
      bound: { 'fixed.a': '1' },
      live: { fixed: [{ id: '1', spec: { size: 1 } }] },
    },
    errors: ['cannot-replace'],
  },
  {
    reason: 'neither can any field of a kind with neither update nor replacement',
    given: {
      kinds: [rigid],
      desired: [declare('rigid', 'a', { size: 2 })],
      bound: { 'rigid.a': '1' },
      live: { rigid: [{ id: '1', spec: { size: 1 } }] },
    },
    errors: ['cannot-replace'],
  },
  {
    reason: 'a kind may say that this change needs a replacement',
    given: {
      kinds: [picky],
      desired: [declare('picky', 'a', { size: 10 }), declare('picky', 'b', { size: 9 })],
      bound: { 'picky.a': '1', 'picky.b': '2' },
      live: {
        picky: [
          { id: '1', spec: { size: 1 } },
          { id: '2', spec: { size: 1 } },
        ],
      },
    },
    changes: { 'picky.a': 'replace', 'picky.b': 'update' },
  },
  {
    reason: 'a feature is changed in the one call for all features, not replaced for want of an update',
    given: {
      blocks: { features: { 'imunify-email': 'enabled' } },
      live: { feature: [{ id: '4600', name: 'imunify-email', spec: { id: '4600', state: 'unset' }, inert: true }] },
    },
    changes: { 'feature.imunify-email': 'update' },
  },
];

judge(CASES);

test('a kind that is not registered is a bug, not a plan', () => {
  expect(() => planFor({ desired: [declare('unheard_of', 'x', {})] })).toThrow('unheard_of');
});

test('a write-only field that equals what was last written is named as unverified', () => {
  const { plan } = planFor({
    blocks: { kernelcare_keys: { fleet: { ...fleet, cidrs: ['203.0.113.0/24'] } } },
    bound: { 'kernelcare_key.fleet': { id: 'K', applied: { cidrs: ['203.0.113.0/24'] } } },
    live: { kernelcare_key: [{ id: 'K', spec: fleet }] },
  });
  expect(plan.changes).toEqual([]);
  expect(plan.unverified).toEqual([{ address: 'kernelcare_key.fleet', fields: ['cidrs'] }]);
  expect(plan.unchanged).toBe(1);
});

test('what was written to another object than the one that is there proves nothing about it', () => {
  const { plan } = planFor({
    blocks: { ip_licenses: { a: { products: ['imunify360-30'], ips: ['203.0.113.1'], els_allowed: true } } },
    bound: { 'ip_license.203.0.113.1/imunify': { id: '203.0.113.1/41', applied: { els_allowed: true } } },
    live: {
      ip_license: [
        {
          id: '203.0.113.1/42',
          name: '203.0.113.1/imunify',
          spec: { ip: '203.0.113.1', product: 'imunify360-30' },
        },
      ],
    },
  });
  expect(plan.changes.map(({ action, fields }) => [action, fields.map((f) => f.field)])).toEqual([
    ['update', ['els_allowed']],
  ]);
  expect(plan.changes[0]?.hazards.map((h) => h.name)).toEqual(['unreadable']);
});

test('fields of a create are marked as sensitive where the kind says so', () => {
  const safe = kindLike({
    type: 'safe',
    fields: { code: { sensitive: true }, size: {} },
    create: NEVER_CALLED,
  });
  const { plan } = planFor({
    kinds: [safe],
    desired: [declare('safe', 'a', { code: 'x', size: 1 })],
    live: { safe: [] },
  });
  expect(plan.changes[0]?.fields).toEqual([
    { field: 'code', after: 'x', sensitive: true },
    { field: 'size', after: 1 },
  ]);
});
