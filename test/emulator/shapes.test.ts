import { describe, expect, it } from 'vitest';
import { DEFAULT_SHAPE, parseShape, type Shape } from '../../src/emulator/shapes.ts';
import { dataOf, json, refusalOf, send, small } from './support.ts';

describe('parseShape', () => {
  it.each<{ text: string; shape: Partial<Shape> }>([
    { text: '', shape: {} },
    { text: 'numbers=string,v2=wrapped,notes=off', shape: { numbers: 'string', v2: 'wrapped', notes: 'off' } },
    { text: ' refusals=400 , order=shuffled ', shape: { refusals: 400, order: 'shuffled' } },
    { text: 'descriptions=number', shape: { descriptions: 'number' } },
    { text: 'lag=500ms', shape: { lag: { ms: 500, calls: 0 } } },
    { text: 'lag=2s', shape: { lag: { ms: 2000, calls: 0 } } },
    { text: 'lag=3calls', shape: { lag: { ms: 0, calls: 3 } } },
  ])('reads "$text"', ({ text, shape }) => {
    expect(parseShape(text)).toEqual({ ok: true, value: { ...DEFAULT_SHAPE, ...shape } });
  });

  it.each([
    { text: 'number=string', summary: 'unknown shape `number`', help: 'Did you mean `numbers`?' },
    { text: 'v2=wraped', summary: 'unknown value of shape `v2` `wraped`', help: 'Did you mean `wrapped`?' },
    { text: 'refusals=500', summary: 'unknown value of shape `refusals` `500`', help: 'Known: 200, 400, 403.' },
    { text: 'notes', summary: 'unknown value of shape `notes` ``', help: 'Known: on, off.' },
    { text: 'lag=soon', summary: '`lag=soon` is not a lag', help: 'lag=500ms' },
    { text: 'toString=1', summary: 'unknown shape `toString`', help: 'Known: numbers' },
  ])('refuses "$text" with help', ({ text, summary, help }) => {
    const result = parseShape(text);
    expect(result).toMatchObject({ ok: false, diagnostic: { code: 'bad-shape', summary } });
    expect(result.ok ? '' : result.diagnostic.help).toContain(help);
  });
});

describe('shapes', () => {
  it.each([
    { numbers: 'int' as const, limit: 2, usageLimit: 2, id: 7 },
    { numbers: 'string' as const, limit: '2', usageLimit: '2', id: '7' },
  ])('numbers=$numbers', ({ numbers, limit, usageLimit, id }) => {
    const emulator = small({ shape: { numbers } });
    expect(dataOf(emulator, 'GET im/key/list.json')).toMatchObject([{}, { limit, servers: limit }, {}]);
    expect(dataOf(emulator, 'GET els/key/list.json', { productType: 'CELS' })).toMatchObject([{ usageLimit }]);
    expect(json(send(emulator, 'GET v2/cl/servers', { productType: 'CL' }))).toMatchObject([{ id }]);
    expect(dataOf(emulator, 'GET ipl/list.json')).toMatchObject([{ type: 16 }, {}, {}]);
  });

  it.each([
    ...['GET v2/cl/keys', 'GET v2/cl/servers'].map((target) => ({ target, args: { productType: 'CL' } })),
    ...['GET v2/features', 'GET v2/features/account', 'GET v2/cl/sub-account/servers'].map((target) => ({
      target,
      args: {},
    })),
    { target: 'GET cl/awp', args: { products: 'AWP_CDN', yearMonth: '2023-12' } },
  ])('v2=wrapped puts $target in the envelope, bare leaves it out', ({ target, args }) => {
    const bare = json(send(small(), target, args));
    const wrapped = json(send(small({ shape: { v2: 'wrapped' } }), target, args));
    expect(wrapped).toEqual({ success: true, message: null, type: null, data: bare });
    expect(refusalOf(small({ shape: { v2: 'bare' } }), 'GET v2/cl/keys')).toContain('missing');
  });

  it('notes=off hides type and note, which are kept all the same', () => {
    const emulator = small({ shape: { notes: 'off' } });
    const made = dataOf(emulator, 'GET im/key/create.json', { code: 'AVP', limit: 1, note: 'hidden' });
    expect(Object.keys(made as object).sort()).toEqual(['code', 'key', 'limit']);
    const [, first] = dataOf(emulator, 'GET im/key/list.json') as object[];
    expect(Object.keys(first ?? {}).sort()).toEqual(['code', 'key', 'limit', 'servers']);
    expect(emulator.account.imunifyKeys.rows().at(-1)?.note).toBe('hidden');
  });

  it.each([
    { descriptions: 'null' as const, first: { description: '123' }, second: { description: null } },
    { descriptions: 'number' as const, first: { description: 123 }, second: { description: null } },
    { descriptions: 'absent' as const, first: { description: '123' }, second: {} },
  ])('descriptions=$descriptions', ({ descriptions, first, second }) => {
    const emulator = small({ shape: { descriptions } });
    expect(dataOf(emulator, 'GET els/key/list.json', { productType: 'CELS' })).toEqual([
      { key: 'CELS-A', productCode: 'CELS', usageLimit: 2, ...first },
    ]);
    expect(dataOf(emulator, 'GET els/key/list.json', { productType: 'UELS18' })).toEqual([
      { key: 'UELS18-A', productCode: 'UELS18', usageLimit: 0, ...second },
    ]);
  });

  it('order=shuffled gives the same rows in orders that the seed decides', () => {
    const orders = (seed: number) => {
      const emulator = small({ seed, shape: { order: 'shuffled' } });
      return Array.from({ length: 20 }, () =>
        (dataOf(emulator, 'GET ipl/list.json') as { ip: string; type: number }[]).map(
          ({ ip, type }) => `${ip}/${type}`,
        ),
      );
    };
    const first = orders(1);
    expect(orders(1)).toEqual(first);
    expect(new Set(first.map((order) => order.join())).size).toBeGreaterThan(2);
    expect(new Set(first.map((order) => order.toSorted().join())).size).toBe(1);
  });
});

describe('lag', () => {
  it('by time: lists show a write once it is old enough, other calls at once', () => {
    let now = Date.UTC(2026, 0, 1);
    const emulator = small({ now: () => now, shape: { lag: { ms: 500, calls: 0 } } });
    const count = () => (dataOf(emulator, 'GET ipl/list.json') as unknown[]).length;
    dataOf(emulator, 'GET ipl/register.json', { ip: '192.0.2.1', type: 1 });
    now += 300;
    dataOf(emulator, 'GET ipl/register.json', { ip: '192.0.2.2', type: 1 });
    expect(count()).toBe(3);
    expect(dataOf(emulator, 'GET ipl/availability.json', { ip: '192.0.2.2' })).toMatchObject({ owned: [1] });
    now += 200;
    expect(count()).toBe(4);
    now += 300;
    expect(count()).toBe(5);
  });

  it('by calls: a write is hidden from that many calls after it', () => {
    const emulator = small({ shape: { lag: { ms: 0, calls: 2 } } });
    dataOf(emulator, 'GET ipl/register.json', { ip: '192.0.2.1', type: 1 });
    const counts = Array.from({ length: 4 }, () => (dataOf(emulator, 'GET ipl/list.json') as unknown[]).length);
    expect(counts).toEqual([3, 3, 4, 4]);
  });
});
