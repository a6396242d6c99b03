import { describe, expect, test } from 'vitest';
import { StateError } from '../../src/model/stateStore.ts';
import type { Address } from '../../src/model/address.ts';
import { Arena } from '../support/arena.ts';
import { manifestOf } from '../support/manifestOf.ts';
import { boundIds, callsOf, codesOf, strike } from './support/carryOutWith.ts';

const fleet = (cidrs: readonly string[]) => manifestOf({ kernelcare_keys: { a: { limit: 5, note: 'a', cidrs } } });
const keyed = manifestOf({ els_keys: { a: { product: 'CELS', limit: 5 } } });
const A = 'kernelcare_key.a' as Address;

/** The state is someone else's from the first write that `when` picks, or from the start. */
function loseState(arena: Arena): void {
  arena.store.verify = () =>
    Promise.reject(new StateError({ severity: 'error', code: 'lock-lost', summary: 'Lost.', help: 'Again.' }));
}

describe('who lost the lock sends nothing more', () => {
  test.each([
    {
      call: 'a natural create',
      before: {},
      after: { ip_licenses: { web: { products: ['kernelcare'], ips: ['203.0.113.1'] } } },
    },
    {
      call: 'an update',
      before: { imunify_keys: { web: { product: '360_30', limit: 5, note: 'w' } } },
      after: { imunify_keys: { web: { product: '360_30', limit: 6, note: 'w' } } },
    },
    { call: 'a removal', before: { els_keys: { a: { product: 'CELS', limit: 5 } } }, after: {} },
    { call: 'several at once', before: {}, after: { features: { 'imunify-email': 'enabled' } } },
  ])('$call', async ({ before, after }) => {
    const arena = new Arena({ contents: {} });
    await arena.apply(manifestOf(before));
    const plan = await arena.plan(manifestOf(after));
    expect(plan.changes).not.toEqual([]);
    const sent = arena.mutatingCalls();
    loseState(arena);
    expect(codesOf(await arena.carryOut(plan))).toContain('lock-lost');
    expect(arena.mutatingCalls()).toBe(sent);
  });
});

describe('a field that no list shows, after a call with a lost answer', () => {
  test('is doubted, and put again without asking, even if it is to be as it was', async () => {
    const arena = new Arena({ contents: {} });
    await arena.apply(fleet(['203.0.113.0/24']));
    strike(arena, { endpoint: 'kcare/key/set_cidr', do: 'reset', when: 'after' });
    await arena.apply(fleet(['198.51.100.0/24']));
    arena.account.emulator.faults.clear();
    expect(arena.store.state.bindings[A]).toMatchObject({ doubted: ['cidrs'] });
    expect(arena.store.state.bindings[A]?.applied).not.toHaveProperty('cidrs');
    const back = await arena.plan(fleet(['203.0.113.0/24']));
    expect(back.changes.map(({ action, hazards }) => [action, hazards])).toEqual([['update', []]]);
    await arena.carryOut(back);
    expect(arena.store.state.bindings[A]).not.toHaveProperty('doubted');
    expect((await arena.plan(fleet(['203.0.113.0/24']))).changes).toEqual([]);
  });

  test('is not doubted when the service refused the call', async () => {
    const arena = new Arena({ contents: {} });
    await arena.apply(fleet(['203.0.113.0/24']));
    strike(arena, { endpoint: 'kcare/key/set_cidr', do: '429' });
    const before = arena.store.state.bindings;
    expect(codesOf(await arena.apply(fleet(['198.51.100.0/24'])))).toEqual(['refused']);
    expect(arena.store.state.bindings).toEqual(before);
  });
});

describe('what left the manifest and is not in the list', () => {
  const gone = async (): Promise<Arena> => {
    const arena = new Arena({ contents: {} });
    await arena.apply(keyed);
    strike(arena, { endpoint: 'els/key/list', do: 'stale', when: 'after' });
    return arena;
  };

  test('is let go of when it has stayed away', async () => {
    const arena = await gone();
    arena.account.emulator.account.elsKeys.remove(boundIds(arena)['els_key.a'] ?? '');
    arena.account.emulator.faults.clear();
    const plan = await arena.plan(manifestOf({}));
    expect(plan.changes.map(({ action, missing }) => [action, missing])).toEqual([['forget', true]]);
    await arena.carryOut(plan);
    expect(Object.keys(boundIds(arena))).toEqual(['els_key.a']);
    // Nothing more to do, and remembered all the same.
    await arena.apply(manifestOf({}));
    expect(Object.keys(boundIds(arena))).toEqual(['els_key.a']);
    await arena.account.system.sleep(600_000);
    const later = await arena.plan(manifestOf({}));
    expect([later.changes, later.gone]).toEqual([[], ['els_key.a']]);
    await arena.carryOut(later);
    expect(boundIds(arena)).toEqual({});
  });

  test('is removed when it turns up after all', async () => {
    const arena = await gone();
    const id = boundIds(arena)['els_key.a'] ?? '';
    const { elsKeys } = arena.account.emulator.account;
    const row = elsKeys.get(id);
    if (row === undefined) throw new Error('No key was made.');
    arena.account.emulator.faults.clear();
    elsKeys.remove(id);
    await arena.apply(manifestOf({}));
    elsKeys.put(row);
    expect((await arena.plan(manifestOf({}))).changes.map(({ action }) => action)).toEqual(['remove']);
    await arena.apply(manifestOf({}));
    expect([boundIds(arena), elsKeys.rows()]).toEqual([{}, []]);
  });

  test('stays known when it is made again, and is removed when it turns up', async () => {
    const arena = await gone();
    const id = boundIds(arena)['els_key.a'] ?? '';
    const { elsKeys } = arena.account.emulator.account;
    const row = elsKeys.get(id);
    if (row === undefined) throw new Error('No key was made.');
    arena.account.emulator.faults.clear();
    elsKeys.remove(id);
    await arena.apply(keyed);
    elsKeys.put(row);
    const plan = await arena.plan(keyed);
    expect(plan.changes.map(({ action, address }) => [action, address])).toEqual([['remove', 'els_key.a#replaced']]);
    await arena.carryOut(plan);
    expect(elsKeys.rows()).toHaveLength(1);
  });
});

describe('a create whose audit an earlier run did not live to make', () => {
  test('is looked at by the next', async () => {
    const arena = new Arena({ contents: {} });
    const plan = await arena.plan(fleet([]));
    const interrupt = new AbortController();
    arena.store.beforeCommit = (records) => {
      if (records.some(({ op }) => op === 'made')) interrupt.abort();
    };
    expect(codesOf(await arena.carryOut(plan, 4, interrupt.signal))).toEqual(['not-audited']);
    const { kernelcareKeys } = arena.account.emulator.account;
    for (const row of kernelcareKeys.rows()) kernelcareKeys.put({ ...row, key: 'SECONDKEY1234567' });
    expect(kernelcareKeys.rows()).toHaveLength(2);
    const next = await arena.prepare(fleet([]));
    expect(next.diagnostics.map(({ code }) => code)).toEqual(['bought-twice', 'audit-due']);
    const result = await arena.apply(fleet([]));
    expect(codesOf(result)).toEqual(['bought-twice']);
    expect(result.summary.doubled).toBe(1);
    expect(callsOf(arena, 'kcare/key/create')).toBe(1);
    expect(arena.store.state.intents).toEqual([]);
  });

  test('is left to the version that knows its kind', async () => {
    const arena = new Arena({ contents: {} });
    await arena.apply(fleet([]));
    const address = 'later_key.a' as Address;
    const due = {
      seq: 1,
      address,
      type: 'later_key',
      spec: {},
      idsBefore: [],
      since: 0,
      phase: 'made',
      id: 'L',
    } as const;
    arena.store.stored = { ...arena.store.state, intents: [due] };
    expect((await arena.prepare(fleet([]))).diagnostics).toMatchObject([
      { code: 'audit-due', help: expect.stringContaining('knows no such kind') as string },
    ]);
    const larger = manifestOf({ kernelcare_keys: { a: { limit: 5, note: 'a' }, b: { limit: 7 } } });
    const result = await arena.apply(larger);
    expect(result.diagnostics).toMatchObject([
      { code: 'not-audited', summary: expect.stringContaining('later_key') as string },
    ]);
    expect(arena.store.state.intents).toEqual([due]);
  });
});
