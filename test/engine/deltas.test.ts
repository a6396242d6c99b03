import { describe, expect, test } from 'vitest';
import { LATEST_ARRIVAL_MS } from '../../src/engine/recovery.ts';
import { recoverIntents } from '../../src/engine/recoverIntents.ts';
import { resolveIntent } from '../../src/engine/resolveIntent.ts';
import type { Address } from '../../src/model/address.ts';
import { Arena } from '../support/arena.ts';
import { TEST_NOW } from '../support/inProcess.ts';
import { manifestOf } from '../support/manifestOf.ts';
import { callsOf, carryOutWith, codesOf, depsOf, fillDisk, strike } from './support/carryOutWith.ts';

const BACKUP = 'backup.S1' as Address;
const sized = (size_gb: number) => manifestOf({ backups: { S1: { size_gb, datacenter: 'EU1' } } });

/** An account with one backup of 10 GB, made by clnform. */
async function backedUp(): Promise<Arena> {
  const arena = new Arena({
    contents: {
      imunifyKeys: [{ key: 'IMKEY', code: 'AVP', limit: 5, note: '' }],
      imunifyServers: [{ id: 'S1', key: 'IMKEY', ip: '203.0.113.7', lastCheckin: TEST_NOW }],
    },
  });
  await arena.apply(sized(10));
  return arena;
}

/** The same after a resize to 30 GB whose answer was lost, so long ago. */
async function lost(when: 'before' | 'after', ageMs: number): Promise<Arena> {
  const arena = await backedUp();
  strike(arena, { endpoint: 'ab/resize', do: 'reset', when });
  await arena.apply(sized(30));
  arena.account.emulator.faults.clear();
  await arena.account.system.sleep(ageMs);
  return arena;
}

const sizeOf = (arena: Arena): number | undefined => arena.account.emulator.account.backups.rows()[0]?.size;
const recover = (arena: Arena): ReturnType<typeof recoverIntents> => recoverIntents(depsOf(arena), arena.store.state);

describe('a difference', () => {
  test('has an intent that is durable before it is sent, and goes once a list has shown it', async () => {
    const arena = await backedUp();
    const writes: string[] = [];
    arena.store.beforeCommit = (records) =>
      void writes.push(`${records.map(({ op }) => op).join(' ')} ${callsOf(arena, 'ab/resize')}`);
    expect(codesOf(await arena.apply(sized(30)))).toEqual([]);
    expect(writes).toEqual(['intend 0', 'bind made 1', 'settle 1']);
    expect([sizeOf(arena), arena.store.state.intents]).toEqual([30, []]);
  });

  test('is not sent when its intent cannot be written', async () => {
    const arena = await backedUp();
    const plan = await arena.plan(sized(30));
    fillDisk(arena.store, (text) => text.includes('intend'));
    expect(codesOf(await arena.carryOut(plan))).toContain('disk-full');
    expect(callsOf(arena, 'ab/resize')).toBe(0);
  });

  test('is not sent again in the same run, even when it was refused for the moment', async () => {
    const arena = await backedUp();
    strike(arena, { endpoint: 'ab/resize', do: '429', when: 'after', retryAfter: 1, nth: 1 });
    expect(codesOf(await arena.apply(sized(30)))).toEqual(['refused']);
    expect(callsOf(arena, 'ab/resize')).toBe(1);
  });

  test('that was refused leaves nothing open', async () => {
    const arena = await backedUp();
    strike(arena, { endpoint: 'ab/resize', do: 'refuse' });
    const plan = await arena.plan(sized(30));
    for (const row of arena.account.emulator.account.backups.rows())
      arena.account.emulator.account.backups.put({ ...row, size: 20 });
    expect(codesOf(await arena.carryOut(plan))).toEqual(['refused']);
    expect([callsOf(arena, 'ab/resize'), arena.store.state.intents]).toEqual([0, []]);
  });
});

describe('a difference with a lost answer', () => {
  test('holds its resource, and says how it is settled', async () => {
    const arena = await lost('before', 0);
    const { plan, diagnostics } = await arena.prepare(sized(50));
    expect(plan?.changes).toEqual([]);
    expect(plan?.openIntents).toHaveLength(1);
    expect(diagnostics[0]?.summary).toContain('size_gb from 10 to 30');
    expect((await recover(arena)).diagnostics[0]?.help).toContain('9 minutes');
    expect(callsOf(arena, 'ab/resize')).toBe(1);
  });

  test('that took effect is found by its value, at once', async () => {
    const arena = await lost('after', 0);
    const { state, diagnostics } = await recover(arena);
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['recovered', 'warning']]);
    expect(state.intents).toEqual([]);
    expect(state.bindings[BACKUP]?.applied).toMatchObject({ size_gb: 30 });
    expect((await arena.plan(sized(30))).changes).toEqual([]);
  });

  test.each([
    {
      call: 'that broke',
      outcome: { status: 'unknown', endpoint: 'ab/resize', reason: 'it broke' } as const,
      phase: 'sent',
    },
    { call: 'that was answered', outcome: undefined, phase: 'made' },
  ])('is as old as the end of its call, $call, however long that took', async ({ outcome, phase }) => {
    const arena = await backedUp();
    const { api, system } = arena.account;
    const plan = await arena.plan(sized(30));
    let over = 0;
    const resize: typeof api.write.backups.resize = async (target) => {
      await system.sleep(LATEST_ARRIVAL_MS);
      over = system.now();
      return outcome ?? api.write.backups.resize(target);
    };
    // The audit, which would settle what was answered, does not come to it.
    strike(arena, { endpoint: 'ab/list', do: '500', nth: 2, count: Infinity });
    await carryOutWith(arena, plan, {
      api: { ...api, write: { ...api.write, backups: { ...api.write.backups, resize } } },
    });
    expect(arena.store.state.intents).toMatchObject([{ phase, since: over }]);
  });

  test('is found in the run itself', async () => {
    const arena = await backedUp();
    strike(arena, { endpoint: 'ab/resize', do: 'reset', when: 'after' });
    const plan = await arena.plan(sized(30));
    const result = await carryOutWith(arena, plan, {
      recovery: { settleMs: 0, adopt: true, singleWriter: false },
    });
    expect(codesOf(result)).toEqual(['recovered']);
    expect(result.summary).toMatchObject({ failed: 0, unknown: 0, done: { update: 1 } });
    expect(arena.store.state.intents).toEqual([]);
  });

  test('is told of where the account shows neither what was nor what was wanted', async () => {
    const arena = await lost('after', LATEST_ARRIVAL_MS);
    const { backups } = arena.account.emulator.account;
    for (const row of backups.rows()) backups.put({ ...row, size: 70 });
    const { state, diagnostics } = await recover(arena);
    expect(codesOf({ diagnostics })).toEqual(['put-otherwise']);
    expect(diagnostics[0]?.summary).toContain('size_gb was to become 30, but the account shows 70');
    expect(state.intents).toEqual([]);
  });

  test('that shows nowhere is sent again when it can no longer arrive', async () => {
    const arena = await lost('before', LATEST_ARRIVAL_MS);
    expect((await recover(arena)).state.intents).toEqual([]);
    await arena.apply(sized(30));
    expect([sizeOf(arena), callsOf(arena, 'ab/resize')]).toEqual([30, 2]);
  });

  test.each([
    { said: { adopt: 'the backup' }, size: 30, when: 'after' as const },
    { said: { none: true as const }, size: 10, when: 'before' as const },
  ])('is settled by a person: $said', async ({ said, size, when }) => {
    const arena = await lost(when, 0);
    const id = arena.store.state.bindings[BACKUP]?.id ?? '';
    const resolution = 'adopt' in said ? { adopt: id } : said;
    const { state, diagnostics } = await resolveIntent(depsOf(arena), arena.store.state, BACKUP, resolution);
    expect(diagnostics).toEqual([]);
    expect(state.intents).toEqual([]);
    expect(state.bindings[BACKUP]?.applied).toMatchObject({ size_gb: size });
  });

  test('is no other object', async () => {
    const arena = await lost('after', 0);
    const { diagnostics } = await resolveIntent(depsOf(arena), arena.store.state, BACKUP, { adopt: 'OTHER' });
    expect(diagnostics.map(({ code }) => code)).toEqual(['adopt-other']);
  });
});

describe('after a difference', () => {
  test('a list that is behind plans nothing, and is not called in sync', async () => {
    const arena = await backedUp();
    strike(arena, { endpoint: 'ab/list', do: 'stale', when: 'after' });
    // The size that was read before the send is the old one, too: what follows sees it still.
    expect(codesOf(await arena.apply(sized(30)))).toEqual(['not-audited']);
    const { plan, diagnostics } = await arena.prepare(sized(50));
    expect(diagnostics.map(({ code }) => code)).toEqual(['list-behind', 'audit-due']);
    expect(plan?.changes).toEqual([]);
    expect(plan?.unverified).toEqual([{ address: BACKUP, fields: ['size_gb'] }]);
    arena.account.emulator.faults.clear();
    await arena.apply(sized(50));
    expect([sizeOf(arena), arena.store.state.intents]).toEqual([50, []]);
  });

  test('a size that is neither the old nor the new one is told of', async () => {
    const arena = await backedUp();
    const plan = await arena.plan(sized(30));
    arena.store.beforeCommit = (records) => {
      if (!records.some(({ op }) => op === 'made')) return;
      const { backups } = arena.account.emulator.account;
      for (const row of backups.rows()) backups.put({ ...row, size: 50 });
    };
    const result = await arena.carryOut(plan);
    expect(codesOf(result)).toEqual(['put-otherwise']);
    expect(result.diagnostics[0]?.summary).toContain('shows 50');
  });

  test('of a field that there is not is never taken for done, nor written', async () => {
    const arena = await lost('before', LATEST_ARRIVAL_MS);
    const { state } = arena.store;
    const intents = state.intents.map((intent) =>
      intent.delta === undefined ? intent : { ...intent, delta: { ...intent.delta, field: 'nope' } },
    );
    arena.store.stored = { ...state, intents };
    const { diagnostics } = await recover(arena);
    expect(codesOf({ diagnostics })).toEqual(['outcome-unknown']);
    expect(diagnostics[0]?.summary).toContain('no field nope');
    const adopt = state.bindings[BACKUP]?.id ?? '';
    const taken = await resolveIntent(depsOf(arena), arena.store.state, BACKUP, { adopt });
    expect(codesOf(taken)).toEqual(['adopt-unknown-field']);
    const given = await resolveIntent(depsOf(arena), arena.store.state, BACKUP, { none: true });
    expect([codesOf(given), given.state.intents]).toEqual([[], []]);
  });
});
