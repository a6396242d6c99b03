import { describe, expect, test } from 'vitest';
import type { FaultRule } from '../../src/emulator/faults.ts';
import { observeUnder } from '../../src/engine/observe.ts';
import { preparePlan } from '../../src/engine/preparePlan.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { AnyKind } from '../../src/model/kind.ts';
import { intercept } from '../kinds/support/intercept.ts';
import { declare, kindLike } from '../planner/support/situation.ts';
import { Arena } from '../support/arena.ts';
import { TEST_NOW } from '../support/inProcess.ts';
import { manifestOf } from '../support/manifestOf.ts';
import { codesOf, depsOf, strike } from './support/carryOutWith.ts';

const fleet = manifestOf({ kernelcare_keys: { a: { limit: 5, note: 'a' } } });
const contents = {
  imunifyKeys: [
    { key: 'IM1', code: '360_30', limit: 5, note: '' },
    { key: 'IM2', code: '360_30', limit: 5, note: '' },
  ],
  imunifyServers: [{ id: 'S1', key: 'IM1', ip: '192.0.2.1', lastCheckin: TEST_NOW }],
};

describe('a list that is not one', () => {
  const FAULTS: readonly (Pick<FaultRule, 'do' | 'when'> & { reason: string })[] = [
    { reason: 'a refusal', do: 'refuse', when: 'before' },
    { reason: 'a server error', do: '500', when: 'before' },
    { reason: 'a page', do: 'html', when: 'before' },
    { reason: 'half an answer', do: 'truncate', when: 'after' },
    { reason: 'no answer', do: 'reset', when: 'before' },
  ];

  test.each(FAULTS)('$reason is an error, never an empty account', async (rule) => {
    const arena = new Arena({ contents: {} });
    await arena.apply(fleet);
    strike(arena, { endpoint: 'kcare/key/list', ...rule });
    const prepared = await arena.prepare(fleet);
    expect(prepared.plan).toBeUndefined();
    expect(prepared.diagnostics.map(({ severity }) => severity)).toEqual(['error']);
    expect(prepared.diagnostics[0]?.summary).toContain('kcare/key/list');
  });

  test('of servers stops the plan as well', async () => {
    const arena = new Arena({ contents });
    strike(arena, { endpoint: 'im/srv/list', do: 'html' });
    const prepared = await arena.prepare(
      manifestOf({ imunify_keys: { web: { product: '360_30', limit: 5, servers: ['S1'] } } }),
    );
    expect(prepared.plan).toBeUndefined();
    expect(codesOf(prepared)).toHaveLength(1);
  });

  test('that a bug throws is not taken for the service’s', async () => {
    const arena = new Arena({ contents: {} });
    const { read } = intercept(arena.account.api, {
      read: () => {
        throw new TypeError('a bug');
      },
    });
    const deps = { ...depsOf(arena), read };
    await expect(preparePlan(deps, fleet, arena.store.state, {})).rejects.toThrow('a bug');
  });
});

describe('what is listed', () => {
  const listed = (arena: Arena) =>
    arena.events.flatMap((event) => (event.type === 'listed' ? [event.kind] : [])).sort();

  test('is what the manifest declares, and no more', async () => {
    const arena = new Arena({ contents });
    await arena.plan(fleet);
    expect(listed(arena)).toEqual(['kernelcare_key']);
    expect(arena.ledger.calls.map(({ endpoint }) => endpoint)).toEqual(['kcare/key/list']);
  });

  test('is what the state binds, what is exclusive, and what an open intent may have made', async () => {
    const arena = new Arena({ contents: {} });
    await arena.apply(fleet);
    strike(arena, { endpoint: 'els/key/create', do: 'reset', when: 'after' });
    await arena.apply(manifestOf({ els_keys: { e: { product: 'CELS', limit: 1 } }, kernelcare_keys: {} }));
    arena.events.length = 0;
    await arena.plan(manifestOf({}, { exclusive: new Set(['backup']) }));
    expect(listed(arena)).toEqual(['backup', 'els_key']);
  });

  test('is looked under where servers matter, each key once', async () => {
    const arena = new Arena({ contents });
    await arena.plan(
      manifestOf({ imunify_keys: { web: { product: '360_30', limit: 5, servers: ['S1'], adopt: 'IM2' } } }),
    );
    expect(
      arena.ledger.calls.filter(({ endpoint }) => endpoint === 'im/srv/list').map(({ query }) => query.key),
    ).toEqual(['IM1']);
    expect(listed(arena)).toEqual(['imunify_key', 'imunify_server']);
  });

  test('keys are listed for servers that are bound, though no key is declared', async () => {
    const arena = new Arena({ contents });
    await arena.store.commit(arena.store.state, [
      {
        op: 'bind',
        address: 'imunify_server.S1' as never,
        binding: { type: 'imunify_server', id: 'S1', applied: { key: 'IM1' } },
      },
    ]);
    const plan = await arena.plan(manifestOf({}));
    expect(plan.changes.map(({ address, action }) => [address, action])).toEqual([['imunify_server.S1', 'remove']]);
  });

  test('a server that moves between two looks is where it was seen last', async () => {
    const arena = new Arena({ contents });
    const under = {
      objects: [{ type: 'imunify_server', id: 'S1', spec: { key: 'IM2' } }],
      whole: false,
      under: new Set(['IM2']),
    };
    const parents = [{ type: 'imunify_key', id: 'IM1', spec: {} }];
    const seen = await observeUnder(depsOf(arena), new Map([['imunify_server', under]]), [
      { type: 'imunify_server', parents },
    ]);
    const servers = seen.lists.get('imunify_server');
    expect(servers?.objects.map(({ id, spec }) => [id, spec])).toEqual([['S1', { key: 'IM1' }]]);
    expect([...(servers?.under ?? [])]).toEqual(['IM2', 'IM1']);
  });
});

describe('what is asked before anything is sent', () => {
  const licence = manifestOf({ ip_licenses: { a: { products: ['kernelcare'], ips: ['203.0.113.1'] } } });

  test('a taken IP is an error of the plan, and points at the manifest', async () => {
    const arena = new Arena({ contents: { foreignLicenses: [{ ip: '203.0.113.1', type: 16 }] } });
    const { plan, diagnostics } = await arena.prepare(licence);
    expect(plan).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'ip-taken', source: { line: 1 } }]);
    expect(arena.events).toContainEqual({ type: 'checking', kind: 'ip_license', count: 1 });
  });

  test('nothing is asked where nothing is made', async () => {
    const arena = new Arena({ contents: {} });
    await arena.apply(licence);
    const calls = arena.ledger.calls.length;
    await arena.plan(licence);
    expect(arena.ledger.calls.slice(calls).map(({ endpoint }) => endpoint)).toEqual(['ipl/list']);
  });

  test('a question that is not answered is an error', async () => {
    const arena = new Arena({ contents: {} });
    strike(arena, { endpoint: 'ipl/availability', do: 'html' });
    const { plan, diagnostics } = await arena.prepare(licence);
    expect(plan).toBeUndefined();
    expect(diagnostics[0]?.summary).toContain('ipl/availability');
  });

  const asking = (preflight: NonNullable<AnyKind['preflight']>) => {
    const kind = kindLike({
      type: 'asked',
      fields: { size: {} },
      create: () => Promise.reject(new Error()),
      preflight,
    });
    const manifest = { ...manifestOf({}), desired: [declare('asked', 'x', { size: 1 })] };
    const arena = new Arena({ contents: {} });
    const deps = { ...depsOf(arena), kinds: new Map([...KINDS, ['asked', kind]]) };
    return preparePlan(deps, manifest, arena.store.state, {});
  };

  test('a warning does not stop the plan', async () => {
    const warning = { severity: 'warning', code: 'hm', summary: 'Hm.', help: 'Look.' } as const;
    const { plan, diagnostics } = await asking(() => Promise.resolve([warning]));
    expect(plan?.changes).toHaveLength(1);
    expect(diagnostics).toEqual([warning]);
  });

  test('a bug in a question is not taken for the service’s', async () => {
    await expect(asking(() => Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug');
  });
});
