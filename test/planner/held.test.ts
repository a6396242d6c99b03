import { expect, test } from 'vitest';
import { intentOf, judge, planFor, renamed, type Case } from './support/situation.ts';

const spec = { product: '360_30', limit: 5, note: '' };
const keys = (...names: readonly string[]) => ({
  imunify_keys: Object.fromEntries(names.map((name) => [name, { ...spec }])),
});
const WEB = 'imunify_key.web';
const open = [intentOf(WEB)];
const server = (id: string, key: string) => ({ id, name: id, spec: { key } });

const CASES: readonly Case[] = [
  {
    reason: 'an open create stops its own address, and nothing else',
    given: { blocks: keys('web', 'other'), intents: open, live: { imunify_key: [] } },
    changes: { 'imunify_key.other': 'create' },
    warnings: ['intent-open'],
  },
  {
    reason: 'servers that are to sit on it wait for it',
    given: {
      blocks: { imunify_keys: { web: { ...spec, servers: ['S1', 'S2'] } } },
      intents: open,
      live: { imunify_key: [{ id: 'A', spec }], imunify_server: [server('S1', 'A'), server('S2', 'A')] },
    },
    warnings: ['intent-open'],
  },
  {
    reason: 'a key that left the manifest is not removed while its servers wait to move off it',
    given: {
      blocks: { imunify_keys: { web: { ...spec, servers: ['S1'] } } },
      bound: { 'imunify_key.old': 'A' },
      intents: open,
      live: { imunify_key: [{ id: 'A', spec }], imunify_server: [server('S1', 'A')] },
    },
    warnings: ['intent-open'],
  },
  {
    reason: 'half of a replacement is not begun again',
    given: {
      blocks: { imunify_keys: { web: { ...spec, product: '360_250' } } },
      bound: { [WEB]: 'A' },
      intents: open,
      live: { imunify_key: [{ id: 'A', spec }], imunify_server: [] },
    },
    warnings: ['intent-open'],
  },
  {
    reason: 'servers that sit where they are to sit are left alone meanwhile',
    given: {
      blocks: { imunify_keys: { web: { ...spec, product: '360_250', servers: ['S1'] } } },
      bound: { [WEB]: 'A' },
      intents: open,
      live: { imunify_key: [{ id: 'A', spec }], imunify_server: [server('S1', 'A')] },
    },
    warnings: ['intent-open'],
  },
  {
    reason: 'a block that was renamed since is not bought under its new name',
    given: {
      blocks: keys('web-eu'),
      extras: { moved: [renamed(WEB, 'imunify_key.web-eu')] },
      intents: open,
      live: { imunify_key: [] },
    },
    warnings: ['intent-open'],
  },
  {
    reason: 'a rename of something else takes the open create nowhere',
    given: {
      blocks: keys('web', 'new'),
      extras: { moved: [renamed('imunify_key.old', 'imunify_key.new')] },
      bound: { 'imunify_key.old': 'A' },
      intents: open,
      live: { imunify_key: [{ id: 'A', spec }] },
    },
    changes: { 'imunify_key.new': 'adopt' },
    warnings: ['intent-open'],
  },
  {
    reason: 'an exclusive kind does not remove what the create may have made',
    given: {
      blocks: keys('web'),
      extras: { exclusive: new Set(['imunify_key']) },
      intents: [intentOf(WEB, { idsBefore: ['OLD'] })],
      live: {
        imunify_key: [
          { id: 'OLD', spec },
          { id: 'NEW', spec },
        ],
        imunify_server: [],
      },
    },
    changes: { 'imunify_key.OLD': 'remove' },
    warnings: ['intent-open'],
  },
  {
    reason: 'nor what carries its marker',
    given: {
      blocks: { kernelcare_keys: { a: { limit: 5 } } },
      extras: { exclusive: new Set(['kernelcare_key']) },
      intents: [intentOf('kernelcare_key.a', { marker: '[clnform:a#abcd1234]' })],
      live: {
        kernelcare_key: [
          { id: 'OURS', spec: { limit: 5, note: '' }, tag: 'abcd1234' },
          { id: 'NOT', spec: { limit: 5, note: '' }, occupants: 0 },
        ],
        kernelcare_server: [],
      },
    },
    changes: { 'kernelcare_key.NOT': 'remove' },
    warnings: ['intent-open'],
  },
  {
    reason: 'what was given up is created again',
    given: { blocks: keys('web'), intents: [intentOf(WEB, { phase: 'free' })], live: { imunify_key: [] } },
    changes: { [WEB]: 'create' },
  },
];

judge(CASES);

test.each([
  { denied: {}, said: 'by an earlier run whose answer was lost' },
  { denied: { denied: true as const }, said: 'by an earlier run that was answered "too many requests" (429)' },
])('it is said why: $said', ({ denied, said }) => {
  const given = { blocks: keys('web'), intents: [intentOf(WEB, denied)], live: { imunify_key: [] } };
  expect(planFor(given).diagnostics[0]?.summary).toContain(said);
});

test('what waits is counted, not listed', () => {
  const servers = ['S1', 'S2', 'S3'];
  const { diagnostics, plan } = planFor({
    blocks: { imunify_keys: { web: { ...spec, servers } } },
    intents: open,
    live: { imunify_key: [{ id: 'A', spec }], imunify_server: servers.map((id) => server(id, 'A')) },
  });
  expect(diagnostics.map(({ summary }) => summary)).toEqual([
    expect.stringContaining('imunify_server.S1 and 2 more wait for it'),
  ]);
  expect(plan.openIntents).toHaveLength(1);
  expect(plan.unchanged).toBe(0);
});

test.each([
  { count: 1, said: 'which object imunify_key.k00 is bound to is not known, so nothing is created for it.' },
  { count: 2, said: 'imunify_key.k00, imunify_key.k01 are bound to' },
  { count: 10, said: 'imunify_key.k09 are bound to' },
  { count: 12, said: 'imunify_key.k09 and 2 more are bound to' },
])('of $count that a rebuilt state does not know, one warning names ten at most', ({ count, said }) => {
  const names = Array.from({ length: count }, (_, n) => `k${String(n).padStart(2, '0')}`);
  const { diagnostics, plan } = planFor({
    blocks: keys(...names),
    intents: names.map((name, seq) => intentOf(`imunify_key.${name}`, { seq, phase: 'lost' })),
    live: { imunify_key: [] },
  });
  expect(plan.changes).toEqual([]);
  expect(diagnostics.map(({ code }) => code)).toEqual(['binding-lost']);
  expect(diagnostics[0]?.summary).toContain(said);
});
