import { expect, test } from 'vitest';
import { planFor, type Situation } from './support/situation.ts';

const spec = { product: '360_30', limit: 3 };
const bound = { 'imunify_key.web': 'A' };
const live = { imunify_key: [{ id: 'A', spec }], imunify_server: [] };
const web = (block: object) => ({ imunify_keys: { web: { ...spec, ...block } } });
const PRICES = { currency: 'EUR', monthly: { '360_30': 10.1, '360_250': 20 } };

/** `told`: what the hazard has to say; absent: there is none. */
const CASES: readonly {
  reason: string;
  limit?: number;
  prices?: typeof PRICES | null;
  given: Situation;
  told?: string;
}[] = [
  { reason: 'an increase that is within', limit: 30.3, given: { blocks: web({}), live: { imunify_key: [] } } },
  {
    reason: 'a cent more',
    limit: 30.29,
    given: { blocks: web({}), live: { imunify_key: [] } },
    told: 'the monthly cost rises by 30.30 EUR, but guards.max_monthly_increase is 30.29.',
  },
  { reason: 'no more than nothing', limit: 0, given: { blocks: web({ limit: 2 }), bound, live } },
  {
    reason: 'any more than nothing',
    limit: 0,
    given: { blocks: web({ limit: 4 }), bound, live },
    told: 'rises by 10.10 EUR',
  },
  {
    reason: 'what goes makes up for what comes',
    limit: 10,
    given: { blocks: { imunify_keys: { other: { product: '360_250', limit: 2 } } }, bound, live },
  },
  {
    reason: 'a product without a price, however high the guard',
    limit: 1_000_000,
    given: { blocks: web({ product: 'AVP', limit: 1 }), live: { imunify_key: [] } },
    told: 'what AVP will cost a month cannot be told (no price, or no limit), and guards.max_monthly_increase is 1000000 EUR.',
  },
  {
    reason: 'no prices at all',
    prices: null,
    given: { blocks: web({}), live: { imunify_key: [] } },
    told: 'what 360_30 will cost',
  },
  {
    reason: 'a key without a limit',
    given: { blocks: web({ limit: 0 }), bound, live },
    told: 'what 360_30 will cost',
  },
  {
    reason: 'an unlimited key that stays one',
    given: {
      blocks: web({ limit: 0, note: 'x' }),
      bound,
      live: { ...live, imunify_key: [{ id: 'A', spec: { product: '360_30', limit: 0, note: '' } }] },
    },
  },
  {
    reason: 'a limit is set where there was none: no increase, whatever the price',
    limit: 0,
    given: { blocks: web({}), bound, live: { ...live, imunify_key: [{ id: 'A', spec: { ...spec, limit: 0 } }] } },
  },
  {
    reason: 'fewer seats of a product without a price',
    prices: null,
    limit: 0,
    given: { blocks: web({ limit: 1 }), bound, live },
  },
  {
    reason: 'more seats of a product without a price',
    prices: null,
    given: { blocks: web({ limit: 9 }), bound, live },
    told: '360_30',
  },
  {
    reason: 'a product with a price for one without: the new one counts in full',
    limit: 50,
    given: {
      blocks: web({ product: '360_250', limit: 3 }),
      bound,
      live: { ...live, imunify_key: [{ id: 'A', spec: { product: 'AVP', limit: 3 } }] },
    },
    told: 'rises by 60.00 EUR',
  },
  { reason: 'a removal of a product without a price', prices: null, limit: 0, given: { bound, live } },
  {
    reason: 'what costs nothing by itself',
    prices: null,
    limit: 0,
    given: { blocks: { features: { '1101': 'enabled' } }, live: { feature: [] } },
  },
];

test.each(CASES)('max_monthly_increase: $reason', ({ limit = 100, prices = PRICES, given, told }) => {
  const { plan } = planFor({
    ...given,
    extras: { guards: { maxMonthlyIncrease: limit }, ...(prices === null ? {} : { prices }) },
  });
  expect(plan.hazards.map(({ name }) => name)).toEqual(told === undefined ? [] : ['over-guard']);
  expect(plan.hazards[0]?.detail ?? '').toContain(told ?? '');
});

test('both a known and an unknown part are told', () => {
  const { plan } = planFor({
    blocks: { imunify_keys: { a: { product: '360_30', limit: 9 }, b: { product: 'AVP', limit: 1 } } },
    live: { imunify_key: [] },
    extras: { guards: { maxMonthlyIncrease: 5 }, prices: PRICES },
  });
  expect(plan.hazards.map(({ detail }) => detail)).toEqual([
    expect.stringContaining('AVP'),
    expect.stringContaining('90.90 EUR'),
  ]);
});

test('many products without a price are named in part', () => {
  const products = ['cloudlinux', 'kernelcare', 'imunify360-30', 'els-centos7', 'els-ubuntu16', 'els-oracle6'];
  const { plan } = planFor({
    blocks: { ip_licenses: { a: { products, ips: ['203.0.113.1'] } } },
    live: { ip_license: [] },
    extras: { guards: { maxMonthlyIncrease: 5 } },
  });
  expect(plan.hazards[0]?.detail).toContain('and others');
});

test('without the guard nothing is said', () => {
  expect(planFor({ blocks: web({ product: 'AVP' }), live: { imunify_key: [] } }).plan.hazards).toEqual([]);
});
