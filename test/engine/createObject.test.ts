import { describe, expect, test } from 'vitest';
import type { AccountContents } from '../../src/emulator/account.ts';
import { recoverIntents } from '../../src/engine/recoverIntents.ts';
import { splitNote } from '../../src/model/marker.ts';
import { Arena } from '../support/arena.ts';
import { TEST_NOW } from '../support/inProcess.ts';
import { manifestOf, type Blocks } from '../support/manifestOf.ts';
import { boundIds, callsOf, carryOutWith, codesOf, depsOf, strike } from './support/carryOutWith.ts';

const key = { product: '360_30', limit: 5 };
const fleet = (...names: readonly string[]): Blocks => ({
  kernelcare_keys: Object.fromEntries(names.map((name) => [name, { limit: 5, note: name }])),
});
const REFUSING = { shape: { refusals: 400 } } as const;

describe('the intent', () => {
  test('is durable before the create is sent, and goes in the write that records the id', async () => {
    const arena = new Arena({ contents: {} });
    const writes: (readonly [string, number])[] = [];
    arena.store.beforeCommit = (records) =>
      void writes.push([records.map(({ op }) => op).join(' '), arena.mutatingCalls()]);
    await arena.apply(manifestOf(fleet('a')));
    expect(writes).toEqual([
      ['intend', 0],
      ['bind made', 1],
      // The list that follows shows that it was made once.
      ['settle', 1],
    ]);
  });

  test('holds what is to be made, and the marker that rides in the note', async () => {
    const arena = new Arena({ contents: {} });
    await arena.apply(manifestOf(fleet('a')));
    const [row] = arena.account.emulator.account.kernelcareKeys.rows();
    const [first] = arena.store.records;
    const { note, marker } = splitNote(row?.note ?? '');
    expect(note).toBe('a');
    expect(marker).toMatch(/^\[clnform:a#[a-z0-9]{8}\]$/u);
    expect(first).toMatchObject({
      op: 'intend',
      intent: { seq: 1, address: 'kernelcare_key.a', marker, idsBefore: [] },
    });
  });

  test('of a kind without text holds the ids that were there before, those of this run among them', async () => {
    const arena = new Arena({ contents: { imunifyKeys: [{ key: 'IMOLD', code: 'AVP', limit: 1, note: '' }] } });
    await arena.apply(manifestOf({ imunify_keys: { a: { ...key }, b: { ...key } } }));
    const intents = arena.store.records.flatMap((record) => (record.op === 'intend' ? [record.intent] : []));
    expect(intents.map(({ seq, idsBefore }) => [seq, idsBefore])).toEqual([
      [1, ['IMOLD']],
      [2, ['IMOLD', boundIds(arena)['imunify_key.a']]],
    ]);
    expect(intents.every(({ marker }) => marker === undefined)).toBe(true);
    // Once for the plan, once before the creates and once after them, however many are made.
    expect(callsOf(arena, 'im/key/list')).toBe(3);
  });

  test('needs the list of before: without it nothing is sent', async () => {
    const arena = new Arena({ contents: {} });
    const plan = await arena.plan(manifestOf({ imunify_keys: { a: { ...key } } }));
    strike(arena, { endpoint: 'im/key/list', do: 'html' });
    const result = await arena.carryOut(plan);
    expect(codesOf(result)).toEqual(['not-sent']);
    expect(arena.mutatingCalls()).toBe(0);
    expect(arena.store.records).toEqual([]);
  });

  test('is dropped when the service states that nothing was done', async () => {
    const arena = new Arena({ contents: {}, ...REFUSING });
    strike(arena, { endpoint: 'kcare/key/create', do: 'refuse' });
    const result = await arena.apply(manifestOf(fleet('a')));
    expect(codesOf(result)).toEqual(['refused']);
    expect(arena.store.records.map(({ op }) => op)).toEqual(['intend', 'settle']);
  });

  test('stays open for a refusal in words that no one has documented', async () => {
    const arena = new Arena({ contents: {} });
    strike(arena, { endpoint: 'kcare/key/create', do: 'refuse', message: 'Moon in retrograde' });
    const result = await arena.apply(manifestOf(fleet('a')));
    expect(codesOf(result)).toEqual(['outcome-unknown']);
    expect(result.diagnostics[0]?.summary).toContain('"Moon in retrograde"');
    expect(arena.store.state.intents).toHaveLength(1);
  });
});

describe('a create whose answer is lost', () => {
  test('is not repeated, and stops only itself where a marker tells them apart', async () => {
    const arena = new Arena({ contents: {} });
    strike(arena, { endpoint: 'kcare/key/create', do: 'reset', when: 'after', nth: 2 });
    const result = await arena.carryOut(await arena.plan(manifestOf(fleet('a', 'b', 'c'))), 1);
    expect(result.summary).toMatchObject({ failed: 1, unknown: 1, skipped: 0, done: { create: 2 } });
    expect(result.diagnostics[0]?.help).toContain('clnform state resolve kernelcare_key.b --adopt ID');
    const { diagnostics, plan } = await arena.prepare(manifestOf(fleet('a', 'b', 'c')));
    expect(plan?.changes).toEqual([]);
    expect(plan?.openIntents).toHaveLength(1);
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['intent-open', 'warning']]);
    expect(arena.account.emulator.account.kernelcareKeys.rows()).toHaveLength(3);
  });

  test.each([
    {
      reason: 'an Imunify key',
      endpoint: 'im/key/create',
      blocks: { imunify_keys: { a: { ...key }, b: { ...key }, c: { ...key } } },
      extras: {},
    },
    {
      reason: 'any key without markers',
      endpoint: 'kcare/key/create',
      blocks: fleet('a', 'b', 'c'),
      extras: { markers: false },
    },
  ])('holds up the others of its kind where only the difference of lists can tell: $reason', async (given) => {
    const arena = new Arena({ contents: {} });
    strike(arena, { endpoint: given.endpoint, do: 'reset', when: 'after', nth: 2 });
    const els = { els_keys: { a: { product: 'CELS', limit: 1 } } };
    const plan = await arena.plan(manifestOf({ ...given.blocks, ...els }, given.extras));
    const result = await arena.carryOut(plan, 8);
    expect(callsOf(arena, given.endpoint)).toBe(2);
    expect(result.summary).toMatchObject({ failed: 1, unknown: 1, skipped: 1, done: { create: 2 } });
    const [intent] = arena.store.state.intents;
    expect(intent?.idsBefore).toHaveLength(1);
    expect(Object.values(boundIds(arena))).toEqual(expect.arrayContaining([...(intent?.idsBefore ?? [])]));
  });
});

describe('fields that the create does not take', () => {
  const blocks = { kernelcare_keys: { a: { limit: 5, note: '', cidrs: ['203.0.113.0/24'] } } };

  test('are put once the create is recorded', async () => {
    const arena = new Arena({ contents: {} });
    await arena.apply(manifestOf(blocks));
    expect(arena.store.records.map(({ op }) => op)).toEqual(['intend', 'bind', 'made', 'bind', 'settle']);
    expect(arena.account.emulator.account.kernelcareKeys.rows()[0]?.cidrs).toEqual(['203.0.113.0/24']);
    expect((await arena.plan(manifestOf(blocks))).changes).toEqual([]);
  });

  test('that fail leave a key that is bound, and that is not bought again', async () => {
    const arena = new Arena({ contents: {}, ...REFUSING });
    strike(arena, { endpoint: 'kcare/key/set_cidr', do: 'refuse' });
    const result = await arena.apply(manifestOf(blocks));
    expect(codesOf(result)).toEqual(['refused']);
    expect(result.summary).toMatchObject({ failed: 1, unknown: 0, done: { create: 0 } });
    expect(arena.store.state.intents).toEqual([]);
    expect(Object.keys(boundIds(arena))).toEqual(['kernelcare_key.a']);
    arena.account.emulator.faults.clear();
    const plan = await arena.plan(manifestOf(blocks));
    expect(plan.changes.map(({ action, fields }) => [action, fields.map((f) => f.field)])).toEqual([
      ['update', ['cidrs']],
    ]);
    await arena.carryOut(plan);
    expect((await arena.plan(manifestOf(blocks))).changes).toEqual([]);
    expect(callsOf(arena, 'kcare/key/create')).toBe(1);
  });
});

describe('a replacement', () => {
  const contents: AccountContents = {
    imunifyKeys: [{ key: 'IMOLD', code: '360_30', limit: 5, note: '' }],
    imunifyServers: ['S1', 'S2'].map((id) => ({ id, key: 'IMOLD', ip: '192.0.2.1', lastCheckin: TEST_NOW })),
  };
  const next = manifestOf({ imunify_keys: { web: { ...key, product: '360_250' } } });
  const settled = async (faults: (arena: Arena) => void): Promise<Arena> => {
    const arena = new Arena({ contents });
    await arena.apply(manifestOf({ imunify_keys: { web: { ...key, adopt: 'IMOLD' } } }));
    faults(arena);
    await arena.apply(next);
    arena.account.emulator.faults.clear();
    return arena;
  };
  const converged = async (arena: Arena): Promise<void> => {
    const { account } = arena.account.emulator;
    expect(account.imunifyKeys.rows().map(({ code }) => code)).toEqual(['360_250']);
    expect(account.imunifyServers.rows().map(({ key: on }) => on)).toEqual(
      [0, 1].map(() => account.imunifyKeys.rows()[0]?.key),
    );
    expect((await arena.plan(next)).changes).toEqual([]);
    expect(Object.keys(boundIds(arena))).toEqual(['imunify_key.web']);
    expect(callsOf(arena, 'im/key/create')).toBe(1);
  };

  test('that goes well leaves one key and all its servers', async () => {
    await converged(await settled(() => undefined));
  });

  test('whose removal fails keeps the old key bound, and the next run removes it', async () => {
    const arena = await settled((a) => strike(a, { endpoint: 'im/key/remove', do: 'reset' }));
    expect(boundIds(arena)['imunify_key.web#replaced']).toBe('IMOLD');
    const plan = await arena.plan(next);
    expect(plan.changes.map(({ address, action, reason }) => [address, action, reason])).toEqual([
      ['imunify_key.web#replaced', 'remove', 'replaced by imunify_key.web'],
    ]);
    await arena.carryOut(plan);
    await converged(arena);
  });

  test('whose moves fail removes nothing, and the next run moves first', async () => {
    const arena = await settled((a) => strike(a, { endpoint: 'im/srv/convert', do: 'reset', nth: 2 }));
    expect(arena.account.emulator.account.imunifyKeys.has('IMOLD')).toBe(true);
    const plan = await arena.plan(next);
    expect(plan.steps.map(({ id }) => id)).toEqual(['put imunify_server.S2', 'remove imunify_key.web#replaced']);
    await arena.carryOut(plan);
    await converged(arena);
  });

  test('that is replaced again before its first old key is gone remembers both', async () => {
    const arena = await settled((a) => strike(a, { endpoint: 'im/key/remove', do: 'reset' }));
    strike(arena, { endpoint: 'im/key/remove', do: 'reset' });
    await arena.apply(manifestOf({ imunify_keys: { web: { ...key, product: '360_1' } } }));
    expect(Object.keys(boundIds(arena))).toEqual([
      'imunify_key.web',
      'imunify_key.web#replaced',
      'imunify_key.web#replaced-2',
    ]);
    arena.account.emulator.faults.clear();
    await arena.apply(manifestOf({ imunify_keys: { web: { ...key, product: '360_1' } } }));
    const { account } = arena.account.emulator;
    expect(account.imunifyKeys.rows().map(({ code }) => code)).toEqual(['360_1']);
    expect(account.imunifyServers.rows()).toHaveLength(2);
    expect(Object.keys(boundIds(arena))).toEqual(['imunify_key.web']);
  });

  test('whose create was lost and is found again does not forget the old key', async () => {
    const arena = new Arena({ contents: {} });
    await arena.apply(manifestOf({ kernelcare_keys: { a: { limit: 5, note: 'a' } } }));
    const old = boundIds(arena)['kernelcare_key.a'];
    const wider = manifestOf({ kernelcare_keys: { a: { limit: 6, note: 'a' } } });
    strike(arena, { endpoint: 'kcare/key/create', do: 'reset', when: 'after', nth: 1 });
    // Another chance than the first time: a tag of its own.
    const system = { ...arena.account.system, random: () => 0.25 };
    const result = await carryOutWith(arena, await arena.plan(wider), { system });
    expect(result.summary).toMatchObject({ unknown: 1, failed: 1, done: { replace: 0 } });
    expect(arena.account.emulator.account.kernelcareKeys.has(old ?? '')).toBe(true);
    await recoverIntents(depsOf(arena), arena.store.state);
    expect(boundIds(arena)['kernelcare_key.a#replaced']).toBe(old);
    const plan = await arena.plan(wider);
    expect(plan.changes.map(({ address, action }) => [address, action])).toEqual([
      ['kernelcare_key.a#replaced', 'remove'],
    ]);
    await arena.carryOut(plan);
    expect(arena.account.emulator.account.kernelcareKeys.rows().map(({ limit }) => limit)).toEqual([6]);
    expect((await arena.plan(wider)).changes).toEqual([]);
  });
});

describe('a licence that takes over from another tier on its IP', () => {
  const ip = '203.0.113.1';
  const contents: AccountContents = {
    ipLicenses: [41, 42].map((type) => ({ ip, type, registered: false, created: 0, elsAllowed: false })),
  };
  const tier = (product: string, more: object = {}) =>
    manifestOf({ ip_licenses: { a: { products: [product], ips: [ip], ...more } } });
  const next = tier('imunify360-30', { els_allowed: true });

  test('is bound, gets what it lacks, and the other one goes: nothing is bought', async () => {
    const arena = new Arena({ contents });
    await arena.apply(tier('imunify360-1'));
    expect(boundIds(arena)).toEqual({ [`ip_license.${ip}/imunify`]: `${ip}/41` });
    await arena.apply(next);
    const rows = arena.account.emulator.account.ipLicenses.rows();
    expect(rows.map(({ type, elsAllowed }) => [type, elsAllowed])).toEqual([[42, true]]);
    expect(boundIds(arena)).toEqual({ [`ip_license.${ip}/imunify`]: `${ip}/42` });
    expect(callsOf(arena, 'ipl/register')).toBe(0);
    expect((await arena.plan(next)).changes).toEqual([]);
  });

  test('that cannot be brought up to date leaves both as they were', async () => {
    const arena = new Arena({ contents, ...REFUSING });
    await arena.apply(tier('imunify360-1'));
    strike(arena, { endpoint: 'ipl/update', do: 'refuse' });
    const result = await arena.apply(next);
    expect(codesOf(result)).toEqual(['refused']);
    expect(arena.account.emulator.account.ipLicenses.rows()).toHaveLength(2);
    expect(boundIds(arena)).toEqual({ [`ip_license.${ip}/imunify`]: `${ip}/41` });
  });
});

test('protection is recorded with what is made, and with what is found', async () => {
  const arena = new Arena({
    contents: { ipLicenses: [{ ip: '203.0.113.1', type: 16, registered: false, created: 0, elsAllowed: false }] },
  });
  const blocks = {
    kernelcare_keys: { a: { limit: 1, protect: true } },
    ip_licenses: { a: { products: ['kernelcare'], ips: ['203.0.113.1'], protect: true } },
  };
  await arena.apply(manifestOf(blocks));
  expect(Object.values(arena.store.state.bindings).map(({ protect }) => protect)).toEqual([true, true]);
  expect((await arena.plan(manifestOf(blocks))).changes).toEqual([]);
});
