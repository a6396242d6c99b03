import { expect, test } from 'vitest';
import {
  declare,
  judge,
  kindLike,
  NEVER_CALLED,
  outline,
  planFor,
  type Case,
  type Situation,
} from './support/situation.ts';

/** Keys `a`, `b`, ... with a limit now, a limit that is wanted, the servers that sit there and those that are to. */
interface Key {
  readonly now?: number;
  readonly limit: number;
  readonly sits: readonly string[];
  readonly wants: readonly string[];
  readonly occupants?: number;
}

function seating(keys: Readonly<Record<string, Key>>): Situation {
  const entries = Object.entries(keys);
  const placed = entries.flatMap(([, { sits }]) => sits);
  return {
    blocks: {
      imunify_keys: Object.fromEntries(
        entries.map(([name, { limit, wants }]) => [name, { product: '360_30', limit, servers: wants }]),
      ),
    },
    bound: {
      ...Object.fromEntries(entries.map(([name]) => [`imunify_key.${name}`, name.toUpperCase()])),
      ...Object.fromEntries(placed.map((id) => [`imunify_server.${id}`, id])),
    },
    live: {
      imunify_key: entries.map(([name, { now, limit, occupants }]) => ({
        id: name.toUpperCase(),
        spec: { product: '360_30', limit: now ?? limit },
        ...(occupants === undefined ? {} : { occupants }),
      })),
      imunify_server: entries.flatMap(([name, { sits }]) =>
        sits.map((id) => ({ id, name: id, spec: { key: name.toUpperCase() } })),
      ),
    },
  };
}

const CASES: readonly Case[] = [
  {
    reason: 'a limit below the servers that stay is a hazard',
    given: seating({ a: { now: 3, limit: 1, sits: ['s1', 's2'], wants: ['s1', 's2'] } }),
    changes: { 'imunify_key.a': 'update' },
    hazards: { 'imunify_key.a': ['removes-servers'] },
  },
  {
    reason: 'a limit that the servers still fit is none',
    given: seating({ a: { now: 3, limit: 2, sits: ['s1', 's2'], wants: ['s1', 's2'] } }),
    changes: { 'imunify_key.a': 'update' },
  },
  {
    reason: 'servers that leave in the same plan no longer count',
    given: seating({
      a: { now: 3, limit: 1, sits: ['s1', 's2'], wants: ['s1'] },
      b: { limit: 3, sits: [], wants: ['s2'] },
    }),
    changes: { 'imunify_key.a': 'update', 'imunify_server.s2': 'update' },
  },
  {
    reason: 'the count of the list is enough where no one looked under the key',
    given: {
      blocks: { imunify_keys: { a: { product: '360_30', limit: 1 } } },
      bound: { 'imunify_key.a': 'A' },
      live: { imunify_key: [{ id: 'A', spec: { product: '360_30', limit: 3 }, occupants: 2 }] },
    },
    changes: { 'imunify_key.a': 'update' },
    hazards: { 'imunify_key.a': ['removes-servers'] },
  },
  {
    reason: 'a limit that is taken off is a hazard',
    given: seating({ a: { now: 3, limit: 0, sits: [], wants: [] } }),
    changes: { 'imunify_key.a': 'update' },
    hazards: { 'imunify_key.a': ['unlimited'] },
  },
  {
    reason: 'a key that was unlimited already is none',
    given: {
      blocks: { imunify_keys: { a: { product: '360_30', limit: 0, note: 'new' } } },
      bound: { 'imunify_key.a': 'A' },
      live: { imunify_key: [{ id: 'A', spec: { product: '360_30', limit: 0, note: 'old' } }] },
    },
    changes: { 'imunify_key.a': 'update' },
  },
  {
    reason: 'more servers than a key can hold are refused before apply starts',
    given: seating({
      a: { limit: 2, sits: ['s1', 's2'], wants: ['s1', 's2', 's3'] },
      b: { limit: 2, sits: ['s3'], wants: [] },
    }),
    changes: { 'imunify_server.s3': 'update' },
    errors: ['no-seat'],
  },
  {
    reason: 'a server that leaves makes room for one that comes',
    given: seating({
      a: { limit: 1, sits: ['s1'], wants: ['s2'] },
      b: { limit: 1, sits: ['s2'], wants: [] },
      c: { limit: 1, sits: [], wants: ['s1'] },
    }),
    changes: { 'imunify_server.s1': 'update', 'imunify_server.s2': 'update' },
  },
  {
    reason: 'two full keys that swap a server have no seat to do it with',
    given: seating({
      a: { limit: 1, sits: ['s1'], wants: ['s2'] },
      b: { limit: 1, sits: ['s2'], wants: ['s1'] },
    }),
    changes: { 'imunify_server.s1': 'update', 'imunify_server.s2': 'update' },
    errors: ['no-free-seat'],
  },
  {
    reason: 'one free seat is enough for two keys to swap two servers each',
    given: seating({
      a: { limit: 3, sits: ['s1', 's2', 's3'], wants: ['t1', 't2', 's3'] },
      b: { limit: 3, sits: ['t1', 't2'], wants: ['s1', 's2'] },
    }),
    changes: {
      'imunify_server.s1': 'update',
      'imunify_server.s2': 'update',
      'imunify_server.t1': 'update',
      'imunify_server.t2': 'update',
    },
  },
  {
    reason: 'an unlimited key always has a seat',
    given: seating({
      a: { limit: 0, sits: ['s1'], wants: ['s2'] },
      b: { limit: 1, sits: ['s2'], wants: ['s1'] },
    }),
    changes: { 'imunify_server.s1': 'update', 'imunify_server.s2': 'update' },
  },
  {
    reason: 'a new key that cannot hold what is placed on it is refused too',
    given: {
      ...seating({ a: { limit: 3, sits: ['s1', 's2'], wants: [] } }),
      blocks: {
        imunify_keys: {
          a: { product: '360_30', limit: 3 },
          b: { product: '360_30', limit: 1, servers: ['s1', 's2'] },
        },
      },
    },
    changes: { 'imunify_key.b': 'create', 'imunify_server.s1': 'update', 'imunify_server.s2': 'update' },
    errors: ['no-seat'],
  },
];

judge(CASES);

/** Objects with limits, and without, that are not keys as the account has them. */
const OTHERS: readonly Case[] = [
  {
    reason: 'a key that could not be found for its block has no seats to count, and the error about it is enough',
    given: {
      blocks: { imunify_keys: { a: { product: '360_30', limit: 1, adopt: 'NONE', servers: ['s1', 's2'] } } },
      live: {
        imunify_key: [{ id: 'B', spec: { product: '360_30', limit: 5 } }],
        imunify_server: ['s1', 's2'].map((id) => ({ id, name: id, spec: { key: 'B' } })),
      },
    },
    changes: { 'imunify_server.s1': 'update', 'imunify_server.s2': 'update' },
    errors: ['adopt-missing'],
  },
  {
    reason: 'a parent without a limit takes any number',
    given: {
      kinds: [
        kindLike({ type: 'vault', fields: { note: {} } }),
        kindLike({
          ...{ type: 'coin', fields: { vault: {} }, identity: 'natural', update: NEVER_CALLED },
          parent: { type: 'vault', field: 'vault' },
        }),
      ],
      desired: [
        declare('vault', 'a', { note: 'a' }),
        ...['c1', 'c2'].map((name) => declare('coin', name, { vault: { ref: 'vault.a' } })),
      ],
      bound: { 'vault.a': 'A' },
      live: {
        vault: [
          { id: 'A', spec: { note: 'a' } },
          { id: 'B', spec: {} },
        ],
        coin: ['c1', 'c2'].map((id) => ({ id, name: id, spec: { vault: 'B' } })),
      },
    },
    changes: { 'coin.c1': 'update', 'coin.c2': 'update' },
  },
  {
    reason: 'what changes and stays where it is keeps its seat',
    given: {
      kinds: [
        kindLike({ type: 'vault', fields: { seats: {} }, seats: { field: 'seats' }, update: NEVER_CALLED }),
        kindLike({
          ...{ type: 'coin', fields: { vault: {}, worth: {} }, update: NEVER_CALLED },
          parent: { type: 'vault', field: 'vault' },
        }),
      ],
      desired: [
        declare('vault', 'a', { seats: 1 }),
        ...['c1', 'c2'].map((name) => declare('coin', name, { vault: { ref: 'vault.a' }, worth: 2 })),
      ],
      bound: { 'vault.a': 'A', 'coin.c1': 'c1', 'coin.c2': 'c2' },
      live: {
        vault: [{ id: 'A', spec: { seats: 5 } }],
        coin: ['c1', 'c2'].map((id) => ({ id, name: id, spec: { vault: 'A', worth: 1 } })),
      },
    },
    changes: { 'vault.a': 'update', 'coin.c1': 'update', 'coin.c2': 'update' },
    hazards: { 'vault.a': ['removes-servers'] },
  },
];

judge(OTHERS);

test('before anyone looked under a key, and where no list counts, nothing is said to be overfull', () => {
  const spec = { product: '360_30', limit: 1 };
  const { diagnostics, lookUnder } = planFor({
    blocks: { imunify_keys: { a: { ...spec, servers: ['s1'] } } },
    bound: { 'imunify_key.a': 'A' },
    live: {
      imunify_key: ['A', 'B'].map((id) => ({ id, spec })),
      imunify_server: [{ id: 's1', name: 's1', spec: { key: 'B' } }],
    },
    under: { imunify_server: ['B'] },
  });
  expect(diagnostics).toEqual([]);
  expect(lookUnder.map(({ parents }) => parents.map(({ id }) => id))).toEqual([['A']]);
});

/** `s1 < put key` reads: the move of s1 is done before. */
const ORDERS: readonly { reason: string; given: Situation; order: readonly (readonly [string, string])[] }[] = [
  {
    reason: 'a limit is raised before servers come in',
    given: seating({
      a: { now: 1, limit: 2, sits: ['s1'], wants: ['s1', 's2'] },
      b: { limit: 2, sits: ['s2'], wants: [] },
    }),
    order: [['put imunify_key.a', 'put imunify_server.s2']],
  },
  {
    reason: 'a limit is lowered after servers left and others came',
    given: seating({
      a: { now: 4, limit: 2, sits: ['s1', 's2', 's3'], wants: ['s1', 't1'] },
      b: { limit: 4, sits: ['t1'], wants: ['s2', 's3'] },
    }),
    order: [
      ['put imunify_server.s2', 'put imunify_key.a'],
      ['put imunify_server.s3', 'put imunify_key.a'],
      ['put imunify_server.t1', 'put imunify_key.a'],
    ],
  },
  {
    reason: 'a full key is left before it is entered',
    given: seating({
      a: { limit: 1, sits: ['s1'], wants: ['s2'] },
      b: { limit: 1, sits: ['s2'], wants: [] },
      c: { limit: 1, sits: [], wants: ['s1'] },
    }),
    order: [['put imunify_server.s1', 'put imunify_server.s2']],
  },
  {
    reason: 'a stale server makes room as well',
    given: {
      ...seating({ a: { limit: 1, sits: ['s1'], wants: [] }, b: { limit: 1, sits: ['s2'], wants: [] } }),
      blocks: {
        imunify_keys: {
          a: { product: '360_30', limit: 1, servers: ['s2'] },
          b: { product: '360_30', limit: 1 },
        },
      },
    },
    order: [['remove imunify_server.s1', 'put imunify_server.s2']],
  },
  {
    reason: 'with room enough nothing waits',
    given: seating({
      a: { limit: 5, sits: ['s1'], wants: ['s2'] },
      b: { limit: 5, sits: ['s2'], wants: ['s1'] },
    }),
    order: [],
  },
  {
    reason: 'a count that the list gives is believed over what was seen',
    given: seating({
      a: { limit: 3, occupants: 3, sits: ['s1'], wants: ['s2'] },
      b: { limit: 3, sits: ['s2'], wants: ['s1'] },
    }),
    order: [['put imunify_server.s1', 'put imunify_server.s2']],
  },
];

test.each(ORDERS)('$reason', ({ given, order }) => {
  const result = planFor(given);
  expect(outline(result).errors).toEqual([]);
  const edges = result.plan.steps.flatMap((step) => step.after.map((before): [string, string] => [before, step.id]));
  expect(edges.sort()).toEqual([...order].map((edge) => [...edge]).sort());
});

test('an error about seats names the numbers', () => {
  const { diagnostics } = planFor(
    seating({
      a: { limit: 2, sits: ['s1', 's2'], wants: ['s1', 's2', 's3'] },
      b: { limit: 2, sits: ['s3'], wants: [] },
    }),
  );
  expect(diagnostics[0]?.summary).toBe('imunify_key.a would hold 3 servers, but its limit is 2.');
});
