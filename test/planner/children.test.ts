import { describe, expect, test } from 'vitest';
import { TEST_NOW } from '../support/inProcess.ts';
import {
  declare,
  judge,
  kindLike,
  NEVER_CALLED,
  planFor,
  renamed,
  type Case,
  type Situation,
} from './support/situation.ts';

const DAY = 86_400_000;
const spec = { product: '360_30', limit: 10, note: '' };
const web = (block: object = {}) => ({ imunify_keys: { web: { ...spec, ...block } } });
const bound = { 'imunify_key.web': 'A' };
const server = (id: string, key: string, days = 0) => ({
  id,
  name: id,
  spec: { key },
  lastCheckin: TEST_NOW - days * DAY,
});
const keysWith = (...servers: readonly ReturnType<typeof server>[]) => ({
  imunify_key: [
    { id: 'A', spec },
    { id: 'B', spec },
  ],
  imunify_server: servers,
});
const fleet = { limit: 5, note: '' };

const CASES: readonly Case[] = [
  {
    reason: 'a declared server that sits on its key is in place',
    given: { blocks: web({ servers: ['S1'] }), bound, live: keysWith(server('S1', 'A')) },
  },
  {
    reason: 'a declared server is moved from whatever key it is on',
    given: { blocks: web({ servers: ['S1'] }), bound, live: keysWith(server('S1', 'B')) },
    changes: { 'imunify_server.S1': 'update' },
  },
  {
    reason: 'a declared server is moved to a key that is made in the same plan',
    given: { blocks: web({ servers: ['S1'] }), live: keysWith(server('S1', 'B')) },
    changes: { 'imunify_key.web': 'create', 'imunify_server.S1': 'update' },
    hazards: { 'imunify_key.web': ['alike'] },
  },
  {
    reason: 'a declared server that never registered cannot be placed',
    given: { blocks: web({ servers: ['S1'] }), bound, live: keysWith() },
    errors: ['not-in-account'],
  },
  {
    reason: 'a server that left the block loses its seat, as everything that left the manifest',
    given: { blocks: web(), bound: { ...bound, 'imunify_server.S1': 'S1' }, live: keysWith(server('S1', 'A')) },
    changes: { 'imunify_server.S1': 'remove' },
    hazards: { 'imunify_server.S1': ['removes-servers'] },
  },
  {
    reason: 'a server that is silent for longer than the key allows loses its seat',
    given: {
      blocks: web({ remove_stale_servers_after: '90d' }),
      bound,
      live: keysWith(server('S1', 'A', 91), server('S2', 'A', 90), server('S3', 'B', 200)),
    },
    changes: { 'imunify_server.S1': 'remove' },
    hazards: { 'imunify_server.S1': ['removes-servers'] },
  },
  {
    reason: 'a silent server that is declared keeps its seat, with a word about it',
    given: {
      blocks: web({ remove_stale_servers_after: '90d', servers: ['S1'] }),
      bound,
      live: keysWith(server('S1', 'A', 91)),
    },
    warnings: ['stale-but-declared'],
  },
  {
    reason: 'a server without a check-in is never called silent',
    given: {
      blocks: web({ remove_stale_servers_after: '90d' }),
      bound,
      live: {
        imunify_key: [{ id: 'A', spec }],
        imunify_server: [{ id: 'S1', name: 'S1', spec: { key: 'A' } }],
      },
    },
  },
  {
    reason: 'a key that is not there yet has no silent servers',
    given: { blocks: web({ remove_stale_servers_after: '90d' }), live: keysWith(server('S1', 'B', 91)) },
    changes: { 'imunify_key.web': 'create' },
    hazards: { 'imunify_key.web': ['alike'] },
  },
  {
    reason: 'servers of a replaced key move to the new one, declared or not',
    given: {
      blocks: web({ product: '360_250', servers: ['S1'] }),
      bound,
      live: keysWith(server('S1', 'A'), server('S2', 'A'), server('S3', 'B')),
    },
    changes: { 'imunify_key.web': 'replace', 'imunify_server.S1': 'update', 'imunify_server.S2': 'update' },
  },
  {
    reason: 'silent servers of a replaced key are not moved first',
    given: {
      blocks: web({ product: '360_250', remove_stale_servers_after: '90d' }),
      bound,
      live: keysWith(server('S1', 'A', 91), server('S2', 'A')),
    },
    changes: { 'imunify_key.web': 'replace', 'imunify_server.S1': 'remove', 'imunify_server.S2': 'update' },
    hazards: { 'imunify_server.S1': ['removes-servers'] },
  },
  {
    reason: 'servers of a removed key are lost with it, which is a hazard',
    given: { bound, live: keysWith(server('S1', 'A')) },
    changes: { 'imunify_key.web': 'remove' },
    hazards: { 'imunify_key.web': ['removes-servers'] },
  },
  {
    reason: 'a removed key whose servers are placed elsewhere loses none',
    given: {
      blocks: { imunify_keys: { next: { ...spec, servers: ['S1'] } } },
      bound: { ...bound, 'imunify_key.next': 'B' },
      live: keysWith(server('S1', 'A')),
    },
    changes: { 'imunify_key.web': 'remove', 'imunify_server.S1': 'update' },
  },
  {
    reason: 'servers that the API cannot move are lost with a replaced key',
    given: {
      blocks: { kernelcare_keys: { fleet: { ...fleet, limit: 6 } } },
      bound: { 'kernelcare_key.fleet': 'K' },
      live: {
        kernelcare_key: [{ id: 'K', spec: fleet }],
        kernelcare_server: [{ id: 's1', name: 's1', spec: { key: 'K' } }],
      },
    },
    changes: { 'kernelcare_key.fleet': 'replace' },
    hazards: { 'kernelcare_key.fleet': ['replaces-key', 'removes-servers'] },
  },
  {
    reason: 'what an earlier run left on a replaced key moves to the key that took its place',
    given: {
      blocks: web(),
      bound: {
        'imunify_key.web': 'B',
        'imunify_key.web#replaced': { id: 'A', replacedBy: 'imunify_key.web' as never },
      },
      live: keysWith(server('S1', 'A')),
    },
    changes: { 'imunify_key.web#replaced': 'remove', 'imunify_server.S1': 'update' },
  },
  {
    reason: 'also when the key that took its place got another name meanwhile',
    given: {
      blocks: web(),
      extras: { moved: [renamed('imunify_key.old', 'imunify_key.web')] },
      bound: {
        'imunify_key.old': 'B',
        'imunify_key.old#replaced': { id: 'A', replacedBy: 'imunify_key.old' as never },
      },
      live: keysWith(server('S1', 'A')),
    },
    changes: { 'imunify_key.old#replaced': 'remove', 'imunify_key.web': 'adopt', 'imunify_server.S1': 'update' },
  },
  {
    reason: 'and when that one is replaced in turn',
    given: {
      blocks: web({ product: '360_250' }),
      bound: {
        'imunify_key.web': 'B',
        'imunify_key.web#replaced': { id: 'A', replacedBy: 'imunify_key.web' as never },
      },
      live: keysWith(server('S1', 'A')),
    },
    changes: { 'imunify_key.web': 'replace', 'imunify_key.web#replaced': 'remove', 'imunify_server.S1': 'update' },
  },
  {
    reason: 'a server may be declared by the key itself, and sit there',
    given: {
      desired: [declare('imunify_server', 'S1', { key: 'B' })],
      bound: { 'imunify_server.S1': { id: 'S1', applied: { key: 'B' } } },
      live: keysWith(server('S1', 'B')),
    },
  },
  {
    reason: 'or be moved to it',
    given: {
      desired: [declare('imunify_server', 'S1', { key: 'B' })],
      bound: { 'imunify_server.S1': { id: 'S1', applied: { key: 'B' } } },
      live: keysWith(server('S1', 'A')),
    },
    changes: { 'imunify_server.S1': 'update' },
  },
  {
    reason: 'without the key that took its place, its servers are lost',
    given: {
      bound: { 'imunify_key.web#replaced': { id: 'A', replacedBy: 'imunify_key.web' as never } },
      live: keysWith(server('S1', 'A')),
    },
    changes: { 'imunify_key.web#replaced': 'remove' },
    hazards: { 'imunify_key.web#replaced': ['removes-servers'] },
  },
  {
    reason: 'and so they are where the state names something of another kind',
    given: {
      blocks: { kernelcare_keys: { fleet: { limit: 10 } } },
      bound: {
        'imunify_key.web#replaced': { id: 'A', replacedBy: 'kernelcare_key.fleet' as never },
        'kernelcare_key.fleet': 'K',
      },
      live: { ...keysWith(server('S1', 'A')), kernelcare_key: [{ id: 'K', spec: { limit: 10 }, occupants: 0 }] },
    },
    changes: { 'imunify_key.web#replaced': 'remove' },
    hazards: { 'imunify_key.web#replaced': ['removes-servers'] },
  },
];

judge(CASES);

const LOOKS: readonly {
  reason: string;
  given: Situation;
  wanted: readonly (readonly [string, readonly string[]])[];
}[] = [
  {
    reason: 'a declared server may sit on any key that has servers',
    given: {
      blocks: web({ servers: ['S1'] }),
      live: {
        imunify_key: [
          { id: 'A', spec, occupants: 1 },
          { id: 'B', spec, occupants: 0 },
          { id: 'C', spec },
        ],
      },
    },
    wanted: [['imunify_server', ['A', 'C']]],
  },
  {
    reason: 'a bound server that left its block may sit on any key as well',
    given: { bound: { 'imunify_server.S1': 'S1' }, live: { imunify_key: [{ id: 'A', spec, occupants: 1 }] } },
    wanted: [['imunify_server', ['A']]],
  },
  {
    reason: 'no key of another kind is looked under',
    given: { blocks: web(), bound, live: { imunify_key: [{ id: 'A', spec }] } },
    wanted: [],
  },
  {
    reason: 'what was looked under already is not asked for again',
    given: {
      blocks: web({ servers: ['S1'] }),
      bound,
      live: keysWith(server('S1', 'A')),
      under: { imunify_server: ['A'] },
    },
    wanted: [['imunify_server', ['B']]],
  },
];

test.each(LOOKS)('$reason', ({ given, wanted }) => {
  expect(planFor(given).lookUnder.map(({ type, parents }) => [type, parents.map(({ id }) => id)])).toEqual(wanted);
});

test('a hazard names the servers that are lost, five of them at most', () => {
  const detail = (count: number) => {
    const servers = Array.from({ length: count }, (_, index) => server(`S${index + 1}`, 'A'));
    return planFor({ bound, live: keysWith(...servers) }).plan.changes[0]?.hazards[0]?.detail;
  };
  expect(detail(1)).toBe('1 server on it loses its licence: S1.');
  expect(detail(5)).toBe('5 servers on it lose their licence: S1, S2, S3, S4, S5.');
  expect(detail(7)).toBe('7 servers on it lose their licence: S1, S2, S3, S4, S5 and 2 more.');
});

test('a move shows both keys, masked and by name, and binds no server that no one declared', () => {
  const { plan } = planFor({ blocks: web({ product: '360_250' }), bound, live: keysWith(server('S1', 'A')) });
  const move = plan.changes.find((change) => change.address === 'imunify_server.S1');
  const name = 'imunify_key.web';
  expect(move?.fields).toEqual([
    { field: 'key', before: 'A', beforeRef: name, after: { ref: name }, afterRef: name, sensitive: true },
  ]);
  expect(move?.bind).toBe(false);
});

test('a key that nothing speaks for has no name to be shown by', () => {
  const given = { blocks: web({ servers: ['S1'] }), bound, live: keysWith(server('S1', 'B')) };
  expect(planFor(given).plan.changes[0]?.fields).toEqual([
    { field: 'key', before: 'B', after: 'A', afterRef: 'imunify_key.web', sensitive: true },
  ]);
});

describe('children whose kind is not that of a server', () => {
  const vault = kindLike({
    ...{ type: 'vault', fields: { colour: { immutable: true } }, replacement: 'create-first' },
    ...{ create: NEVER_CALLED, remove: NEVER_CALLED },
  });
  const parent = { type: 'vault', field: 'vault' };
  const fixed = kindLike({ type: 'coin', fields: { vault: {}, worth: {} }, parent });
  const coin = { ...fixed, update: NEVER_CALLED };
  const live = {
    vault: ['A', 'B'].map((id) => ({ id, spec: { colour: 'red' } })),
    // Another text may be spelled like the id of a parent, and is none.
    coin: [{ id: 'C1', spec: { vault: 'A', worth: 'A' } }],
  };
  const given = (colour: string, more: Situation = {}): Situation => ({
    ...{ kinds: [vault, coin], live, bound: { 'vault.a': 'A' } },
    ...more,
    desired: [declare('vault', 'a', { colour }), ...(more.desired ?? [])],
  });

  test('one without a name moves under its id, and with all else that it is', () => {
    const { changes } = planFor(given('blue')).plan;
    expect(changes.find(({ type }) => type === 'coin')).toEqual({
      ...{ address: 'coin.C1', type: 'coin', name: 'C1', action: 'update', bind: false, hazards: [] },
      reason: 'moves with vault.a, which is replaced',
      live: { type: 'coin', id: 'C1', spec: { vault: 'A', worth: 'A' } },
      target: { vault: { ref: 'vault.a' }, worth: 'A' },
      fields: [{ field: 'vault', before: 'A', beforeRef: 'vault.a', after: { ref: 'vault.a' }, afterRef: 'vault.a' }],
    });
  });

  test('one that cannot move is lost under its id', () => {
    const { changes } = planFor(given('blue', { kinds: [vault, fixed] })).plan;
    expect(changes).toMatchObject([
      {
        ...{ address: 'vault.a', losing: ['C1'] },
        hazards: [{ name: 'removes-servers', detail: '1 server on it loses its licence: C1.' }],
      },
    ]);
  });

  test('of the fields that change, the one that names the parent alone is shown by an address', () => {
    const desired = [
      declare('vault', 'b', { colour: 'red' }),
      declare('coin', 'c', { vault: { ref: 'vault.b' }, worth: 'B' }),
    ];
    const bound = { 'vault.a': 'A', 'vault.b': 'B', 'coin.c': 'C1' };
    expect(planFor(given('red', { desired, bound })).plan.changes.map(({ fields }) => fields)).toEqual([
      [
        { field: 'vault', before: 'A', beforeRef: 'vault.a', after: 'B', afterRef: 'vault.b' },
        { field: 'worth', before: 'A', after: 'B' },
      ],
    ]);
  });
});
