import { describe, expect, test } from 'vitest';
import type { AccountContents } from '../../src/emulator/account.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { Address } from '../../src/model/address.ts';
import { MOST_APPLIED_PLANS } from '../../src/model/state.ts';
import { applyRecords } from '../../src/model/stateRecord.ts';
import type { PlanOptions } from '../../src/planner/planInput.ts';
import { Arena } from '../support/arena.ts';
import { TEST_NOW } from '../support/inProcess.ts';
import { manifestOf, type Blocks, type ManifestExtras } from '../support/manifestOf.ts';
import { carryOutWith, codesOf, strike } from './support/carryOutWith.ts';
import { refresh, throughFile } from './support/saved.ts';

interface Story {
  readonly contents?: AccountContents;
  /** Applied before. */
  readonly first?: Blocks;
  /** Planned and saved. */
  readonly second: Blocks;
  readonly extras?: ManifestExtras;
  readonly options?: PlanOptions;
  /** What a person does in between. */
  readonly disturb: (arena: Arena, idOf: (address: string) => string) => unknown;
}

async function saved({ contents = {}, first, second, extras, options, disturb }: Story) {
  const arena = new Arena({ contents, backupsForAnyServer: true });
  if (first !== undefined) {
    const { summary } = await arena.apply(manifestOf(first, extras));
    expect(summary).toMatchObject({ failed: 0, skipped: 0 });
  }
  const plan = await arena.plan(manifestOf(second, extras), { ...options });
  const file = throughFile(plan, arena.store.state);
  await disturb(arena, (address) => arena.store.state.bindings[address as Address]?.id ?? '');
  return { arena, plan, file };
}

const DAY = 86_400_000;
const key = (name: string, limit = 5) => ({ key: name, code: '360_30', limit, note: '' });
const server = (id: string, on: string) => ({ id, key: on, ip: '192.0.2.1', lastCheckin: TEST_NOW });
const adopted = (id: string, more: object = {}) => ({ product: '360_30', limit: 5, adopt: id, ...more });
const both = <T>(make: (name: string) => T): Readonly<Record<string, T>> => ({ a: make('a'), b: make('b') });

/** Two resources of each kind are to change, and one of them is changed by someone else before that. */
const KIND_STORIES: Readonly<Record<string, Story & { readonly stale: string }>> = {
  imunify_key: {
    first: { imunify_keys: both(() => ({ product: '360_30', limit: 5 })) },
    second: { imunify_keys: both(() => ({ product: '360_30', limit: 6 })) },
    disturb: ({ account }, idOf) => {
      const { imunifyKeys } = account.emulator.account;
      const row = imunifyKeys.get(idOf('imunify_key.a'));
      if (row !== undefined) imunifyKeys.put({ ...row, limit: 50 });
    },
    stale: 'imunify_key.a',
  },
  imunify_server: {
    contents: { imunifyKeys: [key('X'), key('Y'), key('Z')], imunifyServers: [server('S1', 'X'), server('S2', 'X')] },
    first: { imunify_keys: { x: adopted('X', { servers: ['S1', 'S2'] }), y: adopted('Y') } },
    second: { imunify_keys: { x: adopted('X'), y: adopted('Y', { servers: ['S1', 'S2'] }) } },
    disturb: ({ account }) => void account.emulator.account.imunifyServers.put(server('S1', 'Z')),
    stale: 'imunify_server.S1',
  },
  kernelcare_key: {
    first: { kernelcare_keys: both((note) => ({ limit: 5, note, cidrs: ['192.0.2.0/24'] })) },
    second: { kernelcare_keys: both((note) => ({ limit: 5, note, cidrs: ['198.51.100.0/24'] })) },
    disturb: ({ account }, idOf) => {
      const { kernelcareKeys } = account.emulator.account;
      const row = kernelcareKeys.get(idOf('kernelcare_key.a'));
      if (row !== undefined) kernelcareKeys.put({ ...row, note: 'mine now' });
    },
    stale: 'kernelcare_key.a',
  },
  kernelcare_server: {
    contents: {
      kernelcareKeys: [{ key: 'K', limit: 5, note: '', enabled: true, created: 1, cidrs: [] }],
      kernelcareServers: ['S1', 'S2'].map((id) => ({
        ...{ id, key: 'K', ip: '192.0.2.1', created: 1, lastCheckin: TEST_NOW - 99 * DAY, health: 'inactive' },
      })),
    },
    second: { kernelcare_keys: { k: { limit: 5, adopt: 'K', remove_stale_servers_after: '90d' } } },
    disturb: ({ account }) => {
      const { kernelcareServers } = account.emulator.account;
      const row = kernelcareServers.get('S1');
      if (row !== undefined) kernelcareServers.put({ ...row, lastCheckin: TEST_NOW });
    },
    stale: 'kernelcare_server.S1',
  },
  els_key: {
    first: { els_keys: both((note) => ({ product: 'CELS', limit: 5, note })) },
    second: { els_keys: both((note) => ({ product: 'CELS', limit: 6, note })) },
    disturb: ({ account }, idOf) => account.emulator.account.elsKeys.remove(idOf('els_key.a')),
    stale: 'els_key.a',
  },
  els_server: {
    contents: {
      elsKeys: [{ key: 'E', productType: 'CELS', limit: 5, note: '' }],
      elsServers: ['1', '2'].map((id) => ({
        ...{ id, key: 'E', ip: '192.0.2.1', hostname: 'h', lastCheckin: TEST_NOW - 99 * DAY },
      })),
    },
    second: { els_keys: { e: { product: 'CELS', limit: 5, adopt: 'E', remove_stale_servers_after: '90d' } } },
    options: { enabled: new Set(['enable-els-server-removal']) },
    disturb: ({ account }) => account.emulator.account.elsServers.remove('1'),
    stale: 'els_server.1',
  },
  cloudlinux_key: {
    first: { cloudlinux_keys: both((note) => ({ product: 'CL', limit: 5, note })) },
    second: { cloudlinux_keys: both((note) => ({ product: 'CL', limit: 6, note })) },
    disturb: ({ account }, idOf) => {
      const { cloudlinuxKeys } = account.emulator.account;
      const row = cloudlinuxKeys.get(idOf('cloudlinux_key.a'));
      if (row !== undefined) cloudlinuxKeys.put({ ...row, limit: 6 });
    },
    stale: 'cloudlinux_key.a',
  },
  ip_license: {
    second: { ip_licenses: { a: { products: ['cloudlinux'], ips: ['203.0.113.1', '203.0.113.2'] } } },
    disturb: ({ account }) =>
      void account.emulator.account.ipLicenses.put({
        ...{ ip: '203.0.113.1', type: 1, registered: false, created: 1, elsAllowed: false },
      }),
    stale: 'ip_license.203.0.113.1/cloudlinux',
  },
  server_group: {
    contents: { imunifyKeys: [key('X')], imunifyServers: [server('S1', 'X'), server('S2', 'X')] },
    first: { server_groups: both(() => ({ servers: ['S1'] })) },
    second: { server_groups: both(() => ({ servers: ['S1', 'S2'] })) },
    disturb: ({ account }) => void account.emulator.account.groups.put({ name: 'a', description: '', servers: [] }),
    stale: 'server_group.a',
  },
  feature: {
    first: { features: { '1101': 'enabled', '1102': 'enabled' } },
    second: { features: { '1101': 'disabled', '1102': 'disabled' } },
    disturb: ({ account }) => void account.emulator.account.features.put({ id: '1101', permission: 'UNSET' }),
    stale: 'feature.1101',
  },
  backup: {
    first: { backups: both(() => ({ size_gb: 100, datacenter: 'EU2' })) },
    second: { backups: both(() => ({ size_gb: 120, datacenter: 'EU2' })) },
    disturb: ({ account }, idOf) => {
      const { backups } = account.emulator.account;
      const row = backups.get(idOf('backup.a'));
      if (row !== undefined) backups.put({ ...row, size: 300 });
    },
    stale: 'backup.a',
  },
};

describe('for each kind, a change of that object only makes that change stale, and no other', () => {
  test('every kind that a plan can change is here', () => {
    const changeable = [...KINDS.values()].filter(
      (kind) => kind.section !== undefined || kind.update !== undefined || kind.staleAfterDays !== undefined,
    );
    const removable = ['kernelcare_server', 'els_server'];
    expect(Object.keys(KIND_STORIES).sort()).toEqual([...changeable.map(({ type }) => type), ...removable].sort());
  });

  test.each(Object.entries(KIND_STORIES))('%s', async (type, { stale, ...story }) => {
    const { arena, plan, file } = await saved(story);
    const refreshed = await refresh(arena, file);
    expect(refreshed.diagnostics).toEqual([]);
    expect(refreshed.stale.map(({ address }) => address)).toEqual([stale]);
    const others = plan.changes.filter(({ address }) => address !== stale);
    expect(refreshed.plan?.changes).toEqual(others);
    expect(others.filter((change) => change.type === type).length).toBeGreaterThan(0);
    expect(refreshed.plan?.leftOut.map(({ address }) => address)).toEqual([stale]);
    // By the ledger: the others are done, and nothing is sent about what went stale.
    const before = arena.ledger.calls.length;
    const id = plan.changes.find(({ address }) => address === stale)?.live?.id ?? '203.0.113.1';
    const { summary } = await carryOutWith(arena, refreshed.plan!, {});
    expect(summary).toMatchObject({ failed: 0, skipped: 0, unknown: 0 });
    const written = arena.ledger.calls.slice(before).filter((call) => call.mutating);
    expect(written).toHaveLength(others.filter(({ action }) => action !== 'adopt').length);
    for (const { query, body } of written) {
      expect(Object.values(query)).not.toContain(id);
      expect(body ?? '').not.toContain(`"${id}"`);
    }
  });
});

/** What else can happen to a plan, each with what becomes stale, in words. */
const STORIES: readonly (Story & { reason: string; stale: Readonly<Record<string, string>> })[] = [
  {
    reason: 'nothing happens: nothing is stale',
    first: { imunify_keys: both(() => ({ product: '360_30', limit: 5 })) },
    second: { imunify_keys: { a: { product: '360_30', limit: 9 } } },
    disturb: () => undefined,
    stale: {},
  },
  {
    reason: 'a check-in, and a server more on a key that is not full, change nothing',
    contents: { imunifyKeys: [key('X')], imunifyServers: [server('S1', 'X')] },
    first: { imunify_keys: { x: adopted('X') } },
    second: { imunify_keys: { x: adopted('X', { limit: 4 }) } },
    disturb: ({ account }) => {
      const { imunifyServers } = account.emulator.account;
      imunifyServers.put({ ...server('S1', 'X'), lastCheckin: TEST_NOW + DAY });
      imunifyServers.put(server('S2', 'X'));
    },
    stale: {},
  },
  {
    reason: 'servers registered until the new limit would cut some off',
    contents: { imunifyKeys: [key('X')], imunifyServers: [server('S1', 'X')] },
    first: { imunify_keys: { x: adopted('X') } },
    second: { imunify_keys: { x: adopted('X', { limit: 1 }) } },
    disturb: ({ account }) => void account.emulator.account.imunifyServers.put(server('S2', 'X')),
    stale: { 'imunify_key.x': '2 servers are registered with it by now, more than the new limit of 1' },
  },
  {
    reason: 'a server registered with a key that is to be replaced: all of that replacement is off, and nothing else',
    contents: { imunifyKeys: [key('X'), key('Y')], imunifyServers: [server('S1', 'X')] },
    first: { imunify_keys: { x: adopted('X'), y: adopted('Y') } },
    second: { imunify_keys: { x: adopted('X', { product: '360_250' }), y: adopted('Y', { limit: 9 }) } },
    disturb: ({ account }) => void account.emulator.account.imunifyServers.put(server('S2', 'X')),
    stale: {
      'imunify_key.x': 'S2 registered with it after the plan was made',
      'imunify_server.S1': 'needs imunify_key.x, which is stale',
    },
  },
  {
    reason: 'several servers registered with a key that is to be removed',
    contents: { imunifyKeys: [key('X')], imunifyServers: [server('S1', 'X')] },
    first: { imunify_keys: { x: adopted('X') } },
    second: {},
    disturb: ({ account }) => {
      for (const id of ['S2', 'S3']) account.emulator.account.imunifyServers.put(server(id, 'X'));
    },
    stale: { 'imunify_key.x': 'S2 and 1 more registered with it after the plan was made' },
  },
  {
    reason: 'the key that a server was to move to is gone',
    contents: { imunifyKeys: [key('X'), key('Y')], imunifyServers: [server('S1', 'X')] },
    first: { imunify_keys: { x: adopted('X', { servers: ['S1'] }), y: adopted('Y') } },
    second: { imunify_keys: { x: adopted('X'), y: adopted('Y', { servers: ['S1'] }) } },
    disturb: ({ account }) => account.emulator.account.imunifyKeys.remove('Y'),
    stale: { 'imunify_server.S1': 'what it leads to is gone from the account' },
  },
  {
    reason: 'the key that a server was to move to is bound to another object',
    contents: { imunifyKeys: [key('X'), key('Y'), key('Z')], imunifyServers: [server('S1', 'X')] },
    first: { imunify_keys: { x: adopted('X', { servers: ['S1'] }), y: adopted('Y') } },
    second: { imunify_keys: { x: adopted('X'), y: adopted('Y', { servers: ['S1'] }) } },
    disturb: (arena) => rebind(arena, 'imunify_key.y', 'Z'),
    stale: { 'imunify_server.S1': 'imunify_key.y, to which it leads, is another object by now' },
  },
  {
    reason: 'what was to be created has been imported',
    contents: { imunifyKeys: [key('X')] },
    second: { imunify_keys: { a: { product: '360_30', limit: 5 } } },
    disturb: (arena) => rebind(arena, 'imunify_key.a', 'X'),
    stale: { 'imunify_key.a': 'it was bound since the plan was made' },
  },
  {
    reason: 'a binding was changed, though not the object',
    first: { els_keys: { a: { product: 'CELS', limit: 5, note: 'a' } } },
    second: { els_keys: { a: { product: 'CELS', limit: 6, note: 'a' } } },
    disturb: (arena, idOf) => rebind(arena, 'els_key.a', idOf('els_key.a')),
    stale: { 'els_key.a': 'its binding has changed since the plan was made' },
  },
  {
    reason: 'the create of it was sent by another run, and its answer lost',
    second: { els_keys: { a: { product: 'CELS', limit: 5, note: 'a' } } },
    disturb: async (arena) => {
      strike(arena, { endpoint: 'els/key/create', do: 'reset', when: 'after' });
      await arena.apply(manifestOf({ els_keys: { a: { product: 'CELS', limit: 5, note: 'a' } } }));
    },
    stale: { 'els_key.a': 'a create of it was sent since, and its outcome is unknown' },
  },
  {
    reason: 'another state has bought it',
    second: { els_keys: { a: { product: 'CELS', limit: 5, note: 'a' } } },
    disturb: ({ account }) =>
      void account.emulator.account.elsKeys.put({
        ...{ key: 'E9', productType: 'CELS', limit: 5, note: 'a [clnform:a#k3f9k3f9]' },
      }),
    stale: { 'els_key.a': 'the account holds one by now that clnform made for it, and that nothing is bound to' },
  },
  {
    reason: 'a licence that was to be removed is gone',
    first: { ip_licenses: { a: { products: ['cloudlinux'], ips: ['203.0.113.1', '203.0.113.2'] } } },
    second: { ip_licenses: { a: { products: ['cloudlinux'], ips: ['203.0.113.2'] } } },
    disturb: ({ account }) => account.emulator.account.ipLicenses.remove('203.0.113.1/1'),
    stale: { 'ip_license.203.0.113.1/cloudlinux': 'it is gone from the account' },
  },
  {
    reason: 'nothing happens to a backup that is to be removed: it is not stale',
    first: { backups: { S1: { size_gb: 10, datacenter: 'EU2' } } },
    second: { backups: {} },
    disturb: () => undefined,
    stale: {},
  },
  {
    reason: 'an IP was taken by another account, and the licence that was to give way to it stays',
    first: { ip_licenses: { a: { products: ['cloudlinux'], ips: ['203.0.113.1'] } } },
    second: { ip_licenses: { a: { products: ['cloudlinux'], ips: ['203.0.113.2'] } } },
    disturb: ({ account }) => void account.emulator.account.foreignLicenses.put({ ip: '203.0.113.2', type: 1 }),
    stale: {
      'ip_license.203.0.113.1/cloudlinux': 'needs ip_license.203.0.113.2/cloudlinux, which is stale',
      'ip_license.203.0.113.2/cloudlinux': '203.0.113.2',
    },
  },
  {
    reason: 'an undeclared licence of an exclusive kind has been imported',
    contents: {
      ipLicenses: [{ ip: '203.0.113.9', type: 1, registered: false, created: 1, elsAllowed: false }],
    },
    second: {},
    extras: { exclusive: new Set(['ip_license']) },
    disturb: (arena) => rebind(arena, 'ip_license.203.0.113.9/cloudlinux', '203.0.113.9/1'),
    stale: { 'ip_license.203.0.113.9/cloudlinux': 'it was bound since the plan was made' },
  },
  {
    reason: 'an undeclared key of an exclusive kind has been adopted elsewhere',
    contents: { imunifyKeys: [key('X')] },
    second: {},
    extras: { exclusive: new Set(['imunify_key']) },
    disturb: (arena) => rebind(arena, 'imunify_key.mine', 'X'),
    stale: { 'imunify_key.X': 'the object is imunify_key.mine by now' },
  },
];

function rebind(arena: Arena, address: string, id: string) {
  const type = address.slice(0, address.indexOf('.'));
  const binding = { type, id, applied: { limit: 77 } };
  return arena.store.commit(arena.store.state, [{ op: 'bind', address: address as Address, binding }]);
}

describe('what makes a change stale', () => {
  test.each(STORIES)('$reason', async ({ stale, ...story }) => {
    const { arena, file } = await saved(story);
    const refreshed = await refresh(arena, file);
    const told = Object.fromEntries(refreshed.stale.map(({ address, because }) => [address, because]));
    expect(Object.keys(told).sort()).toEqual(Object.keys(stale).sort());
    for (const [address, because] of Object.entries(stale)) expect(told[address]).toContain(because);
  });

  test('what had vanished and is back is neither bought again nor forgotten', async () => {
    const first = { kernelcare_keys: { a: { limit: 5, note: 'a' }, b: { limit: 5, note: 'b' } } };
    const arena = new Arena({ contents: {} });
    await arena.apply(manifestOf(first));
    const { kernelcareKeys } = arena.account.emulator.account;
    const rows = kernelcareKeys.rows();
    for (const { key: id } of rows) kernelcareKeys.remove(id);
    const plan = await arena.plan(manifestOf({ kernelcare_keys: { a: first.kernelcare_keys.a } }));
    expect(plan.changes.map(({ action }) => action)).toEqual(['create', 'forget']);
    const file = throughFile(plan, arena.store.state);
    for (const row of rows) kernelcareKeys.put(row);
    const { stale } = await refresh(arena, file);
    expect(stale.map(({ because }) => because)).toEqual(['it is back in the account', 'it is back in the account']);
  });

  test('what only was to be recorded and is gone is left to the next plan', async () => {
    const row = { ip: '203.0.113.9', type: 1, registered: false, created: 1, elsAllowed: false };
    const arena = new Arena({ contents: { ipLicenses: [row] } });
    const plan = await arena.plan(
      manifestOf({ ip_licenses: { a: { products: ['cloudlinux'], ips: ['203.0.113.9'] } } }),
    );
    expect(plan.rebindings).toHaveLength(1);
    const file = throughFile(plan, arena.store.state);
    expect((await refresh(arena, file)).plan?.rebindings).toHaveLength(1);
    arena.account.emulator.account.ipLicenses.remove('203.0.113.9/1');
    expect((await refresh(arena, file)).plan?.rebindings).toEqual([]);
  });

  test('a renamed key is the same key: its plan holds, and is carried out under the new name', async () => {
    const block = { limit: 5, note: 'a' };
    const arena = new Arena({ contents: {} });
    await arena.apply(manifestOf({ kernelcare_keys: { a: block } }));
    const source = { file: 'clnform.yaml', line: 1, column: 1 };
    const moved = [{ from: 'kernelcare_key.a' as Address, to: 'kernelcare_key.b' as Address, source }];
    const plan = await arena.plan(
      manifestOf({ kernelcare_keys: { b: { ...block, cidrs: ['192.0.2.0/24'] } } }, { moved }),
    );
    const refreshed = await refresh(arena, throughFile(plan, arena.store.state));
    expect(refreshed.stale).toEqual([]);
    await carryOutWith(arena, refreshed.plan!, {});
    expect(Object.keys(arena.store.state.bindings)).toEqual(['kernelcare_key.b']);
  });

  test('the cost of what is left out stays as it is', async () => {
    const prices = { currency: 'EUR', monthly: { '360_30': 2, kernelcare: 1 } };
    const { arena, plan, file } = await saved({
      first: { imunify_keys: { a: { product: '360_30', limit: 5 } } },
      second: { imunify_keys: { a: { product: '360_30', limit: 6 } }, kernelcare_keys: { k: { limit: 3, note: 'k' } } },
      extras: { prices },
      disturb: (at, idOf) => at.account.emulator.account.imunifyKeys.remove(idOf('imunify_key.a')),
    });
    expect(plan.cost).toMatchObject({ before: 10, after: 15, byType: { imunify_key: 2, kernelcare_key: 3 } });
    expect((await refresh(arena, file)).plan?.cost).toEqual({
      ...{ currency: 'EUR', before: 10, after: 13, byType: { kernelcare_key: 3 }, unknown: [] },
    });
  });
});

describe('a plan is refused whole', () => {
  const story: Story = {
    first: { kernelcare_keys: { a: { limit: 5, note: 'a' } } },
    second: { kernelcare_keys: { a: { limit: 5, note: 'a', cidrs: ['192.0.2.0/24'] } } },
    disturb: () => undefined,
  };

  test('when it was carried out, or begun, whatever came of it', async () => {
    const { arena, file } = await saved(story);
    const { plan } = await refresh(arena, file);
    strike(arena, { endpoint: 'kcare/key/set_cidr', do: 'refuse' });
    const { summary } = await carryOutWith(arena, plan!, { spends: file.id });
    expect(summary.failed).toBe(1);
    expect(codesOf(await refresh(arena, file))).toEqual(['plan-spent']);
  });

  test('when it is spent before anything is sent, so that a run that dies cannot be followed by another of it', async () => {
    const { arena, file } = await saved(story);
    const { plan } = await refresh(arena, file);
    const calls = arena.mutatingCalls();
    arena.store.beforeCommit = (records) => {
      expect(records[0]).toEqual({ op: 'spend', plan: file.id });
      expect(arena.mutatingCalls()).toBe(calls);
      arena.store.beforeCommit = () => undefined;
    };
    await carryOutWith(arena, plan!, { spends: file.id });
    expect(arena.mutatingCalls()).toBe(calls + 1);
  });

  test('when the state is another, an older copy, or of another account', async () => {
    const { arena, file } = await saved(story);
    const { state } = arena.store;
    const judged = async (change: object) => {
      arena.store.stored = { ...state, ...change };
      return codesOf(await refresh(arena, file));
    };
    expect(await judged({ lineage: 'other' })).toEqual(['plan-lineage']);
    expect(await judged({ account: 'other' })).toEqual(['plan-account']);
    expect(await judged({ serial: state.serial - 1 })).toEqual(['plan-newer']);
    expect(await judged({ serial: state.serial + 7 })).toEqual([]);
  });

  test('when so many were carried out since that no one knows whether it was among them', async () => {
    const { arena, file } = await saved(story);
    for (let n = 0; n <= MOST_APPLIED_PLANS; n += 1) {
      expect(codesOf(await refresh(arena, file))).toEqual([]);
      const { state } = arena.store;
      arena.store.stored = { ...applyRecords(state, [{ op: 'spend', plan: `other-${n}` }]), serial: state.serial + 1 };
    }
    expect(arena.store.state.appliedPlans).toHaveLength(MOST_APPLIED_PLANS);
    expect(codesOf(await refresh(arena, file))).toEqual(['plan-old']);
  });

  test.each(['kcare/key/list'])('when %s cannot be read', async (endpoint) => {
    const { arena, file } = await saved(story);
    strike(arena, { endpoint, do: 'html' });
    const refreshed = await refresh(arena, file);
    expect(refreshed.plan).toBeUndefined();
    expect(refreshed.diagnostics).toHaveLength(1);
  });

  test('when the servers of a key that goes cannot be read, or the check of what is to be bought fails', async () => {
    const servers = await saved({
      contents: { imunifyKeys: [key('X')], imunifyServers: [server('S1', 'X')] },
      first: { imunify_keys: { x: adopted('X') } },
      second: {},
      disturb: (arena) => strike(arena, { endpoint: 'im/srv/list', do: 'html' }),
    });
    expect((await refresh(servers.arena, servers.file)).plan).toBeUndefined();
    const check = await saved({
      second: { ip_licenses: { a: { products: ['cloudlinux'], ips: ['203.0.113.1'] } } },
      disturb: (arena) => strike(arena, { endpoint: 'ipl/availability', do: 'html' }),
    });
    expect((await refresh(check.arena, check.file)).plan).toBeUndefined();
  });
});
