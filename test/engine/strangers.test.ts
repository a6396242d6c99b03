import { describe, expect, test } from 'vitest';
import { Arena } from '../support/arena.ts';
import { manifestOf } from '../support/manifestOf.ts';
import { TEST_NOW } from '../support/inProcess.ts';
import { boundIds, callsOf, carryOutWith, codesOf, strike } from './support/carryOutWith.ts';

const KEY = manifestOf({ imunify_keys: { web: { product: '360_30', limit: 5 } } });

describe('a key that is about to be removed', () => {
  test('stays when a host has registered with it since the plan was made', async () => {
    const arena = new Arena({ contents: {} });
    await arena.apply(KEY);
    const plan = await arena.plan(manifestOf({}));
    const key = boundIds(arena)['imunify_key.web'] ?? '';
    arena.account.emulator.account.imunifyServers.put({ id: 'LATE', key, ip: '203.0.113.7', lastCheckin: TEST_NOW });
    const result = await arena.carryOut(plan);
    expect(codesOf(result)).toEqual(['refused']);
    expect(result.diagnostics[0]?.summary).toContain('LATE');
    expect(callsOf(arena, 'im/key/remove')).toBe(0);
  });

  test('stays when a host registers with it while the service asks to come back later', async () => {
    const arena = new Arena({ contents: {} });
    await arena.apply(KEY);
    const plan = await arena.plan(manifestOf({}));
    const key = boundIds(arena)['imunify_key.web'] ?? '';
    strike(arena, { endpoint: 'im/key/remove', do: '429', count: 1, retryAfter: 60 });
    const { system, emulator } = arena.account;
    const result = await carryOutWith(arena, plan, {
      system: {
        ...system,
        sleep: (ms) => {
          const row = { id: 'LATE', key, ip: '203.0.113.7', lastCheckin: TEST_NOW };
          if (callsOf(arena, 'im/key/remove') === 1) emulator.account.imunifyServers.put(row);
          return system.sleep(ms);
        },
      },
    });
    expect(codesOf(result)).toEqual(['refused']);
    expect(result.diagnostics[0]?.summary).toContain('LATE');
    expect(callsOf(arena, 'im/key/remove')).toBe(1);
    expect(emulator.account.imunifyServers.size).toBe(1);
  });

  test('goes with the servers that the plan said would go', async () => {
    const arena = new Arena({ contents: {} });
    await arena.apply(KEY);
    const key = boundIds(arena)['imunify_key.web'] ?? '';
    arena.account.emulator.account.imunifyServers.put({ id: 'S1', key, ip: '203.0.113.7', lastCheckin: TEST_NOW });
    const plan = await arena.plan(manifestOf({}));
    expect(plan.changes[0]?.hazards.map(({ name }) => name)).toEqual(['removes-servers']);
    expect(codesOf(await arena.carryOut(plan))).toEqual([]);
    expect(arena.account.emulator.account.imunifyServers.size).toBe(0);
  });

  test('is not removed while no one can say what sits on it', async () => {
    const arena = new Arena({ contents: {} });
    await arena.apply(KEY);
    const plan = await arena.plan(manifestOf({}));
    strike(arena, { endpoint: 'im/srv/list', do: 'html' });
    expect(codesOf(await arena.carryOut(plan))).toEqual(['not-sent']);
    expect(callsOf(arena, 'im/key/remove')).toBe(0);
  });

  describe.each([
    { list: 'the key that takes its place', endpoint: 'im/key/list', stale: 'Imunify key', servers: 0, twice: 3 },
    { list: 'what moved there', endpoint: 'im/srv/list', stale: 'Imunify server', servers: 2, twice: 4 },
  ])('until a list shows $list', ({ endpoint, stale, servers, twice }) => {
    const LARGER = manifestOf({ imunify_keys: { web: { product: '360_250', limit: 5 } } });
    const recovery = { settleMs: 60_000, adopt: true, singleWriter: false };

    async function replaced(count = Infinity) {
      const arena = new Arena({ contents: {} });
      await arena.apply(KEY);
      const { imunifyServers } = arena.account.emulator.account;
      const key = boundIds(arena)['imunify_key.web'] ?? '';
      for (let n = 1; n <= servers; n += 1) {
        imunifyServers.put({ id: `S${n}`, key, ip: `203.0.113.${n}`, lastCheckin: TEST_NOW });
      }
      const plan = await arena.plan(LARGER);
      strike(arena, { endpoint, do: 'stale', when: 'after', count });
      const from = arena.account.system.now();
      const result = await carryOutWith(arena, plan, { recovery, parallelism: 1 });
      return { arena, result, waited: arena.account.system.now() - from };
    }

    test('waits a while', async () => {
      const { arena, result, waited } = await replaced(twice);
      expect(codesOf(result)).toEqual([]);
      expect(waited).toBe(5000 + 15_000);
      expect(callsOf(arena, 'im/key/remove')).toBe(1);
      expect(arena.account.emulator.account.imunifyServers.size).toBe(servers);
    });

    test('stays, and goes with the next apply', async () => {
      const { arena, result } = await replaced();
      expect(codesOf(result)[0]).toBe('not-sent');
      expect(result.diagnostics[0]?.summary).toBe(
        `imunify_key.web could not be sent: not sent: the list of each ${stale} does not show yet what was done, nor then what would be lost.`,
      );
      expect(callsOf(arena, 'im/key/remove')).toBe(0);
      arena.account.emulator.faults.clear();
      expect(codesOf(await arena.apply(LARGER))).toEqual([]);
      expect(callsOf(arena, 'im/key/remove')).toBe(1);
      expect((await arena.plan(LARGER)).changes).toEqual([]);
      expect(arena.account.emulator.account.imunifyServers.size).toBe(servers);
    });
  });
});

test('a create that was answered 429 after all is not sent again', async () => {
  for (const [blocks, endpoint] of [
    [{ imunify_keys: { web: { product: '360_30', limit: 5 } } }, 'im/key/create'],
    [{ kernelcare_keys: { web: { limit: 5 } } }, 'kcare/key/create'],
  ] as const) {
    const arena = new Arena({ contents: {} });
    strike(arena, { endpoint, do: '429', when: 'after', count: 5 });
    const result = await arena.apply(manifestOf(blocks));
    expect(callsOf(arena, endpoint)).toBe(1);
    expect(result.summary.unknown).toBe(1);
    expect(arena.ledger.objects.filter((object) => object.kind.endsWith('_key'))).toHaveLength(1);
  }
});

test('an old key waits for the one that takes its place', async () => {
  const arena = new Arena({ contents: {} });
  await arena.apply(manifestOf({ kernelcare_keys: { fleet: { limit: 5 } } }));
  strike(arena, { endpoint: 'kcare/key/delete', do: 'reset', count: 1 });
  const larger = manifestOf({ kernelcare_keys: { fleet: { limit: 6 } } });
  await arena.apply(larger);
  const heir = boundIds(arena)['kernelcare_key.fleet'] ?? '';
  arena.account.emulator.account.kernelcareKeys.remove(heir);
  strike(arena, { endpoint: 'kcare/key/create', do: '500' });
  await arena.apply(larger, { acceptEmpty: true, recreate: 'all' });
  expect(arena.account.emulator.account.kernelcareKeys.size).toBe(1);
});
