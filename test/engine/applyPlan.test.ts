import { describe, expect, test } from 'vitest';
import type { AccountContents } from '../../src/emulator/account.ts';
import type { ApplyResult } from '../../src/engine/applyResult.ts';
import { DEFAULT_RECOVERY } from '../../src/engine/recovery.ts';
import { Arena } from '../support/arena.ts';
import { TEST_NOW } from '../support/inProcess.ts';
import { manifestOf, type Blocks, type ManifestExtras } from '../support/manifestOf.ts';
import { intercept } from '../kinds/support/intercept.ts';
import { boundIds, callsOf, carryOutWith, codesOf, fillDisk, strike } from './support/carryOutWith.ts';

const key = { product: '360_30', limit: 5 };
const fleet = (...names: readonly string[]): Blocks => ({
  kernelcare_keys: Object.fromEntries(names.map((name) => [name, { limit: 5, note: name }])),
});
const contents: AccountContents = {
  imunifyKeys: [{ key: 'IMOLD', code: '360_30', limit: 5, note: '' }],
  imunifyServers: [{ id: 'S1', key: 'IMOLD', ip: '192.0.2.1', lastCheckin: TEST_NOW }],
};
const REFUSING = { shape: { refusals: 400 } } as const;

describe('what is not applied at all', () => {
  test('a plan of another state, by serial, lineage or account', async () => {
    const arena = new Arena();
    const plan = await arena.plan(manifestOf(fleet('a')));
    for (const other of [{ serial: 7 }, { lineage: 'another' }, { account: 'someone' }]) {
      const result = await arena.carryOut({ ...plan, ...other });
      expect(codesOf(result)).toEqual(['stale-plan']);
      expect(result.summary).toMatchObject({ failed: 0, skipped: 0, interrupted: false });
    }
    expect(arena.mutatingCalls()).toBe(0);
    expect(arena.store.commits).toBe(0);
  });

  test('what an open create is about, while everything else goes on', async () => {
    const arena = new Arena();
    strike(arena, { endpoint: 'kcare/key/create', do: 'reset', when: 'after', nth: 1 });
    await arena.apply(manifestOf(fleet('a')));
    const features = { features: { 'imunify-email': 'enabled' } };
    const plan = await arena.plan(manifestOf({ ...fleet('a'), ...features }));
    expect(plan.changes.map(({ address }) => address)).toEqual(['feature.imunify-email']);
    const result = await arena.carryOut(plan);
    expect(codesOf(result)).toEqual([]);
    expect(result.summary).toMatchObject({ unknown: 1, failed: 0, done: { update: 1 } });
    expect(callsOf(arena, 'kcare/key/create')).toBe(1);
  });
});

describe('partial failure', () => {
  test('what is independent goes on, what waits is skipped, and the state holds what was done', async () => {
    const arena = new Arena({ contents, ...REFUSING });
    strike(arena, { endpoint: 'im/key/create', do: 'refuse', message: 'No credit' });
    const manifest = manifestOf({ imunify_keys: { web: { ...key, servers: ['S1'] } }, ...fleet('a', 'b') });
    const result = await arena.apply(manifest);
    expect(codesOf(result)).toEqual(['refused']);
    expect(result.diagnostics[0]?.summary).toContain('No credit');
    expect(result.summary).toMatchObject({ failed: 1, skipped: 1, unknown: 0, done: { create: 2 } });
    expect(Object.keys(boundIds(arena))).toEqual(['kernelcare_key.a', 'kernelcare_key.b']);
    expect(result.state).toEqual(arena.store.state);
    expect(arena.events.filter((event) => event.type === 'step_skipped')).toMatchObject([
      { step: 'put imunify_server.S1', because: 'put imunify_key.web' },
    ]);
    arena.account.emulator.faults.clear();
    await arena.apply(manifest);
    expect((await arena.plan(manifest)).changes).toEqual([]);
  });

  test('every step is counted once, in the order in which they ended', async () => {
    const arena = new Arena({ contents, ...REFUSING });
    strike(arena, { endpoint: 'im/key/create', do: 'refuse' });
    await arena.apply(manifestOf({ imunify_keys: { web: { ...key, servers: ['S1'] } }, ...fleet('a', 'b') }));
    const finished = arena.events.flatMap((event) => ('finished' in event ? [event.finished] : []));
    expect(finished).toEqual([1, 2, 3, 4]);
    expect(arena.events.at(-1)).toMatchObject({ type: 'apply_finished', summary: { failed: 1, skipped: 1 } });
  });

  test('features go in one call and fail as one', async () => {
    const arena = new Arena({
      contents: {
        features: [
          { id: '4600', permission: 'UNSET' },
          { id: '1101', permission: 'ENABLED' },
        ],
      },
      ...REFUSING,
    });
    strike(arena, { endpoint: 'v2/features/account', method: 'PATCH', do: 'refuse' });
    const manifest = manifestOf({ features: { 'imunify-email': 'enabled', '1101': 'unset' } });
    const result = await arena.apply(manifest);
    expect(codesOf(result)).toEqual(['refused', 'refused']);
    expect(result.summary).toMatchObject({ failed: 2, done: { update: 0, remove: 0 } });
    expect(boundIds(arena)).toEqual({});
    arena.account.emulator.faults.clear();
    const again = await arena.apply(manifest);
    expect(again.summary).toMatchObject({ failed: 0, done: { update: 1, remove: 1 } });
    expect(callsOf(arena, 'v2/features/account')).toBeGreaterThan(0);
    expect((await arena.plan(manifest)).changes).toEqual([]);
  });

  test('a feature that is unset is let go of in the state', async () => {
    const arena = new Arena({ contents: { features: [{ id: '1101', permission: 'UNSET' }] } });
    await arena.apply(manifestOf({ features: { '1101': 'enabled' } }));
    expect(boundIds(arena)).toEqual({ 'feature.1101': '1101' });
    await arena.apply(manifestOf({}));
    expect(boundIds(arena)).toEqual({});
    expect(arena.account.emulator.account.features.get('1101')?.permission).toBe('UNSET');
  });
});

const OUTCOMES = [
  { reason: 'refused', rule: { do: 'refuse' }, code: 'refused' },
  { reason: 'answered by something that is no answer', rule: { do: 'html' }, code: 'outcome-unknown' },
  { reason: 'lost', rule: { do: 'reset', when: 'after' }, code: 'outcome-unknown' },
] as const;

describe.each(OUTCOMES)('a call that is $reason', ({ rule, code }) => {
  test('an update leaves the binding as it was, and the next plan looks again', async () => {
    const arena = new Arena({ contents, ...REFUSING });
    const start = manifestOf({ imunify_keys: { web: { ...key, adopt: 'IMOLD' } } });
    await arena.apply(start);
    const before = arena.store.state;
    strike(arena, { endpoint: 'im/key/update', ...rule });
    const manifest = manifestOf({ imunify_keys: { web: { ...key, limit: 6, adopt: 'IMOLD' } } });
    const result = await arena.apply(manifest);
    expect(codesOf(result)).toEqual([code]);
    expect(result.summary).toMatchObject({ failed: 1, unknown: 0 });
    expect(arena.store.state).toEqual(before);
    arena.account.emulator.faults.clear();
    await arena.apply(manifest);
    expect((await arena.plan(manifest)).changes).toEqual([]);
    expect(arena.account.emulator.account.imunifyKeys.get('IMOLD')?.limit).toBe(6);
  });

  test('a removal keeps its binding, and the next plan removes or lets go', async () => {
    const arena = new Arena({ contents: {}, ...REFUSING });
    await arena.apply(manifestOf({ els_keys: { a: { product: 'CELS', limit: 5 } } }));
    strike(arena, { endpoint: 'els/key/remove', ...rule });
    const result = await arena.apply(manifestOf({}));
    expect(codesOf(result)).toEqual([code]);
    expect(Object.keys(boundIds(arena))).toEqual(['els_key.a']);
    arena.account.emulator.faults.clear();
    await arena.apply(manifestOf({}));
    // Gone already, and one list without it proves little: the binding stays until it has stayed away.
    await arena.account.system.sleep(600_000);
    await arena.apply(manifestOf({}));
    expect(boundIds(arena)).toEqual({});
    expect(arena.account.emulator.account.elsKeys.rows()).toEqual([]);
  });

  test('a licence needs no intent: the next plan finds it by what it is', async () => {
    const arena = new Arena({ contents: {}, ...REFUSING });
    strike(arena, { endpoint: 'ipl/register', ...rule });
    const manifest = manifestOf({ ip_licenses: { a: { products: ['kernelcare'], ips: ['203.0.113.1'] } } });
    const result = await arena.apply(manifest);
    expect(codesOf(result)).toEqual([code]);
    expect(arena.store.state.intents).toEqual([]);
    arena.account.emulator.faults.clear();
    await arena.apply(manifest);
    expect((await arena.plan(manifest)).changes).toEqual([]);
    expect(boundIds(arena)).toEqual({ 'ip_license.203.0.113.1/kernelcare': '203.0.113.1/16' });
  });
});

describe('what did not leave the machine', () => {
  const notSent = { status: 'notSent', endpoint: 'x/y', reason: 'connection refused' } as const;

  test('is told as such, and may be sent by the next run', async () => {
    const arena = new Arena({ contents: {} });
    const manifest = manifestOf({ ...fleet('a'), ip_licenses: { a: { products: [16], ips: ['203.0.113.1'] } } });
    const api = intercept(arena.account.api, { write: () => notSent });
    const result = await carryOutWith(arena, await arena.plan(manifest), { api });
    expect(codesOf(result)).toEqual(['not-sent', 'not-sent']);
    expect(arena.store.state).toMatchObject({ intents: [], bindings: {} });
    await arena.apply(manifest);
    expect((await arena.plan(manifest)).changes).toEqual([]);
  });
});

describe('the default keys of an account', () => {
  const exclusive = { exclusive: new Set(['imunify_key', 'kernelcare_key', 'cloudlinux_key']) };

  test('are refused once, remembered, and never asked for again', async () => {
    const arena = new Arena();
    const manifest = manifestOf({}, exclusive);
    const result = await arena.apply(manifest);
    expect(codesOf(result)).toEqual(['unremovable', 'unremovable', 'unremovable']);
    expect(result.diagnostics.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(result.summary).toMatchObject({ failed: 0, kept: 3, done: { remove: 0 } });
    expect(arena.store.state.unremovable.map(({ type }) => type).sort()).toEqual([
      'cloudlinux_key',
      'imunify_key',
      'kernelcare_key',
    ]);
    expect((await arena.plan(manifest)).changes).toEqual([]);
  });

  test('are not replaced to the end, and what was bought in their place is told', async () => {
    const arena = new Arena();
    const blocks = (product: string) => ({
      imunify_keys: { web: { product, limit: 5, adopt: 'IMADEFAULT0EMULATOR' } },
    });
    await arena.apply(manifestOf(blocks('AVP')));
    const result = await arena.apply(manifestOf(blocks('360_30')));
    expect(codesOf(result)).toEqual(['unremovable']);
    expect(result.summary).toMatchObject({ failed: 0, kept: 1, halfReplaced: 1, done: { create: 0, replace: 0 } });
    expect([...result.halfReplaced]).toEqual(['imunify_key.web']);
  });

  test('are not believed to be defaults while the list cannot be read', async () => {
    const arena = new Arena();
    const plan = await arena.plan(manifestOf({}, { exclusive: new Set(['imunify_key']) }));
    strike(arena, { endpoint: 'im/key/list', do: 'html' });
    const result = await arena.carryOut(plan);
    expect(codesOf(result)).toEqual(['outcome-unknown']);
    expect(arena.store.state.unremovable).toEqual([]);
  });

  test('are not to be confused with a key that carries our marker', async () => {
    const arena = new Arena({ contents: {}, ...REFUSING });
    await arena.apply(manifestOf(fleet('a')));
    strike(arena, { endpoint: 'kcare/key/delete', do: 'refuse', message: 'Try tomorrow' });
    const result = await arena.apply(manifestOf({}));
    expect(codesOf(result)).toEqual(['refused']);
    expect(arena.store.state.unremovable).toEqual([]);
    expect(Object.keys(boundIds(arena))).toEqual(['kernelcare_key.a']);
  });

  test.each(['Unexpected server error', 'Authorization failed'])('are not told by "%s"', async (message) => {
    const arena = new Arena();
    const plan = await arena.plan(manifestOf({}, { exclusive: new Set(['imunify_key']) }));
    strike(arena, { endpoint: 'im/key/remove', do: 'refuse', message });
    const result = await arena.carryOut(plan);
    expect(result.summary).toMatchObject({ failed: 1, kept: 0 });
    expect(arena.store.state.unremovable).toEqual([]);
  });

  test('are never what clnform made itself, whatever the service says', async () => {
    const arena = new Arena({ contents: {} });
    await arena.apply(manifestOf({ imunify_keys: { a: { product: 'AVP', limit: 5 } } }));
    strike(arena, { endpoint: 'im/key/remove', do: 'refuse', message: 'Default key can not be removed' });
    const result = await arena.apply(manifestOf({}));
    expect(result.summary).toMatchObject({ failed: 1, kept: 0 });
    expect(arena.store.state.unremovable).toEqual([]);
    expect(Object.keys(boundIds(arena))).toEqual(['imunify_key.a']);
  });

  test('are asked for again on request', async () => {
    const arena = new Arena();
    const manifest = manifestOf({}, { exclusive: new Set(['imunify_key']) });
    await arena.apply(manifest);
    const plan = await arena.plan(manifest, { retryRefused: true });
    expect(plan.changes.map(({ action }) => action)).toEqual(['remove']);
  });

  test('are not what a busy service refuses', async () => {
    const arena = new Arena();
    const plan = await arena.plan(manifestOf({}, { exclusive: new Set(['imunify_key']) }));
    strike(arena, { endpoint: 'im/key/remove', do: '429', retryAfter: 1 });
    const result = await arena.carryOut(plan);
    expect(codesOf(result)).toEqual(['refused']);
    expect(arena.store.state.unremovable).toEqual([]);
  });
});

describe('an interrupt', () => {
  test('finishes what is under way, saves it and starts nothing more', async () => {
    const arena = new Arena({ contents: {} });
    const controller = new AbortController();
    arena.store.beforeCommit = (records) => {
      if (records.some(({ op }) => op === 'made')) controller.abort();
    };
    const result = await arena.carryOut(await arena.plan(manifestOf(fleet('a', 'b', 'c', 'd'))), 2, controller.signal);
    expect(result.summary).toMatchObject({ interrupted: true, failed: 0, skipped: 2, done: { create: 2 } });
    expect(arena.account.emulator.account.kernelcareKeys.rows()).toHaveLength(2);
    expect(Object.keys(boundIds(arena))).toHaveLength(2);
    // Looked at by the next run, for this one had no time left.
    expect(arena.store.state.intents.map(({ phase }) => phase)).toEqual(['made', 'made']);
    await arena.apply(manifestOf(fleet('a', 'b')));
    expect(arena.store.state.intents).toEqual([]);
    expect(arena.events.filter((event) => event.type === 'step_skipped')).toMatchObject([
      { because: 'interrupted' },
      { because: 'interrupted' },
    ]);
  });

  test('does not sit out the wait that a busy service asked for, and sends nothing after it', async () => {
    const arena = new Arena({ contents: {} });
    const controller = new AbortController();
    strike(arena, { endpoint: 'kcare/key/create', do: '429', retryAfter: 60 });
    const { system } = arena.account;
    const impatient = {
      ...system,
      sleep(ms: number) {
        controller.abort();
        return system.sleep(ms);
      },
    };
    const plan = await arena.plan(manifestOf(fleet('a')));
    const interrupted = { system: impatient, interrupt: controller.signal, recovery: DEFAULT_RECOVERY };
    const result = await carryOutWith(arena, plan, interrupted);
    expect(callsOf(arena, 'kcare/key/create')).toBe(1);
    expect(system.now() - TEST_NOW).toBeLessThan(2_000);
    // That nothing came of it was to be seen in a list, for which no time was left.
    expect(result.summary).toMatchObject({ interrupted: true, failed: 1, unknown: 1 });
    expect(codesOf(result)).toEqual(['outcome-unknown', 'not-audited']);
    expect(result.diagnostics[0]?.help).toContain('after a 429, two lists without it');
    expect(arena.store.state.intents).toMatchObject([{ phase: 'sent', denied: true }]);
  });
});

/** An apply as the command makes it: what is not answered clearly is looked for in the same run. */
async function patiently(
  arena: Arena,
  blocks: Blocks,
  parallelism = 4,
  extras: ManifestExtras = {},
): Promise<ApplyResult> {
  const plan = await arena.plan(manifestOf(blocks, extras));
  let drawn = 0;
  // Each marker is another.
  const system = { ...arena.account.system, random: () => ((drawn += 1) % 97) / 97 };
  return carryOutWith(arena, plan, { parallelism, recovery: DEFAULT_RECOVERY, system });
}

describe('a busy service', () => {
  test('is waited for as long as it says, and the work goes on', async () => {
    const arena = new Arena({ contents: {} });
    strike(arena, { endpoint: 'kcare/key/create', do: '429', retryAfter: 30, nth: 1, count: 2 });
    const result = await patiently(arena, fleet('a'));
    expect(codesOf(result)).toEqual([]);
    expect(arena.account.system.now() - TEST_NOW).toBeGreaterThanOrEqual(60_000);
    expect(arena.account.emulator.account.kernelcareKeys.rows()).toHaveLength(1);
    expect(arena.store.state.intents).toEqual([]);
  });

  test('that stays busy is given up on after a while, with nothing done', async () => {
    const arena = new Arena({ contents: {} });
    strike(arena, { endpoint: 'kcare/key/create', do: '429', retryAfter: 3600 });
    const result = await patiently(arena, fleet('a'));
    expect(codesOf(result)).toEqual(['refused']);
    expect(callsOf(arena, 'kcare/key/create')).toBe(6);
    expect(arena.account.system.now() - TEST_NOW).toBeLessThan(6 * 130_000);
    expect(result.summary).toMatchObject({ failed: 1, unknown: 0 });
    expect(arena.events.filter(({ type }) => type === 'step_failed')).toMatchObject([{ outcome: 'refused' }]);
  });

  test('costs no settling time where something that was made since shows', async () => {
    const arena = new Arena({ contents: {} });
    strike(arena, { endpoint: 'kcare/key/create', do: '429', retryAfter: 1, nth: 1, count: 1 });
    const result = await patiently(arena, fleet('a', 'b', 'c'), 1);
    expect(result.summary).toMatchObject({ done: { create: 3 }, failed: 0 });
    expect(arena.account.system.now() - TEST_NOW).toBeLessThan(10_000);
    expect(arena.events.filter(({ type }) => type === 'step_failed')).toEqual([]);
    expect(arena.account.emulator.account.kernelcareKeys.rows()).toHaveLength(3);
  });

  test.each(['a marker', 'none'])('that denies what it did is not believed, with %s', async (marker) => {
    const arena = new Arena({ contents: {}, shape: { lag: { ms: 3000, calls: 0 } } });
    strike(arena, { endpoint: 'kcare/key/create', do: '429', when: 'after', retryAfter: 1, nth: 1, count: 1 });
    const result = await patiently(arena, fleet('a'), 4, { markers: marker === 'a marker' });
    expect(codesOf(result)).toEqual(['recovered']);
    expect(result.summary).toMatchObject({ done: { create: 1 }, failed: 0 });
    expect(callsOf(arena, 'kcare/key/create')).toBe(1);
    expect(arena.account.emulator.account.kernelcareKeys.rows()).toHaveLength(1);
    expect(arena.events.filter(({ type }) => type === 'step_done')).toHaveLength(1);
    expect((await arena.plan(manifestOf(fleet('a')))).changes).toEqual([]);
  });

  test('that denies what it did, and then does refuse the rest of it, is not asked to make it again', async () => {
    const arena = new Arena({ contents: {} });
    strike(arena, { endpoint: 'kcare/key/create', do: '429', when: 'after', retryAfter: 1, nth: 1, count: 1 });
    strike(arena, { endpoint: 'kcare/key/set_cidr', do: '429', retryAfter: 1 });
    const result = await patiently(arena, { kernelcare_keys: { a: { limit: 5, cidrs: ['203.0.113.0/24'] } } });
    expect(arena.account.emulator.account.kernelcareKeys.rows()).toHaveLength(1);
    expect(callsOf(arena, 'kcare/key/create')).toBe(1);
    expect(codesOf(result)).toEqual(['recovered', 'refused']);
    expect(result.summary).toMatchObject({ failed: 1, unknown: 0 });
    expect(arena.events.filter(({ type }) => type === 'step_failed')).toMatchObject([{ outcome: 'refused' }]);
  });
});

describe('a state that cannot be written', () => {
  test('before anything is sent: nothing is', async () => {
    const arena = new Arena({ contents });
    const plan = await arena.plan(
      manifestOf({ server_groups: { g: {} }, imunify_keys: { web: { ...key, adopt: 'IMOLD' } } }),
    );
    fillDisk(arena.store, () => true);
    const result = await arena.carryOut(plan);
    expect(codesOf(result)).toContain('disk-full');
    expect(result.summary.done).toMatchObject({ create: 0, adopt: 0 });
  });

  test('at the intent: the create is not sent', async () => {
    const arena = new Arena({ contents: {} });
    const plan = await arena.plan(manifestOf(fleet('a', 'b', 'c')));
    fillDisk(arena.store, (text) => text.includes('intend'));
    const result = await arena.carryOut(plan, 1);
    expect(arena.mutatingCalls()).toBe(0);
    expect(codesOf(result)).toEqual(['disk-full', 'not-sent']);
    expect(result.summary).toMatchObject({ failed: 1, skipped: 2, unknown: 0 });
    expect(result.state.intents).toEqual([]);
  });

  test('at the result of a create: its intent stays, and nothing more is started', async () => {
    const arena = new Arena({ contents: {} });
    const plan = await arena.plan(manifestOf(fleet('a', 'b', 'c')));
    fillDisk(arena.store, (text) => text.includes('made'));
    const result = await arena.carryOut(plan, 1);
    expect(codesOf(result)).toEqual(['disk-full', 'outcome-unknown', 'not-audited']);
    expect(result.diagnostics[1]?.help).toContain('clnform state resolve kernelcare_key.a');
    expect(result.summary).toMatchObject({ failed: 1, skipped: 2, unknown: 1 });
    expect(result.state.intents.map(({ address }) => address)).toEqual(['kernelcare_key.a']);
    expect(callsOf(arena, 'kcare/key/create')).toBe(1);
    expect(arena.events.filter((event) => event.type === 'step_skipped')).toMatchObject([
      { because: 'the state could not be written' },
      { because: 'the state could not be written' },
    ]);
  });

  test('with several creates in flight it is told once', async () => {
    const arena = new Arena({ contents: {} });
    const plan = await arena.plan(manifestOf(fleet('a', 'b', 'c')));
    fillDisk(arena.store, (text) => text.includes('made'));
    const result = await arena.carryOut(plan, 3);
    expect(codesOf(result).filter((code) => code === 'disk-full')).toHaveLength(1);
    expect(result.summary.unknown).toBe(3);
  });

  test('at an adoption: the object is simply not bound', async () => {
    const arena = new Arena({ contents });
    const plan = await arena.plan(manifestOf({ imunify_keys: { web: { ...key, adopt: 'IMOLD' } } }));
    fillDisk(arena.store, () => true);
    const result = await arena.carryOut(plan);
    expect(codesOf(result)).toEqual(['disk-full', 'outcome-unknown']);
    expect(boundIds(arena)).toEqual({});
  });

  test('at the renames, which come first: no call is made', async () => {
    const arena = new Arena({ contents });
    await arena.apply(manifestOf({ imunify_keys: { old: { ...key, adopt: 'IMOLD' } } }));
    const mutating = arena.mutatingCalls();
    const moved = [
      {
        from: 'imunify_key.old' as never,
        to: 'imunify_key.web' as never,
        source: { file: 'clnform.yaml', line: 1, column: 1 },
      },
    ];
    const manifest = manifestOf({ imunify_keys: { web: { ...key, limit: 6 } } }, { moved });
    const plan = await arena.plan(manifest);
    fillDisk(arena.store, () => true);
    const result = await arena.carryOut(plan);
    expect(codesOf(result)).toEqual(['disk-full']);
    expect(result.summary).toMatchObject({ skipped: 1, failed: 0 });
    expect(arena.mutatingCalls()).toBe(mutating);
    arena.store.beforeCommit = () => undefined;
    await arena.carryOut(plan);
    expect(boundIds(arena)).toEqual({ 'imunify_key.web': 'IMOLD' });
  });

  test('someone else wrote it meanwhile: what was sent stays on record, and nothing more is sent', async () => {
    const arena = new Arena({ contents: {} });
    const plan = await arena.plan(manifestOf(fleet('a', 'b')));
    let meddled = false;
    arena.store.beforeCommit = (records) => {
      if (meddled || !records.some(({ op }) => op === 'made')) return;
      meddled = true;
      arena.store.stored = { ...arena.store.state, serial: arena.store.state.serial + 1 };
    };
    const result = await arena.carryOut(plan, 1);
    // The next step has begun while the first is recorded, and learns of it before it sends anything.
    expect(codesOf(result)).toEqual(['state-conflict', 'not-sent', 'outcome-unknown', 'not-audited']);
    expect(arena.store.state.intents.map(({ address }) => address)).toEqual(['kernelcare_key.a']);
    expect(callsOf(arena, 'kcare/key/create')).toBe(1);
  });

  test('a bug in a store is not taken for a full disk', async () => {
    const arena = new Arena({ contents: {} });
    const plan = await arena.plan(manifestOf(fleet('a')));
    arena.store.beforeCommit = () => {
      throw new TypeError('a bug');
    };
    await expect(arena.carryOut(plan)).rejects.toThrow('a bug');
  });
});

test('many creates in flight share few writes', async () => {
  const arena = new Arena({ contents: {} });
  const names = Array.from({ length: 40 }, (_, index) => `k${index}`);
  const result = await arena.carryOut(await arena.plan(manifestOf(fleet(...names))), 20);
  expect(result.summary.done.create).toBe(40);
  expect(Object.keys(boundIds(arena))).toHaveLength(40);
  expect(new Set(Object.values(boundIds(arena))).size).toBe(40);
  // One by one it would be eighty: an intent and a result each.
  expect(arena.store.commits).toBeLessThan(20);
});
