import type { Account } from '../../src/emulator/account.ts';
import { IP_PRODUCTS } from '../../src/model/product.ts';
import type { State } from '../../src/model/state.ts';
import type { Blocks } from './manifestOf.ts';

/** What a drift report must say of one click: an answer in a few words, from the emulator's tables and the blocks. */
export interface Expected {
  readonly address: string;
  readonly what: 'changed' | 'gone' | 'appeared';
  readonly field?: string;
  readonly applied?: unknown;
  readonly live?: unknown;
}

/** Something that a person can do in the console, and what there is to be said of it afterwards. */
export interface Click {
  readonly reason: string;
  does(): void;
  readonly expected: readonly Expected[];
}

const NAME_OF = new Map(IP_PRODUCTS.map(({ name, type }) => [type, name]));
const TYPE_OF = new Map(IP_PRODUCTS.map(({ name, type }) => [name, type]));
const TIERS = [41, 42];

interface KeyRow {
  readonly key: string;
  readonly limit: number;
  readonly note: string;
}

interface LicenceBlock {
  readonly products: readonly string[];
  readonly ips: readonly string[];
  readonly suspended?: boolean;
}

interface KeyTable {
  get(id: string): KeyRow | undefined;
  put(row: never): unknown;
  remove(id: string): unknown;
}

/** Every click that the account allows after an apply of the blocks. `notes`: the lists show the notes of Imunify keys. */
export function possibleClicks(
  account: Account,
  state: State,
  blocks: Blocks,
  { exclusive, notes }: { readonly exclusive: readonly string[]; readonly notes: boolean },
): readonly Click[] {
  const clicks: Click[] = [];
  const bound = Object.entries(state.bindings);
  const of = (type: string) =>
    bound.filter(([, binding]) => binding.type === type).map(([address, { id }]) => ({ address, id }));
  const blockOf = (section: string, address: string) =>
    blocks[section]?.[address.slice(address.indexOf('.') + 1)] as Readonly<Record<string, unknown>> | undefined;
  const click = (reason: string, does: () => void, ...expected: readonly Expected[]): void => {
    clicks.push({ reason, does, expected });
  };

  const keys = (type: string, section: string, table: KeyTable, shown: boolean, hosts: readonly string[]): void => {
    for (const { address, id } of of(type)) {
      const row = table.get(id);
      if (row === undefined) continue;
      const put = (more: Partial<KeyRow>) => () => void table.put({ ...row, ...more } as never);
      const live = row.limit + 7;
      click(`limit of ${address}`, put({ limit: live }), {
        address,
        what: 'changed',
        field: 'limit',
        applied: row.limit,
        live,
      });
      const note = blockOf(section, address)?.note;
      const seen = shown && note !== undefined;
      click(
        `note of ${address}`,
        put({ note: 'clicked' }),
        ...(seen ? [{ address, what: 'changed' as const, field: 'note', applied: note, live: 'clicked' }] : []),
      );
      if (!hosts.includes(id)) {
        click(`removal of ${address}`, () => void table.remove(id), { address, what: 'gone' });
      }
    }
  };
  const { imunifyKeys, imunifyServers, kernelcareKeys, elsKeys, cloudlinuxKeys } = account;
  const hostsOf = (rows: readonly { readonly key: string }[]): readonly string[] => rows.map(({ key }) => key);
  keys('imunify_key', 'imunify_keys', imunifyKeys, notes, hostsOf(imunifyServers.rows()));
  keys('kernelcare_key', 'kernelcare_keys', kernelcareKeys, true, hostsOf(account.kernelcareServers.rows()));
  keys('els_key', 'els_keys', elsKeys, true, hostsOf(account.elsServers.rows()));
  keys('cloudlinux_key', 'cloudlinux_keys', cloudlinuxKeys, true, hostsOf(account.cloudlinuxServers.rows()));

  for (const { address, id } of of('imunify_server')) {
    const row = imunifyServers.get(id);
    const elsewhere = imunifyKeys.rows().find(({ key, isDefault }) => isDefault === true && key !== row?.key);
    if (row === undefined || elsewhere === undefined) continue;
    click(`move of ${address}`, () => void imunifyServers.put({ ...row, key: elsewhere.key }), {
      address,
      what: 'changed',
      field: 'key',
      applied: row.key,
      live: elsewhere.key,
    });
  }
  for (const { address, id } of of('ip_license')) {
    const row = account.ipLicenses.get(id);
    if (row === undefined) continue;
    const alike = account.ipLicenses.filter(({ ip, type }) => ip === row.ip && type !== row.type && isTier(type));
    if (!isTier(row.type) || alike.length === 0) {
      click(`removal of ${address}`, () => void account.ipLicenses.remove(id), { address, what: 'gone' });
    }
    const other = TIERS.find((type) => type !== row.type);
    if (!isTier(row.type) || other === undefined || alike.length > 0) continue;
    const convert = (): void => {
      account.ipLicenses.remove(id);
      account.ipLicenses.put({ ...row, type: other });
    };
    click(`conversion of ${address}`, convert, {
      address,
      what: 'changed',
      field: 'product',
      applied: NAME_OF.get(row.type),
      live: NAME_OF.get(other),
    });
  }
  const plain = blocks.ip_licenses?.plain as LicenceBlock | undefined;
  for (const ip of plain?.suspended === true ? plain.ips : []) {
    for (const product of plain?.products ?? []) {
      const row = { ip, type: TYPE_OF.get(product) ?? 0, registered: false, created: 0, elsAllowed: false };
      const address = `ip_license.${ip}/${product}`;
      click(`registering of ${address}`, () => void account.ipLicenses.put(row), { address, what: 'appeared' });
    }
  }
  for (const [name, wanted] of Object.entries(blocks.features ?? {})) {
    const id = name === 'imunify-email' ? '4600' : name;
    const address = `feature.${name}`;
    const live = wanted === 'enabled' ? 'disabled' : 'enabled';
    const flip = (): void => void account.features.put({ id, permission: live === 'enabled' ? 'ENABLED' : 'DISABLED' });
    if (wanted === 'unset') click(`setting of ${address}`, flip, { address, what: 'appeared' });
    else click(`switch of ${address}`, flip, { address, what: 'changed', field: 'state', applied: wanted, live });
  }
  for (const { address, id } of of('backup')) {
    const row = account.backups.get(id);
    if (row === undefined) continue;
    const live = row.size + 10;
    const resized = { address, what: 'changed', field: 'size_gb', applied: row.size, live } as const;
    click(`size of ${address}`, () => void account.backups.put({ ...row, size: live }), resized);
    click(`removal of ${address}`, () => void account.backups.remove(id), { address, what: 'gone' });
  }
  for (const { address, id } of of('server_group')) {
    const row = account.groups.get(id);
    const [first, ...rest] = row?.servers ?? [];
    if (row === undefined || first === undefined || blockOf('server_groups', address)?.servers === undefined) continue;
    click(`membership of ${first} in ${address}`, () => void account.groups.put({ ...row, servers: rest }), {
      address,
      what: 'changed',
      field: 'servers',
      applied: [...row.servers].sort(),
      live: [...rest].sort(),
    });
  }
  click(
    'a key by hand',
    () => void imunifyKeys.put({ key: 'IMBYHAND', code: '360_30', limit: 9, note: '' }),
    ...(exclusive.includes('imunify_key') ? [{ address: 'imunify_key.IMBYHAND', what: 'appeared' as const }] : []),
  );
  return clicks;
}

/** What cannot be read back of what is applied: address → fields. */
export function unseenFields(state: State, blocks: Blocks, notes: boolean): ReadonlyMap<string, readonly string[]> {
  const unseen = new Map<string, readonly string[]>();
  const add = (address: string, field: string): void => {
    if (Object.hasOwn(state.bindings, address)) unseen.set(address, [...(unseen.get(address) ?? []), field]);
  };
  for (const [name, block] of Object.entries(blocks.imunify_keys ?? {})) {
    if (!notes && (block as { note?: string }).note !== undefined) add(`imunify_key.${name}`, 'note');
  }
  for (const [name, block] of Object.entries(blocks.kernelcare_keys ?? {})) {
    if ((block as { cidrs?: string[] }).cidrs !== undefined) add(`kernelcare_key.${name}`, 'cidrs');
  }
  for (const value of Object.values(blocks.ip_licenses ?? {})) {
    const { els_allowed: allowed, ips } = value as { els_allowed?: boolean; ips: readonly string[] };
    if (allowed !== undefined) for (const ip of ips) add(`ip_license.${ip}/imunify`, 'els_allowed');
  }
  return unseen;
}

function isTier(type: number): boolean {
  return type === 40 || TIERS.includes(type);
}
