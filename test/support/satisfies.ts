import type { Emulator } from '../../src/emulator/emulator.ts';
import type { ImunifyServer } from '../../src/emulator/accountRows.ts';
import { splitNote } from '../../src/model/marker.ts';
import { IP_PRODUCTS } from '../../src/model/product.ts';
import type { State } from '../../src/model/state.ts';
import type { Arrival } from './arbitraries.ts';
import { TEST_NOW } from './inProcess.ts';
import type { Blocks } from './manifestOf.ts';

interface KeyBlock {
  readonly product?: string;
  readonly limit: number;
  readonly note?: string;
  readonly cidrs?: readonly string[];
  readonly servers?: readonly string[];
}

const TYPE_OF = new Map(IP_PRODUCTS.map(({ name, type }) => [name, type]));
const FEATURE_ID: Readonly<Record<string, string>> = { 'imunify-email': '4600' };

/**
 * What the account lacks of the manifest, and has beyond it, judged by the emulator's own tables and nothing of the
 * planner's: an oracle for laws, so that a planner that plans nothing does not pass for one that is done.
 */
export function unmet(emulator: Emulator, state: State, blocks: Blocks, exclusive: readonly string[]): string[] {
  const { account } = emulator;
  const problems: string[] = [];
  const idOf = (address: string): string => (state.bindings as Record<string, { id: string }>)[address]?.id ?? 'none';
  const expect = (what: string, is: unknown, should: unknown): void => {
    if (should === undefined || JSON.stringify(is) === JSON.stringify(should)) return;
    problems.push(`${what} is ${JSON.stringify(is)}, not ${JSON.stringify(should)}`);
  };
  const wanted: Record<string, Set<string>> = {};
  const want = (type: string, id: string): void => void (wanted[type] ??= new Set()).add(id);

  const keys = (section: string, type: string, row: (id: string) => KeyBlock | undefined): void => {
    for (const [name, value] of Object.entries(blocks[section] ?? {})) {
      const block = value as KeyBlock;
      const id = idOf(`${type}.${name}`);
      want(type, id);
      const there = row(id);
      expect(`${type}.${name}.product`, there?.product, block.product);
      expect(`${type}.${name}.limit`, there?.limit, block.limit);
      expect(`${type}.${name}.note`, splitNote(there?.note ?? '').note, block.note);
      expect(`${type}.${name}.cidrs`, [...(there?.cidrs ?? [])].sort(), block.cidrs && [...block.cidrs].sort());
      for (const server of block.servers ?? []) {
        expect(`key of ${server}`, account.imunifyServers.get(server)?.key, id);
      }
    }
  };
  keys('imunify_keys', 'imunify_key', (id) => {
    const row = account.imunifyKeys.get(id);
    return row === undefined ? undefined : { ...row, product: row.code };
  });
  keys('kernelcare_keys', 'kernelcare_key', (id) => account.kernelcareKeys.get(id));
  keys('els_keys', 'els_key', (id) => {
    const row = account.elsKeys.get(id);
    return row === undefined ? undefined : { ...row, product: row.productType };
  });
  keys('cloudlinux_keys', 'cloudlinux_key', (id) => {
    const row = account.cloudlinuxKeys.get(id);
    return row === undefined ? undefined : { ...row, product: row.productType };
  });
  for (const value of Object.values(blocks.ip_licenses ?? {})) {
    const block = value as { products: string[]; ips: string[]; els_allowed?: boolean; suspended?: boolean };
    for (const product of block.products) {
      for (const ip of block.ips) {
        const id = `${ip}/${TYPE_OF.get(product) ?? 0}`;
        const there = account.ipLicenses.get(id);
        expect(`licence ${id}`, there !== undefined, block.suspended !== true);
        if (block.suspended === true) continue;
        want('ip_license', id);
        expect(`els_allowed of ${id}`, there?.elsAllowed, block.els_allowed);
      }
    }
  }
  for (const [name, value] of Object.entries(blocks.server_groups ?? {})) {
    const { servers } = value as { servers?: string[] };
    want('server_group', name);
    expect(`group ${name}`, account.groups.has(name), true);
    expect(`members of ${name}`, [...(account.groups.get(name)?.servers ?? [])].sort(), servers && [...servers].sort());
  }
  for (const [name, value] of Object.entries(blocks.features ?? {})) {
    const id = FEATURE_ID[name] ?? name;
    want('feature', id);
    expect(`feature ${id}`, account.features.get(id)?.permission.toLowerCase(), value);
  }
  for (const [serverId, value] of Object.entries(blocks.backups ?? {})) {
    const block = value as { size_gb: number; datacenter: string };
    const there = account.backups.rows().find((row) => row.serverId === serverId);
    if (there !== undefined) want('backup', there.id);
    expect(`backup of ${serverId}`, [there?.size, there?.datacenter], [block.size_gb, block.datacenter]);
  }

  const present: Readonly<Record<string, readonly string[]>> = {
    imunify_key: account.imunifyKeys.filter((row) => row.isDefault !== true).map((row) => row.key),
    kernelcare_key: account.kernelcareKeys.filter((row) => row.isDefault !== true).map((row) => row.key),
    els_key: account.elsKeys.rows().map((row) => row.key),
    cloudlinux_key: account.cloudlinuxKeys.filter((row) => row.isDefault !== true).map((row) => row.key),
    ip_license: account.ipLicenses.rows().map((row) => `${row.ip}/${row.type}`),
    server_group: account.groups.filter((row) => row.servers.length > 0).map((row) => row.name),
    feature: account.features.filter((row) => row.permission !== 'UNSET').map((row) => row.id),
    backup: account.backups.rows().map((row) => row.id),
  };
  for (const type of exclusive) {
    for (const id of present[type] ?? []) {
      if (wanted[type]?.has(id) !== true) problems.push(`${type} ${id} is not declared, and its kind is exclusive`);
    }
  }
  return problems;
}

/** The notes that bound keys carry, by address: what no manifest declares has to stay as it is. */
export function notesOf(emulator: Emulator, state: State): ReadonlyMap<string, string> {
  const { imunifyKeys, kernelcareKeys, elsKeys, cloudlinuxKeys } = emulator.account;
  const tables: Readonly<Record<string, { get(id: string): { readonly note: string } | undefined }>> = {
    imunify_key: imunifyKeys,
    kernelcare_key: kernelcareKeys,
    els_key: elsKeys,
    cloudlinux_key: cloudlinuxKeys,
  };
  const notes = new Map<string, string>();
  for (const [address, { type, id }] of Object.entries(state.bindings)) {
    const row = tables[type]?.get(id);
    if (row !== undefined) notes.set(address, splitNote(row.note).note);
  }
  return notes;
}

/** Registers hosts with bound Imunify keys that have a free seat, as `N0`, `N1` and so on; answers those that came. */
export function registerHosts(
  emulator: Emulator,
  state: State,
  arrivals: readonly Arrival[],
): readonly ImunifyServer[] {
  const { imunifyKeys, imunifyServers } = emulator.account;
  return arrivals.flatMap(({ key: name, lastCheckin }, index) => {
    const row = imunifyKeys.get((state.bindings as Record<string, { id: string }>)[`imunify_key.${name}`]?.id ?? '');
    if (row === undefined || imunifyServers.filter((server) => server.key === row.key).length >= row.limit) return [];
    return [imunifyServers.put({ id: `N${index}`, key: row.key, ip: `198.51.100.${index + 200}`, lastCheckin })];
  });
}

/** Hosts that no manifest names: they go with their key where it has to move, and lose their seat only when stale. */
export function misplacedHosts(
  emulator: Emulator,
  before: State,
  after: State,
  blocks: Blocks,
  hosts: readonly ImunifyServer[],
): string[] {
  return hosts.flatMap((host) => {
    const address = Object.entries(before.bindings).find(([, b]) => b.id === host.key)?.[0] ?? '';
    const block = blocks.imunify_keys?.[address.slice('imunify_key.'.length)] as StaleBlock | undefined;
    if (block === undefined) return [];
    const days = Number.parseInt(block.remove_stale_servers_after ?? '99999', 10);
    const stale = (TEST_NOW - host.lastCheckin) / 86_400_000 > days;
    const there = emulator.account.imunifyServers.get(host.id);
    const home = (after.bindings as Record<string, { id: string }>)[address]?.id;
    if (stale) return there === undefined ? [] : [`${host.id} is stale but kept its seat`];
    return there?.key === home ? [] : [`${host.id} is not on ${address}`];
  });
}

interface StaleBlock {
  readonly remove_stale_servers_after?: string;
}
