import { expect, test } from 'vitest';
import { observe } from '../../src/engine/observe.ts';
import { proveExport } from '../../src/engine/proveExport.ts';
import type { Address } from '../../src/model/address.ts';
import { Arena } from '../support/arena.ts';
import { manifestOf, type Blocks } from '../support/manifestOf.ts';
import { depsOf } from './support/carryOutWith.ts';

/** What stands against an export with these blocks, from an account that holds the key `K`. */
async function against(blocks: Blocks, bound: Readonly<Record<string, string>> = {}) {
  const key = { key: 'K', limit: 5, note: 'k', enabled: true, created: 1, cidrs: [] };
  const arena = new Arena({ contents: { kernelcareKeys: [key] } });
  const deps = depsOf(arena);
  const scope = { all: true, specs: [], names: new Set<string>(), under: [] };
  const seen = await observe(deps, new Map([['kernelcare_key', scope]]));
  expect(seen.diagnostics).toEqual([]);
  const bindings = Object.fromEntries(
    Object.entries(bound).map(([address, id]) => [address as Address, { type: 'kernelcare_key', id, applied: {} }]),
  );
  return proveExport(deps, manifestOf(blocks), { ...arena.store.state, bindings }, seen.lists);
}

const keys = (count: number) => ({
  kernelcare_keys: Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`k${String(n).padStart(2, '0')}`, { limit: 1, note: `${n}` }]),
  ),
});
const same = { kernelcare_keys: { k: { limit: 5, note: 'k' } } };
const bound = { 'kernelcare_key.k': 'K' };

test('nothing stands against what declares the account as it is', async () => {
  expect(await against(same, bound)).toEqual([]);
});

test.each([
  { reason: 'a create by its address', blocks: keys(1), said: /: kernelcare_key\.k00 \(create\)\.$/u },
  {
    reason: 'anything else with why',
    blocks: {},
    said: /: kernelcare_key\.k \(remove: left the manifest\)\.$/u,
  },
  { reason: 'twenty of them', blocks: keys(20), said: /kernelcare_key\.k19 \(create\)\.$/u },
  { reason: 'twenty at most', blocks: keys(22), said: /kernelcare_key\.k19 \(create\), and 2 more\.$/u },
])('a plan that would not be empty names $reason', async ({ blocks, said }) => {
  const diagnostics = await against(blocks, Object.keys(blocks).length === 0 ? bound : {});
  expect(diagnostics).toMatchObject([{ severity: 'error', code: 'export-not-empty' }]);
  expect(diagnostics[0]?.summary).toMatch(said);
});

test('where there is no plan, the errors say why, without the warnings beside them', async () => {
  const blocks = { kernelcare_keys: { k: { limit: 5, note: 'k' }, z: { limit: 5, note: 'z', adopt: 'GONE' } } };
  expect((await against(blocks)).map(({ severity, code }) => [severity, code])).toEqual([['error', 'adopt-missing']]);
});
