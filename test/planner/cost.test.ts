import { expect, test } from 'vitest';
import type { CostChange } from '../../src/model/plan.ts';
import { planFor, type Situation } from './support/situation.ts';

const prices = { currency: 'EUR', monthly: { '360_30': 10.1, kernelcare: 3.95, '360_250': 20 } };
const spec = { product: '360_30', limit: 3 };
const bound = { 'imunify_key.web': 'A' };
const there = { imunify_key: [{ id: 'A', spec }], imunify_server: [] };
const web = (block: object) => ({ imunify_keys: { web: { ...spec, ...block } } });
const feature = { id: '4600', name: 'imunify-email', spec: { id: '4600', state: 'enabled' } };

const CASES: readonly { reason: string; given: Situation; expected: Partial<CostChange> }[] = [
  { reason: 'nothing managed costs nothing', given: { live: there }, expected: {} },
  {
    reason: 'what stays as it is costs the same before and after',
    given: { blocks: web({}), bound, live: there },
    expected: { before: 30.3, after: 30.3 },
  },
  {
    reason: 'a create is added',
    given: { blocks: web({}), live: { imunify_key: [] } },
    expected: { after: 30.3, byType: { imunify_key: 30.3 } },
  },
  {
    reason: 'a lower limit is cheaper',
    given: { blocks: web({ limit: 1 }), bound, live: there },
    expected: { before: 30.3, after: 10.1, byType: { imunify_key: -20.2 } },
  },
  {
    reason: 'a replacement costs what takes its place',
    given: { blocks: web({ product: '360_250' }), bound, live: there },
    expected: { before: 30.3, after: 60, byType: { imunify_key: 29.7 } },
  },
  {
    reason: 'a removal costs nothing any more',
    given: { bound, live: there },
    expected: { before: 30.3, byType: { imunify_key: -30.3 } },
  },
  {
    reason: 'what is let go of stays on the bill',
    given: { blocks: web({ forget: true }), bound, live: there },
    expected: { before: 30.3, after: 30.3 },
  },
  {
    reason: 'a product without a price is named, not counted as free',
    given: { blocks: web({ product: 'AVP' }), live: { imunify_key: [] } },
    expected: { unknown: ['AVP'] },
  },
  {
    reason: 'a product that is called like a member of every object has no price either',
    given: {
      blocks: { ip_licenses: { a: { products: [9999], ips: ['203.0.113.1'] } } },
      extras: { prices: { currency: 'EUR', monthly: Object.create({ 'type-9999': 5 }) as Record<string, number> } },
      live: { ip_license: [] },
    },
    expected: { unknown: ['type-9999'] },
  },
  {
    reason: 'what an unlimited key will cost cannot be known',
    given: { blocks: web({ limit: 0 }), bound, live: there },
    expected: { before: 30.3, byType: { imunify_key: -30.3 }, unknown: ['360_30'] },
  },
  {
    reason: 'each kind has its own sum, in the order of their names',
    given: {
      blocks: { ...web({}), ip_licenses: { a: { products: ['kernelcare'], ips: ['203.0.113.1', '203.0.113.2'] } } },
      live: { imunify_key: [], ip_license: [] },
    },
    expected: { after: 38.2, byType: { imunify_key: 30.3, ip_license: 7.9 } },
  },
  {
    reason: 'what is bound, gone and in conflict is no part of the sum',
    given: { blocks: web({ adopt: 'B' }), bound, live: { imunify_key: [] } },
    expected: {},
  },
  {
    reason: 'what is not billed is no unknown',
    given: { blocks: { features: { 'imunify-email': 'enabled' } }, live: { feature: [feature] } },
    expected: {},
  },
  {
    reason: 'an object that equals absence costs nothing',
    given: {
      blocks: { features: { 'imunify-email': 'enabled' } },
      live: { feature: [{ ...feature, spec: { id: '4600', state: 'unset' }, inert: true }] },
    },
    expected: {},
  },
  {
    reason: 'what is bound but gone costs nothing until it is made again',
    given: { blocks: web({}), bound, live: { imunify_key: [] } },
    expected: { after: 30.3, byType: { imunify_key: 30.3 } },
  },
];

test.each(CASES)('$reason', ({ given, expected }) => {
  const { plan } = planFor({ ...given, extras: { prices, ...given.extras } });
  expect(plan.cost).toEqual({ currency: 'EUR', before: 0, after: 0, byType: {}, unknown: [], ...expected });
});

test('without prices a plan says nothing of money', () => {
  expect(planFor({ blocks: web({}), bound, live: there }).plan.cost).toBeUndefined();
});

test('each change says what it costs by itself, and null where no one can say', () => {
  const { plan } = planFor({
    blocks: {
      imunify_keys: { web: { ...spec, limit: 1 }, new: { product: '360_250', limit: 2 }, open: { ...spec, limit: 0 } },
      ip_licenses: { a: { products: ['cloudlinux'], ips: ['203.0.113.1'] } },
      features: { '1101': 'enabled' },
    },
    bound: { ...bound, 'imunify_key.old': 'B' },
    live: { ...there, imunify_key: [...there.imunify_key, { id: 'B', spec }], ip_license: [], feature: [] },
    extras: { prices },
  });
  expect(Object.fromEntries(plan.changes.map(({ address, cost }) => [address, cost]))).toEqual({
    'feature.1101': undefined,
    'imunify_key.new': { before: 0, after: 40 },
    'imunify_key.old': { before: 30.3, after: 0 },
    'imunify_key.open': { before: 0, after: null },
    'imunify_key.web': { before: 30.3, after: 10.1 },
    'ip_license.203.0.113.1/cloudlinux': { before: 0, after: null },
  });
});
