import { expect, test } from 'vitest';
import { LONGEST_LAG_MS } from '../../src/planner/longestLag.ts';
import { TEST_NOW } from '../support/inProcess.ts';
import { intentOf, judge, kindLike, NEVER_CALLED, planFor, type Case } from './support/situation.ts';

const spec = { product: '360_30', limit: 5 };
const bound = { 'imunify_key.web': 'A' };
const there = { imunify_key: [{ id: 'A', spec }], imunify_server: [] };
const exclusive = { exclusive: new Set(['imunify_key']) };
const group = (servers: readonly string[]) => ({
  id: 'production',
  name: 'production',
  spec: { name: 'production', servers },
  ...(servers.length === 0 ? { inert: true } : {}),
});
const lasting = kindLike({ type: 'lasting', title: 'lasting thing', fields: { size: {} }, create: NEVER_CALLED });

const CASES: readonly Case[] = [
  {
    reason: 'what left the manifest is removed',
    given: { bound, live: there },
    changes: { 'imunify_key.web': 'remove' },
  },
  {
    reason: 'what left the manifest and is gone is let go of',
    given: { bound, live: { imunify_key: [] } },
    changes: { 'imunify_key.web': 'forget' },
  },
  {
    reason: 'what left the manifest but is protected stops the plan',
    given: { bound: { 'imunify_key.web': { id: 'A', protect: true } }, live: there },
    errors: ['protected'],
  },
  {
    reason: 'what the service refuses to remove is let go of',
    given: { bound, live: there, unremovable: [{ type: 'imunify_key', id: 'A', reason: 'default' }] },
    changes: { 'imunify_key.web': 'forget' },
  },
  {
    reason: 'what the API cannot remove is let go of',
    given: { kinds: [lasting], bound: { 'lasting.a': '1' }, live: { lasting: [{ id: '1', spec: {} }] } },
    changes: { 'lasting.a': 'forget' },
  },
  {
    reason: 'an emptied group has nothing left to remove',
    given: { bound: { 'server_group.production': 'production' }, live: { server_group: [group([])] } },
    changes: { 'server_group.production': 'forget' },
  },
  {
    reason: 'a group with members is emptied',
    given: { bound: { 'server_group.production': 'production' }, live: { server_group: [group(['S1'])] } },
    changes: { 'server_group.production': 'remove' },
  },
  {
    reason: 'an object that two addresses are bound to is an error, and the declared one keeps it',
    given: {
      blocks: { ip_licenses: { a: { products: ['kernelcare'], ips: ['203.0.113.1'] } } },
      bound: {
        'ip_license.203.0.113.1/kernelcare': '203.0.113.1/16',
        'ip_license.zz': '203.0.113.1/16',
      },
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
    changes: { 'ip_license.zz': 'forget' },
    errors: ['bound-twice', 'misbound'],
  },
  {
    reason: 'what was missed by a clock that was ahead is missed from now on',
    given: {
      bound: { 'imunify_key.a': { id: 'GONE', missingSince: TEST_NOW + 1 }, ...bound },
      blocks: { imunify_keys: { web: { ...spec } } },
      live: there,
    },
    changes: { 'imunify_key.a': 'forget' },
  },
  {
    reason: 'a kind that this version does not know is never guessed at',
    given: { bound: { 'quantum_key.a': '1' } },
    errors: ['unknown-kind'],
  },
  {
    reason: 'a removal whose call no one has proved needs its flag',
    given: {
      blocks: { els_keys: { a: { product: 'CELS', limit: 5, remove_stale_servers_after: '30d' } } },
      bound: { 'els_key.a': 'K' },
      live: {
        els_key: [{ id: 'K', spec: { product: 'CELS', limit: 5, note: '' } }],
        els_server: [{ id: '7', name: '7', spec: { key: 'K', product: 'CELS' }, lastCheckin: 0 }],
      },
    },
    errors: ['removal-not-enabled'],
  },
  {
    reason: 'and is planned with it',
    given: {
      blocks: { els_keys: { a: { product: 'CELS', limit: 5, remove_stale_servers_after: '30d' } } },
      bound: { 'els_key.a': 'K' },
      live: {
        els_key: [{ id: 'K', spec: { product: 'CELS', limit: 5, note: '' } }],
        els_server: [{ id: '7', name: '7', spec: { key: 'K', product: 'CELS' }, lastCheckin: 0 }],
      },
      options: { enabled: new Set(['enable-els-server-removal']) },
    },
    changes: { 'els_server.7': 'remove' },
    hazards: { 'els_server.7': ['removes-servers'] },
  },
  {
    reason: 'what nothing declares is left alone',
    given: { live: there },
  },
  {
    reason: 'unless its kind is exclusive',
    given: { extras: exclusive, live: there },
    changes: { 'imunify_key.A': 'remove' },
  },
  {
    reason: 'an exclusive kind keeps what is bound, declared or known to be a default',
    given: {
      blocks: { imunify_keys: { web: { ...spec } } },
      extras: exclusive,
      bound,
      unremovable: [{ type: 'imunify_key', id: 'D', reason: 'default' }],
      live: {
        imunify_key: [
          { id: 'A', spec },
          { id: 'D', spec },
        ],
      },
    },
  },
  {
    reason: 'an exclusive kind keeps what is no more than absence',
    given: {
      extras: { exclusive: new Set(['server_group', 'feature']) },
      live: {
        server_group: [group([])],
        feature: [{ id: '4600', name: 'imunify-email', spec: { id: '4600', state: 'unset' }, inert: true }],
      },
    },
  },
  {
    reason: 'an exclusive natural kind names what it removes by what it is',
    given: {
      extras: { exclusive: new Set(['server_group']) },
      live: { server_group: [group(['S1'])] },
    },
    changes: { 'server_group.production': 'remove' },
  },
  {
    reason: 'a second object of one natural name is named by its id',
    given: {
      blocks: { ip_licenses: { a: { products: ['imunify360-30'], ips: ['203.0.113.1'] } } },
      extras: { exclusive: new Set(['ip_license']) },
      live: {
        ip_license: [41, 42].map((type) => ({
          id: `203.0.113.1/${type}`,
          name: '203.0.113.1/imunify',
          spec: { ip: '203.0.113.1', product: type === 41 ? 'imunify360-1' : 'imunify360-30' },
        })),
      },
    },
    changes: { 'ip_license.203.0.113.1/41': 'remove' },
  },
  {
    reason: 'an exclusive kind keeps what the API cannot remove, and says nothing of it',
    given: {
      kinds: [lasting],
      extras: { exclusive: new Set(['lasting']) },
      live: { lasting: [{ id: '1', spec: {} }] },
    },
  },
  {
    reason: 'what is left of a replaced licence is where it belongs',
    given: {
      bound: {
        'ip_license.203.0.113.1/imunify#replaced': {
          id: '203.0.113.1/41',
          replacedBy: 'ip_license.203.0.113.1/imunify' as never,
        },
      },
      live: {
        ip_license: [
          {
            id: '203.0.113.1/41',
            name: '203.0.113.1/imunify',
            spec: { ip: '203.0.113.1', product: 'imunify360-1' },
          },
        ],
      },
    },
    changes: { 'ip_license.203.0.113.1/imunify#replaced': 'remove' },
  },
  {
    reason: 'destroy removes what is bound, declared or not, and nothing that is not bound',
    given: {
      blocks: { imunify_keys: { web: { ...spec } } },
      extras: exclusive,
      bound,
      live: {
        imunify_key: [
          { id: 'A', spec },
          { id: 'B', spec },
        ],
        imunify_server: [],
      },
      options: { destroy: true },
    },
    changes: { 'imunify_key.web': 'remove' },
  },
  {
    reason: 'destroy stops at what is protected',
    given: {
      blocks: { imunify_keys: { web: { ...spec } } },
      bound: { 'imunify_key.web': { id: 'A', protect: true } },
      live: there,
      options: { destroy: true },
    },
    errors: ['protected'],
  },
];

judge(CASES);

const REASONS = [
  { reason: 'destroy says so', given: { bound, live: there, options: { destroy: true } }, said: 'destroy' },
  { reason: 'a left block says so', given: { bound, live: there }, said: 'left the manifest' },
  {
    reason: 'what a replacement left behind says by what it was replaced',
    given: { bound: { 'imunify_key.web': { id: 'A', replacedBy: 'imunify_key.new' as never } }, live: there },
    said: 'replaced by imunify_key.new',
  },
  {
    reason: 'an exclusive section is named as the manifest writes it',
    given: { extras: exclusive, live: there },
    said: 'not declared, and imunify_keys is exclusive',
  },
  {
    reason: 'a group says what stays behind',
    given: {
      bound: { 'server_group.production': 'production' },
      live: { server_group: [group(['S1'])] },
    },
    said: 'left the manifest; the API cannot delete a group: the members that were managed are taken out and the group stays',
  },
] as const;

test.each(REASONS)('$reason', ({ given, said }) => {
  expect(planFor(given).plan.changes.map((change) => change.reason)).toEqual([said]);
});

test('an exclusive kind without a section is named by itself, and one that was not listed is left alone', () => {
  const plain = kindLike({ type: 'plain', fields: { size: {} }, remove: NEVER_CALLED });
  const given = {
    kinds: [plain],
    extras: { exclusive: new Set(['plain', 'backup']) },
    live: { plain: [{ id: '1', spec: {} }] },
  };
  expect(planFor(given).plan.changes.map(({ address, reason }) => [address, reason])).toEqual([
    ['plain.1', 'not declared, and plain is exclusive'],
  ]);
});

test('open intents and unremovable objects are told in one order', () => {
  const { plan } = planFor({
    intents: [intentOf('imunify_key.b', { seq: 2 }), intentOf('imunify_key.a', { seq: 1 })],
    unremovable: [
      { type: 'kernelcare_key', id: '1', reason: 'default' },
      { type: 'imunify_key', id: '2', reason: 'default' },
    ],
  });
  expect(plan.openIntents.map(({ seq }) => seq)).toEqual([1, 2]);
  expect(plan.unremovable.map(({ type }) => type)).toEqual(['imunify_key', 'kernelcare_key']);
});

test('what is unmanaged is counted, by kind, with a word on whether all of it was seen', () => {
  const live = {
    imunify_key: [
      { id: 'A', spec },
      { id: 'B', spec },
      { id: 'C', spec },
    ],
    imunify_server: [{ id: 'S1', name: 'S1', spec: { key: 'B' } }],
    server_group: [group([])],
  };
  const given = { blocks: { imunify_keys: { web: { ...spec } } }, bound, live };
  expect(planFor(given).plan.unmanaged).toEqual([{ type: 'imunify_key', count: 2, whole: true }]);
  expect(planFor({ ...given, whole: false }).plan.unmanaged).toEqual([{ type: 'imunify_key', count: 2, whole: false }]);
  expect(planFor({ ...given, extras: exclusive }).plan.unmanaged).toEqual([]);
});

test.each([
  { who: 'clnform bought', made: { made: true } as const, says: ['let-go'] },
  { who: 'someone else made', made: {}, says: [] },
])('a key that $who is let go of when no list has shown it for ten minutes', ({ made, says }) => {
  const gone = { id: 'IM30LONGGONEKEY', missingSince: TEST_NOW - LONGEST_LAG_MS, ...made };
  const { plan, diagnostics } = planFor({
    bound: { 'imunify_key.a': gone, ...bound },
    blocks: { imunify_keys: { web: { ...spec } } },
    live: there,
  });
  expect(plan.gone).toEqual(['imunify_key.a']);
  expect(diagnostics.map(({ code, summary }) => [code, summary.includes('****EKEY')])).toEqual(
    says.map((code) => [code, true]),
  );
});
