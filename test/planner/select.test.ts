import { describe, expect, test } from 'vitest';
import { intentOf, planFor, type Situation } from './support/situation.ts';

const key = (id: string, product = '360_30', limit = 5) => ({ id, spec: { product, limit, note: '' } });
const seat = (id: string, on: string) => ({ id, name: id, spec: { key: on } });

/** Two keys, of which one is to be replaced with a server on it, a licence that is new and one that left. */
const GIVEN: Situation = {
  blocks: {
    imunify_keys: { web: { product: '360_250', limit: 5 }, mail: { product: '360_30', limit: 9 } },
    ip_licenses: { a: { products: ['cloudlinux'], ips: ['203.0.113.1'] } },
  },
  bound: { 'imunify_key.web': 'A', 'imunify_key.mail': 'B', 'ip_license.203.0.113.9/cloudlinux': '203.0.113.9/1' },
  live: {
    imunify_key: [key('A'), key('B')],
    imunify_server: [seat('S1', 'A'), seat('S2', 'B')],
    ip_license: [
      { id: '203.0.113.9/1', name: '203.0.113.9/cloudlinux', spec: { ip: '203.0.113.9', product: 'cloudlinux' } },
    ],
  },
};
const NEW = 'ip_license.203.0.113.1/cloudlinux';
const OLD = 'ip_license.203.0.113.9/cloudlinux';
const ALL = ['imunify_key.mail', 'imunify_key.web', 'imunify_server.S1', NEW, OLD];

const CASES: readonly {
  reason: string;
  targets?: readonly string[];
  excludes?: readonly string[];
  planned: readonly string[];
  because?: Readonly<Record<string, string>>;
}[] = [
  { reason: 'nothing said: all', planned: ALL },
  {
    reason: 'a target stands alone where it needs nothing',
    targets: ['imunify_key.mail'],
    planned: ['imunify_key.mail'],
  },
  {
    reason: 'a replaced key takes its servers along',
    targets: ['imunify_key.web'],
    planned: ['imunify_key.web', 'imunify_server.S1'],
  },
  {
    reason: 'a server that moves to a new key takes the key along',
    targets: ['imunify_server.S1'],
    planned: ['imunify_key.web', 'imunify_server.S1'],
  },
  { reason: 'a pattern means all that match', targets: ['ip_license.*'], planned: [NEW, OLD] },
  {
    reason: 'a removal does not buy what it would only have waited for',
    targets: [OLD],
    planned: [OLD],
    because: { [NEW]: 'not targeted' },
  },
  {
    reason: 'what is excluded takes along what needs it',
    excludes: ['imunify_server.*'],
    planned: ['imunify_key.mail', NEW, OLD],
    because: { 'imunify_server.S1': 'excluded', 'imunify_key.web': 'needs imunify_server.S1, which is excluded' },
  },
  {
    reason: 'a create that is excluded does not hold up the removal that would have waited for it',
    excludes: [NEW],
    planned: ['imunify_key.mail', 'imunify_key.web', 'imunify_server.S1', OLD],
  },
  {
    reason: 'what is excluded is not pulled in by a target, which then is left out as well',
    targets: ['imunify_key.*'],
    excludes: ['imunify_server.S1'],
    planned: ['imunify_key.mail'],
    because: { [NEW]: 'not targeted', 'imunify_key.web': 'needs imunify_server.S1, which is excluded' },
  },
  {
    reason: 'a target that equals the account leaves an empty plan',
    targets: ['imunify_server.S2', OLD],
    excludes: [OLD],
    planned: [],
  },
];

test.each(CASES)('$reason', ({ targets = [], excludes = [], planned, because = {} }) => {
  const live = { ...GIVEN.live, imunify_server: [seat('S1', 'A'), seat('S2', 'B')] };
  const blocks = {
    ...GIVEN.blocks,
    imunify_keys: { web: { product: '360_250', limit: 5 }, mail: { product: '360_30', limit: 9, servers: ['S2'] } },
  };
  const { plan, diagnostics } = planFor({ ...GIVEN, blocks, live, options: { targets, excludes } });
  expect(diagnostics).toEqual([]);
  const addresses = plan.changes.map(({ address }) => address as string);
  expect(addresses).toEqual([...planned].sort());
  const left = plan.leftOut.map(({ address }) => address as string);
  expect(left).toEqual(ALL.filter((address) => !planned.includes(address)).sort());
  for (const [address, why] of Object.entries(because))
    expect(plan.leftOut.find((entry) => entry.address === address)?.because).toBe(why);
  // No step of what was left out, none that waits for one, and none missing.
  expect([...new Set(plan.steps.flatMap((step) => step.addresses))].sort()).toEqual([...planned].sort());
  const ids = new Set(plan.steps.map(({ id }) => id));
  for (const { after } of plan.steps) for (const id of after) expect(ids).toContain(id);
});

test('a step for many keeps the rest of them', () => {
  const feature = (id: string) => ({ id, name: id, spec: { id, state: 'enabled' } });
  const { plan } = planFor({
    blocks: { features: { '1101': 'disabled', '1102': 'disabled' } },
    live: { feature: [feature('1101'), feature('1102')] },
    options: { excludes: ['feature.1101'] },
  });
  expect(plan.steps).toMatchObject([{ id: 'put feature', addresses: ['feature.1102'] }]);
});

describe('what is left out', () => {
  const prices = { currency: 'EUR', monthly: { '360_30': 1, '360_250': 10, cloudlinux: 5 } };

  test('neither costs nor counts against a guard', () => {
    const { plan } = planFor({
      ...GIVEN,
      extras: { prices, guards: { maxCreates: 0, maxMonthlyIncrease: 4 } },
      options: { targets: ['imunify_key.mail'] },
    });
    expect(plan.cost).toMatchObject({ before: 15, after: 19 });
    expect(plan.hazards).toEqual([]);
  });

  test('does not stop the rest when it cannot be planned, and says why', () => {
    const bound = { 'imunify_key.web': { id: 'A', protect: true as const }, 'imunify_key.mail': 'B' };
    const situation = { ...GIVEN, bound };
    expect(planFor(situation).diagnostics.map(({ code }) => code)).toEqual(['protected']);
    const { plan, diagnostics } = planFor({ ...situation, options: { excludes: ['imunify_key.web'] } });
    expect(diagnostics).toEqual([]);
    expect(plan.leftOut).toMatchObject([
      { address: 'imunify_key.web', because: expect.stringContaining('excluded; it could not be planned: ') as string },
    ]);
    const targeted = planFor({ ...situation, options: { targets: ['imunify_key.web'] } });
    expect(targeted.diagnostics.map(({ code }) => code)).toEqual(['protected']);
  });

  test('is warned of only where it is planned', () => {
    const situation: Situation = {
      // With markers, and a state that knows of anything: else, what is alike is a hazard.
      blocks: { kernelcare_keys: { web: { limit: 5, note: 'web' }, mail: { limit: 6, note: 'mail' } } },
      bound: { 'imunify_key.gone': { id: 'K', missingSince: 1 } },
      live: {
        kernelcare_key: [
          { id: 'A', spec: { limit: 5, note: 'web' } },
          { id: 'B', spec: { limit: 6, note: 'mail' } },
        ],
      },
    };
    const part = (targets: readonly string[]) => {
      const { diagnostics, plan } = planFor({ ...situation, options: { targets } });
      return { warned: diagnostics.map(({ address }) => address), leftOut: plan.leftOut };
    };
    expect(part(['kernelcare_key.*'])).toEqual({ warned: ['kernelcare_key.mail', 'kernelcare_key.web'], leftOut: [] });
    // A warning is no reason: it could have been planned.
    expect(part(['kernelcare_key.web'])).toEqual({
      warned: ['kernelcare_key.web'],
      leftOut: [{ address: 'kernelcare_key.mail', action: 'create', because: 'not targeted' }],
    });
  });

  test('does not hide what is said of no address', () => {
    const { diagnostics, plan } = planFor({
      blocks: { imunify_keys: { web: { product: '360_30', limit: 5 }, mail: { product: '360_30', limit: 6 } } },
      intents: [intentOf('imunify_key.mail', { phase: 'lost' })],
      live: { imunify_key: [] },
      options: { targets: ['imunify_key.web'] },
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(['binding-lost']);
    expect(plan.changes.map(({ address }) => address)).toEqual(['imunify_key.web']);
  });

  describe('does not stop the rest when its steps wait for each other', () => {
    const full = { product: '360_30', limit: 1 };
    const swap: Situation = {
      blocks: {
        imunify_keys: { a: { ...full, servers: ['S2'] }, b: { ...full, servers: ['S1'] }, c: { ...full, limit: 9 } },
      },
      bound: { 'imunify_key.a': 'A', 'imunify_key.b': 'B', 'imunify_key.c': 'C' },
      live: {
        imunify_key: ['A', 'B', 'C'].map((id) => ({ id, spec: full })),
        imunify_server: [seat('S1', 'A'), seat('S2', 'B')],
      },
    };

    test.each([
      { reason: 'another key is targeted', options: { targets: ['imunify_key.c'] }, errors: [] },
      { reason: 'both moves are excluded', options: { excludes: ['imunify_server.*'] }, errors: [] },
      { reason: 'but where one is targeted', options: { targets: ['imunify_server.S1'] }, errors: ['no-free-seat'] },
      { reason: 'or is left', options: { excludes: ['imunify_server.S1'] }, errors: ['no-free-seat'] },
      { reason: 'or all is planned', options: {}, errors: ['no-free-seat'] },
    ])('$reason', ({ options, errors }) => {
      const { diagnostics, plan } = planFor({ ...swap, options });
      expect(diagnostics.map(({ code }) => code)).toEqual(errors);
      if (errors.length > 0) return;
      expect(plan.changes.map(({ address }) => address)).toEqual(['imunify_key.c']);
      expect(plan.steps.map(({ id }) => id)).toEqual(['put imunify_key.c']);
      expect(plan.leftOut.map(({ address }) => address)).toEqual(['imunify_server.S1', 'imunify_server.S2']);
    });
  });

  test('is no excuse for a parent in trouble', () => {
    const { diagnostics } = planFor({
      blocks: { imunify_keys: { web: { product: '360_30', limit: 1, servers: ['S1', 'S2'] } } },
      bound: { 'imunify_key.web': 'A' },
      live: { imunify_key: [key('A', '360_30', 1), key('B')], imunify_server: [seat('S1', 'A'), seat('S2', 'B')] },
      options: { targets: ['imunify_server.S2'] },
    });
    expect(diagnostics.map(({ code }) => code)).toContain('no-seat');
  });

  test('is not recorded either', () => {
    const there = {
      id: '203.0.113.1/1',
      name: '203.0.113.1/cloudlinux',
      spec: { ip: '203.0.113.1', product: 'cloudlinux' },
    };
    const situation = { blocks: { ip_licenses: GIVEN.blocks?.ip_licenses ?? {} }, live: { ip_license: [there] } };
    expect(planFor(situation).plan.rebindings).toHaveLength(1);
    expect(planFor({ ...situation, options: { excludes: [NEW] } }).plan.rebindings).toEqual([]);
  });
});

test.each([{ targets: ['imunify_key.wbe'] }, { excludes: ['nothing.*'] }, { targets: ['imunify_key.web', '*.x'] }])(
  'what means nothing is an error: %j',
  (options) => {
    expect(planFor({ ...GIVEN, options }).diagnostics.map(({ code }) => code)).toEqual(['selects-nothing']);
  },
);
