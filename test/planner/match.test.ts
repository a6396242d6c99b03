import { expect, test } from 'vitest';
import { declare, judge, kindLike, NEVER_CALLED, outline, planFor, type Case } from './support/situation.ts';

const key = { product: '360_30', limit: 5 };
const web = { imunify_keys: { web: { ...key } } };
const adopting = (adopt: string) => ({ imunify_keys: { web: { ...key, adopt } } });
const licence = { plain: { products: ['kernelcare'], ips: ['203.0.113.1'] } };
const tier = { tiers: { products: ['imunify360-30'], ips: ['203.0.113.1'] } };
const onIp = (...types: readonly (readonly [number, string, string])[]) =>
  types.map(([type, product, slot]) => ({
    id: `203.0.113.1/${type}`,
    name: `203.0.113.1/${slot}`,
    spec: { ip: '203.0.113.1', product },
  }));

const CASES: readonly Case[] = [
  {
    reason: 'a bound key is itself, whatever else looks like it',
    given: {
      blocks: web,
      bound: { 'imunify_key.web': 'B' },
      live: {
        imunify_key: [
          { id: 'A', spec: key },
          { id: 'B', spec: key },
        ],
      },
    },
  },
  {
    reason:
      'a key that only looks like the declared one is never taken for it, and without a marker made if that is allowed',
    given: {
      blocks: { imunify_keys: { ...web.imunify_keys, mail: { ...key, note: 'mail' } } },
      bound: { 'imunify_key.mail': 'B' },
      live: {
        imunify_key: [
          { id: 'A', spec: key },
          { id: 'B', spec: { ...key, note: 'mail' } },
        ],
      },
    },
    changes: { 'imunify_key.web': 'create' },
    hazards: { 'imunify_key.web': ['alike'] },
  },
  {
    reason: 'where there is no state it may have been bought before, and is only bought again when that is allowed',
    given: { blocks: web, live: { imunify_key: [{ id: 'A', spec: key }] } },
    changes: { 'imunify_key.web': 'create' },
    hazards: { 'imunify_key.web': ['alike'] },
  },
  {
    reason: 'adopt binds the object that it names',
    given: { blocks: adopting('A'), live: { imunify_key: [{ id: 'A', spec: key }] } },
    changes: { 'imunify_key.web': 'adopt' },
  },
  {
    reason: 'adopt of an object that differs updates it and buys nothing',
    given: { blocks: adopting('A'), live: { imunify_key: [{ id: 'A', spec: { ...key, limit: 4 } }] } },
    changes: { 'imunify_key.web': 'update' },
  },
  {
    reason: 'adopt left in the block after it was carried out says nothing new',
    given: {
      blocks: adopting('A'),
      bound: { 'imunify_key.web': 'A' },
      live: { imunify_key: [{ id: 'A', spec: key }] },
    },
  },
  {
    reason: 'adopt of another object than the bound one is a contradiction',
    given: {
      blocks: adopting('B'),
      bound: { 'imunify_key.web': 'A' },
      live: { imunify_key: [{ id: 'A', spec: key }] },
    },
    errors: ['adopt-conflict'],
  },
  {
    reason: 'adopt of an object that is bound elsewhere is refused',
    given: {
      blocks: { imunify_keys: { web: { ...key, adopt: 'A' }, old: key } },
      bound: { 'imunify_key.old': 'A' },
      live: { imunify_key: [{ id: 'A', spec: key }] },
    },
    errors: ['adopt-taken'],
  },
  {
    reason: 'two blocks cannot adopt one object',
    given: {
      blocks: { imunify_keys: { a: { ...key, adopt: 'A' }, b: { ...key, adopt: 'A' } } },
      live: { imunify_key: [{ id: 'A', spec: key }] },
    },
    changes: { 'imunify_key.a': 'adopt' },
    errors: ['adopt-taken'],
  },
  {
    reason: 'adopt of what is not there creates nothing in its place',
    given: { blocks: adopting('A'), live: { imunify_key: [] } },
    errors: ['adopt-missing'],
  },
  {
    reason: 'a licence is found by what it is, without a change',
    given: { blocks: { ip_licenses: licence }, live: { ip_license: onIp([16, 'kernelcare', 'kernelcare']) } },
  },
  {
    reason: 'two tiers on one IP: the one that is declared is meant',
    given: {
      blocks: { ip_licenses: tier },
      live: { ip_license: onIp([41, 'imunify360-1', 'imunify'], [42, 'imunify360-30', 'imunify']) },
    },
  },
  {
    reason: 'a licence that the state binds to an address that it cannot be is an error, and not free to be found',
    given: {
      blocks: { ip_licenses: tier },
      bound: { 'ip_license.other': '203.0.113.1/42' },
      live: { ip_license: onIp([42, 'imunify360-30', 'imunify']) },
    },
    changes: { 'ip_license.203.0.113.1/imunify': 'create', 'ip_license.other': 'remove' },
    errors: ['misbound'],
  },
  {
    reason: 'a bound tier gives way to the declared one that the account holds beside it: nothing is bought',
    given: {
      blocks: { ip_licenses: tier },
      bound: { 'ip_license.203.0.113.1/imunify': '203.0.113.1/41' },
      live: { ip_license: onIp([41, 'imunify360-1', 'imunify'], [42, 'imunify360-30', 'imunify']) },
    },
    changes: { 'ip_license.203.0.113.1/imunify': 'replace' },
  },
  {
    reason: 'a licence whose tier was changed in the console is still the bound one: it is changed back',
    given: {
      blocks: { ip_licenses: tier },
      bound: { 'ip_license.203.0.113.1/imunify': '203.0.113.1/42' },
      live: { ip_license: onIp([41, 'imunify360-1', 'imunify']) },
    },
    changes: { 'ip_license.203.0.113.1/imunify': 'update' },
  },
];

judge(CASES);

test('of two objects of one name, one that only stands for absence is not meant, however alike', () => {
  const slot = kindLike({ type: 'slot', identity: 'natural', fields: { size: {} }, update: NEVER_CALLED });
  const { plan } = planFor({
    kinds: [slot],
    desired: [declare('slot', 'a', { size: 1 })],
    live: {
      slot: [
        { id: '1', name: 'a', spec: { size: 1 }, inert: true },
        { id: '2', name: 'a', spec: { size: 9 } },
      ],
    },
  });
  expect(plan.changes).toMatchObject([{ action: 'update', live: { id: '2' } }]);
});

test('the sibling that takes over is named, and what gives way is left to the removal', () => {
  const { plan } = planFor({
    blocks: { ip_licenses: tier },
    bound: { 'ip_license.203.0.113.1/imunify': '203.0.113.1/41' },
    live: { ip_license: onIp([41, 'imunify360-1', 'imunify'], [42, 'imunify360-30', 'imunify']) },
  });
  expect(plan.changes[0]?.live?.id).toBe('203.0.113.1/41');
  expect(plan.changes[0]?.replacement).toBe('create-first');
  expect(plan.changes[0]?.reason).toContain('203.0.113.1/42');
});

test('a licence found at another id than the bound one is bound anew, which is no change', () => {
  const result = planFor({
    blocks: { ip_licenses: tier },
    bound: { 'ip_license.203.0.113.1/imunify': '203.0.113.1/41' },
    live: { ip_license: onIp([42, 'imunify360-30', 'imunify']) },
  });
  expect(outline(result).changes).toEqual({});
  expect(result.plan.rebindings.map(({ address, live }) => [address, live.id])).toEqual([
    ['ip_license.203.0.113.1/imunify', '203.0.113.1/42'],
  ]);
  expect(result.plan.unchanged).toBe(1);
});
