import { expect, test } from 'vitest';
import { Arena } from '../support/arena.ts';
import { manifestOf } from '../support/manifestOf.ts';

/** The calls of an empty plan of so many licences, keys and groups, by endpoint. */
async function callsAt(size: number): Promise<readonly string[]> {
  const numbers = Array.from({ length: size }, (_, n) => n);
  const manifest = manifestOf({
    ip_licenses: { fleet: { products: ['cloudlinux'], ips: numbers.map((n) => `203.0.113.${n + 1}`) } },
    imunify_keys: Object.fromEntries(numbers.map((n) => [`pool-${n}`, { product: 'AVP', limit: 5, note: `${n}` }])),
    kernelcare_keys: Object.fromEntries(numbers.map((n) => [`fleet-${n}`, { limit: 5, note: `${n}` }])),
    els_keys: Object.fromEntries(numbers.map((n) => [`old-${n}`, { product: 'CELS', limit: 5, note: `${n}` }])),
  });
  const arena = new Arena({ contents: {} });
  await arena.apply(manifest);
  const before = arena.ledger.calls.length;
  expect((await arena.plan(manifest)).changes).toEqual([]);
  return arena.ledger.calls.slice(before).map(({ endpoint }) => endpoint);
}

test('an empty plan makes the same calls at any size, one a list', async () => {
  const few = await callsAt(2);
  expect(new Set(few).size).toBe(few.length);
  expect([...(await callsAt(200))].sort()).toEqual([...few].sort());
});
