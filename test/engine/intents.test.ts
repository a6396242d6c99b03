import { describe, expect, test } from 'vitest';
import { importObjects } from '../../src/engine/importObjects.ts';
import { recoverIntents } from '../../src/engine/recoverIntents.ts';
import { resolveIntent } from '../../src/engine/resolveIntent.ts';
import type { Address } from '../../src/model/address.ts';
import type { StateRecord } from '../../src/model/stateRecord.ts';
import { intercept } from '../kinds/support/intercept.ts';
import { Arena } from '../support/arena.ts';
import { manifestOf } from '../support/manifestOf.ts';
import { boundIds, callsOf, codesOf, depsOf, strike } from './support/carryOutWith.ts';

const A = 'kernelcare_key.a' as Address;
const fleet = manifestOf({ kernelcare_keys: { a: { limit: 5, note: 'a' } } });
const web = manifestOf({ imunify_keys: { web: { product: '360_30', limit: 5 } } });
const WEB = 'imunify_key.web' as Address;

/** An account in which the answer of a create was lost, after or before its effect. */
async function lost(when: 'before' | 'after', manifest = fleet, endpoint = 'kcare/key/create'): Promise<Arena> {
  const arena = new Arena({ contents: {} });
  strike(arena, { endpoint, do: 'reset', when });
  await arena.apply(manifest);
  arena.account.emulator.faults.clear();
  expect(arena.store.state.intents).toHaveLength(1);
  return arena;
}

const kept = (address: string, id: string): StateRecord => {
  return { op: 'bind', address: address as Address, binding: { type: 'kernelcare_key', id, applied: {} } };
};

describe('recovery', () => {
  test('binds what carries the marker, and the create is not repeated', async () => {
    const arena = await lost('after');
    const { state, diagnostics } = await recoverIntents(depsOf(arena), arena.store.state);
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['recovered', 'warning']]);
    expect(state).toBe(arena.store.stored);
    expect(state.intents.map(({ phase }) => phase)).toEqual(['made']);
    expect((await arena.plan(fleet)).changes).toEqual([]);
    expect(callsOf(arena, 'kcare/key/create')).toBe(1);
  });

  test('leaves open what this version has no kind for', async () => {
    const arena = await lost('after');
    const { state, diagnostics } = await recoverIntents({ ...depsOf(arena), kinds: new Map() }, arena.store.state);
    expect(state.intents).toHaveLength(1);
    expect(diagnostics[0]?.summary).toContain('no such kind');
  });

  test('says so when it cannot look, and changes nothing', async () => {
    const arena = await lost('after');
    strike(arena, { endpoint: 'kcare/key/list', do: 'html' });
    const commits = arena.store.commits;
    const { diagnostics } = await recoverIntents(depsOf(arena), arena.store.state);
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['error']);
    expect(arena.store.commits).toBe(commits);
  });

  test('does not hide a bug', async () => {
    const arena = await lost('after');
    const { read } = intercept(arena.account.api, {
      read: () => {
        throw new TypeError('a bug');
      },
    });
    await expect(recoverIntents({ ...depsOf(arena), read }, arena.store.state)).rejects.toThrow('a bug');
  });
});

describe('a person who settles an intent', () => {
  test('by the id of what was made', async () => {
    const arena = await lost('after', web, 'im/key/create');
    const [row] = arena.account.emulator.account.imunifyKeys.rows();
    const { state, diagnostics } = await resolveIntent(depsOf(arena), arena.store.state, WEB, {
      adopt: row?.key ?? '',
    });
    expect(diagnostics).toEqual([]);
    expect(state.intents).toEqual([]);
    expect((await arena.plan(web)).changes).toEqual([]);
  });

  test('by saying that nothing was made: it may be made again', async () => {
    const arena = await lost('before', web, 'im/key/create');
    const { state } = await resolveIntent(depsOf(arena), arena.store.state, WEB, { none: true });
    expect(state).toMatchObject({ intents: [], bindings: {} });
    expect((await arena.plan(web)).changes.map(({ action }) => action)).toEqual(['create']);
  });

  test('of a replacement keeps the old object bound until it is removed', async () => {
    const arena = new Arena({ contents: {} });
    await arena.apply(web);
    const old = boundIds(arena)[WEB];
    strike(arena, { endpoint: 'im/key/create', do: 'reset', when: 'after' });
    const next = manifestOf({ imunify_keys: { web: { product: '360_250', limit: 5 } } });
    await arena.apply(next);
    arena.account.emulator.faults.clear();
    const made = arena.account.emulator.account.imunifyKeys.filter(({ code }) => code === '360_250')[0]?.key ?? '';
    await resolveIntent(depsOf(arena), arena.store.state, WEB, { adopt: made });
    expect(boundIds(arena)).toEqual({ [WEB]: made, [`${WEB}#replaced`]: old });
    await arena.apply(next);
    expect(arena.account.emulator.account.imunifyKeys.rows().map(({ code }) => code)).toEqual(['360_250']);
    expect((await arena.plan(next)).changes).toEqual([]);
  });

  test.each([
    { reason: 'where none is open', address: 'kernelcare_key.z', adopt: 'X', code: 'no-open-intent' },
    { reason: 'by an object that is bound already', address: A, adopt: 'Taken', code: 'adopt-taken' },
    { reason: 'by an object that is older than the create', address: A, adopt: 'Older', code: 'adopt-older' },
  ])('is refused $reason', async ({ address, adopt, code }) => {
    const arena = await lost('before');
    const [intent] = arena.store.state.intents;
    if (intent === undefined) throw new Error('no intent');
    await arena.store.commit(arena.store.state, [
      kept('kernelcare_key.other', 'Taken'),
      { op: 'settle', seq: intent.seq },
      { op: 'intend', intent: { ...intent, idsBefore: ['Older'] } },
    ]);
    const before = arena.store.state;
    const result = await resolveIntent(depsOf(arena), before, address as Address, { adopt });
    expect(codesOf(result)).toEqual([code]);
    expect(result.state).toBe(before);
    expect(arena.store.state).toBe(before);
  });
});

describe('an import', () => {
  const contents = {
    imunifyKeys: [{ key: 'IM1', code: '360_30', limit: 5, note: 'x' }],
    ipLicenses: [{ ip: '203.0.113.1', type: 16, registered: false, created: 0, elsAllowed: false }],
  };
  const manifest = manifestOf({
    imunify_keys: {
      web: { product: '360_30', limit: 5, protect: true, servers: ['S1'] },
      other: { product: 'AVP', limit: 1 },
    },
    ip_licenses: { a: { products: ['kernelcare'], ips: ['203.0.113.1', '203.0.113.2'] } },
  });

  test('binds one object to what is declared, with what was seen of it', async () => {
    const arena = new Arena({ contents });
    const { state, diagnostics } = await importObjects(depsOf(arena), manifest, arena.store.state, [
      { address: WEB, id: 'IM1' },
    ]);
    expect(diagnostics).toEqual([]);
    expect(state.bindings[WEB]).toEqual({
      type: 'imunify_key',
      id: 'IM1',
      applied: { product: '360_30', limit: 5, note: 'x' },
      protect: true,
    });
    expect(arena.mutatingCalls()).toBe(0);
  });

  test('of what is bound already does nothing', async () => {
    const arena = new Arena({ contents });
    await importObjects(depsOf(arena), manifest, arena.store.state, [{ address: WEB, id: 'IM1' }]);
    const calls = arena.ledger.calls.length;
    const before = arena.store.state;
    const { state, diagnostics } = await importObjects(depsOf(arena), manifest, before, [{ address: WEB, id: 'IM1' }]);
    expect([state, diagnostics]).toEqual([before, []]);
    expect(arena.ledger.calls).toHaveLength(calls);
  });

  test('of a licence binds it without protection that no one asked for', async () => {
    const arena = new Arena({ contents });
    const address = 'ip_license.203.0.113.1/kernelcare' as Address;
    const { state } = await importObjects(depsOf(arena), manifest, arena.store.state, [
      { address, id: '203.0.113.1/16' },
    ]);
    expect(state.bindings[address]).toMatchObject({ id: '203.0.113.1/16' });
    expect(state.bindings[address]).not.toHaveProperty('protect');
  });

  test.each([
    { reason: 'an address that is not declared', address: 'imunify_key.nowhere', id: 'IM1', code: 'not-declared' },
    { reason: 'another object than the bound one', address: 'imunify_key.other', id: 'IM1', code: 'already-bound' },
    { reason: 'an object that is bound elsewhere', address: WEB, id: 'IM7', code: 'adopt-taken' },
    { reason: 'a server, which is found by itself', address: 'imunify_server.S1', id: 'S1', code: 'not-importable' },
    { reason: 'an id that the account does not have', address: WEB, id: 'IM9', code: 'not-in-account' },
    {
      reason: 'a licence that is another than its address says',
      address: 'ip_license.203.0.113.2/kernelcare',
      id: '203.0.113.1/16',
      code: 'wrong-object',
    },
  ])('refuses $reason', async ({ address, id, code }) => {
    const arena = new Arena({ contents });
    const binding = { type: 'imunify_key', id: 'IM7', applied: {} };
    const before = await arena.store.commit(arena.store.state, [
      { op: 'bind', address: 'imunify_key.other' as Address, binding },
    ]);
    const result = await importObjects(depsOf(arena), manifest, before, [{ address: address as Address, id }]);
    expect(codesOf(result)).toEqual([code]);
    expect(result.diagnostics[0]?.address).toBe(address);
    expect(arena.store.state).toBe(before);
  });

  test('refuses an address whose create may have happened: the intent is what needs to be settled', async () => {
    const arena = await lost('after');
    const before = arena.store.state;
    const [row] = arena.account.emulator.account.kernelcareKeys.rows();
    const result = await importObjects(depsOf(arena), fleet, before, [{ address: A, id: row?.key ?? '' }]);
    expect(codesOf(result)).toEqual(['intent-open']);
    expect(arena.store.state).toBe(before);
  });

  test('cannot bind what it cannot see', async () => {
    const arena = new Arena({ contents });
    strike(arena, { endpoint: 'im/key/list', do: 'html' });
    const result = await importObjects(depsOf(arena), manifest, arena.store.state, [{ address: WEB, id: 'IM1' }]);
    expect(result.diagnostics.map(({ severity }) => severity)).toEqual(['error']);
    expect(arena.store.commits).toBe(0);
  });
});
