import { expect, test } from 'vitest';
import { Graph } from '../../src/planner/graph.ts';
import { declare, planFor, type Situation } from './support/situation.ts';
import { fc } from '../support/fc.ts';

const spec = { product: '360_30', limit: 5 };
const server = (id: string, key: string) => ({ id, name: id, spec: { key } });

const CASES: readonly { reason: string; given: Situation; steps: readonly (readonly [string, readonly string[]])[] }[] =
  [
    {
      reason: 'a key comes before the servers that come to it',
      given: {
        blocks: { imunify_keys: { web: { ...spec, servers: ['S1'] } } },
        live: { imunify_key: [{ id: 'B', spec }], imunify_server: [server('S1', 'B')] },
      },
      steps: [
        ['put imunify_key.web', []],
        ['put imunify_server.S1', ['put imunify_key.web']],
      ],
    },
    {
      reason: 'a replacement makes, moves, and only then removes',
      given: {
        blocks: { imunify_keys: { web: { ...spec, product: '360_250' } } },
        bound: { 'imunify_key.web': 'A' },
        live: { imunify_key: [{ id: 'A', spec }], imunify_server: [server('S1', 'A')] },
      },
      steps: [
        ['put imunify_key.web', []],
        ['put imunify_server.S1', ['put imunify_key.web']],
        ['remove imunify_key.web', ['put imunify_key.web', 'put imunify_server.S1']],
      ],
    },
    {
      reason: 'a key waits for servers that were last put on it, wherever a list shows them',
      given: {
        blocks: { imunify_keys: { other: { ...spec, servers: ['S1'] } } },
        bound: {
          'imunify_key.web': 'A',
          'imunify_key.other': 'O',
          'imunify_server.S1': { id: 'S1', applied: { key: 'A' } },
        },
        live: {
          imunify_key: [
            { id: 'A', spec },
            { id: 'B', spec },
            { id: 'O', spec },
          ],
          imunify_server: [server('S1', 'B')],
        },
      },
      steps: [
        ['put imunify_server.S1', []],
        ['remove imunify_key.web', ['put imunify_server.S1']],
      ],
    },
    {
      reason: 'servers go before their key does',
      given: {
        bound: { 'imunify_key.web': 'A', 'imunify_server.S1': 'S1' },
        live: { imunify_key: [{ id: 'A', spec }], imunify_server: [server('S1', 'A')] },
      },
      steps: [
        ['remove imunify_server.S1', []],
        ['remove imunify_key.web', ['remove imunify_server.S1']],
      ],
    },
    {
      reason: 'a backup that changes its datacenter is removed first',
      given: {
        blocks: { backups: { S1: { size_gb: 10, datacenter: 'EU2' } } },
        bound: { 'backup.S1': '7' },
        live: { backup: [{ id: '7', name: 'S1', spec: { server_id: 'S1', size_gb: 10, datacenter: 'EU1' } }] },
      },
      steps: [
        ['remove backup.S1', []],
        ['put backup.S1', ['remove backup.S1']],
      ],
    },
    {
      reason: 'a key is bound before a server moves to it',
      given: {
        blocks: { imunify_keys: { web: { ...spec, adopt: 'A', servers: ['S1'] } } },
        live: {
          imunify_key: [
            { id: 'A', spec },
            { id: 'B', spec },
          ],
          imunify_server: [server('S1', 'B')],
        },
      },
      steps: [
        ['bind imunify_key.web', []],
        ['put imunify_server.S1', ['bind imunify_key.web']],
      ],
    },
    {
      reason: 'all features go in one step, those that are unset too',
      given: {
        blocks: { features: { 'imunify-email': 'unset', '1101': 'enabled' } },
        live: {
          feature: [
            { id: '4600', name: 'imunify-email', spec: { id: '4600', state: 'enabled' } },
            { id: '1101', name: '1101', spec: { id: '1101', state: 'disabled' } },
          ],
        },
      },
      steps: [['put feature', []]],
    },
    {
      reason: 'letting go is a step of its own',
      given: { bound: { 'imunify_key.web': 'A' }, live: { imunify_key: [] } },
      steps: [['forget imunify_key.web', []]],
    },
  ];

test.each(CASES)('$reason', ({ given, steps }) => {
  const { plan } = planFor(given);
  expect(plan.steps.map(({ id, after }) => [id, after])).toEqual(steps);
  // Every change is in a step, and every step says what it is.
  expect(new Set(plan.steps.flatMap((step) => step.addresses))).toEqual(new Set(plan.changes.map((c) => c.address)));
  for (const step of plan.steps) expect(step.id.startsWith(`${step.op} ${step.type}`)).toBe(true);
});

const edges = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { maxLength: 20 });

test('an order holds every vertex once, each after those it waits for, and what is left is a cycle', () => {
  fc.assert(
    fc.property(edges, (pairs) => {
      const graph = new Graph();
      for (let index = 0; index < 10; index += 1) graph.vertex(String(index));
      for (const [first, then] of pairs) graph.link(String(first), String(then));
      const { sorted, cycle } = graph.order();
      expect([...sorted, ...cycle].sort()).toEqual(Array.from({ length: 10 }, (_, index) => String(index)));
      sorted.forEach((id, at) => {
        for (const before of graph.waitsFor(id)) expect(sorted.indexOf(before)).toBeLessThan(at);
        for (const before of graph.waitsFor(id)) expect(sorted).toContain(before);
      });
      for (const id of cycle) expect(graph.waitsFor(id).some((before) => cycle.includes(before))).toBe(true);
    }),
  );
});

test('an order does not depend on how the graph was built', () => {
  fc.assert(
    fc.property(edges, fc.nat(), (pairs, turn) => {
      const order = (given: readonly (readonly [number, number])[]) => {
        const graph = new Graph();
        for (const [first, then] of given) graph.link(String(first), String(then));
        return graph.order();
      };
      const at = pairs.length === 0 ? 0 : turn % pairs.length;
      expect(order([...pairs.slice(at), ...pairs.slice(0, at)].reverse())).toEqual(order(pairs));
    }),
  );
});

test('an edge without an end is none, and nothing waits for itself', () => {
  const graph = new Graph();
  graph.link(undefined, 'a');
  graph.link('a', undefined);
  graph.link('a', 'a');
  expect(graph.order()).toEqual({ sorted: [], cycle: [] });
  expect(graph.waitsFor('a')).toEqual([]);
});

test('what only says which comes first is not needed, unless it is needed anyway', () => {
  const graph = new Graph();
  graph.link('a', 'c');
  graph.linkLoosely('a', 'c');
  graph.linkLoosely('b', 'c');
  expect(graph.waitsFor('c')).toEqual(['a', 'b']);
  expect(graph.needs('c')).toEqual(['a']);
  expect(graph.needs('a')).toEqual([]);
  expect(graph.order()).toEqual({ sorted: ['a', 'b', 'c'], cycle: [] });
});

test('a kind that no registry holds is a bug, and no plan', () => {
  const given = { desired: [declare('moon_key', 'a', {})] };
  expect(() => planFor(given)).toThrow('No kind moon_key is registered.');
});
