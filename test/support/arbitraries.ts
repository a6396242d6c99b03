import type { AccountContents } from '../../src/emulator/account.ts';
import { DEFAULT_CONTENTS } from '../../src/emulator/defaultContents.ts';
import type { Shape } from '../../src/emulator/shapes.ts';
import type { Blocks } from './manifestOf.ts';
import { TEST_NOW } from './inProcess.ts';
import { fc } from './fc.ts';

const DAY = 86_400_000;
const SERVER_IDS = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6'];
const IPS = ['203.0.113.1', '203.0.113.2', '203.0.113.3', '203.0.113.4'];
const NOTES = ['', 'web', 'EU pool', '42'];

const limit = fc.constantFrom(10, 11, 20);
const note = fc.constantFrom(...NOTES);
const imunifyCode = fc.constantFrom('AVP', '360_1', '360_30', '360_250');
const ipType = fc.constantFrom(1, 16, 17, 40, 41, 42, 5017);
const lastCheckin = fc.integer({ min: 0, max: 300 }).map((days) => TEST_NOW - days * DAY);

/** Any shape that the service may answer in; lag is another law's. */
export const anyShape: fc.Arbitrary<Partial<Shape>> = fc.record({
  numbers: fc.constantFrom('int', 'string'),
  v2: fc.constantFrom('bare', 'wrapped'),
  notes: fc.constantFrom('on', 'off'),
  refusals: fc.constantFrom(200, 400),
  order: fc.constantFrom('stable', 'shuffled'),
  descriptions: fc.constantFrom('null', 'absent', 'number'),
});

/** Any account that people may have clicked together: keys with servers, licences, groups, features, backups. */
export const anyContents: fc.Arbitrary<AccountContents> = fc
  .record({
    imunify: fc.array(fc.record({ code: imunifyCode, limit, note }), { maxLength: 3 }),
    servers: fc.subarray(SERVER_IDS),
    seats: fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
    checkins: fc.array(lastCheckin, { minLength: 6, maxLength: 6 }),
    kernelcare: fc.array(fc.record({ limit, note, hosts: fc.integer({ min: 0, max: 2 }) }), { maxLength: 3 }),
    els: fc.array(
      fc.record({ productType: fc.constantFrom('CELS', 'ELS_FOR_CENTOS7'), limit, note, hosts: fc.nat(1) }),
      { maxLength: 2 },
    ),
    cloudlinux: fc.array(fc.record({ productType: fc.constantFrom('CL', 'CLP'), limit, note, hosts: fc.nat(1) }), {
      maxLength: 2,
    }),
    licenses: fc.uniqueArray(fc.record({ ip: fc.constantFrom(...IPS), type: ipType }), {
      maxLength: 8,
      selector: ({ ip, type }) => `${ip}/${type}`,
    }),
    groups: fc.uniqueArray(
      fc.record({ name: fc.constantFrom('production', 'staging'), servers: fc.subarray(SERVER_IDS) }),
      { maxLength: 2, selector: (group) => group.name },
    ),
    permissions: fc.array(fc.constantFrom('ENABLED', 'DISABLED', 'UNSET'), { minLength: 3, maxLength: 3 }),
    backups: fc.uniqueArray(fc.constantFrom(...SERVER_IDS), { maxLength: 2 }),
  })
  .map((a) => {
    const imunifyKeys = a.imunify.map((key, i) => ({ key: `IM${i}KEY`, ...key }));
    const imunifyServers = a.servers.flatMap((id, i) => {
      const key = imunifyKeys[(a.seats[i] ?? 0) % Math.max(1, imunifyKeys.length)];
      return key === undefined
        ? []
        : [{ id, key: key.key, ip: `198.51.100.${i + 1}`, lastCheckin: a.checkins[i] ?? TEST_NOW }];
    });
    const placed = new Set(imunifyServers.map((server) => server.id));
    return {
      imunifyKeys: [...(DEFAULT_CONTENTS.imunifyKeys ?? []), ...imunifyKeys],
      imunifyServers,
      kernelcareKeys: [
        ...(DEFAULT_CONTENTS.kernelcareKeys ?? []),
        ...a.kernelcare.map(({ limit: seats, note: text }, i) => {
          return { key: `Kc${i}KeyKeyKeyKeyK`, limit: seats, note: text, enabled: true, created: 0, cidrs: [] };
        }),
      ],
      kernelcareServers: a.kernelcare.flatMap(({ hosts }, i) =>
        Array.from({ length: hosts }, (_, n) => ({
          id: `kc${i}${n}`,
          key: `Kc${i}KeyKeyKeyKeyK`,
          ip: `192.0.2.${i * 10 + n}`,
          created: 0,
          lastCheckin: TEST_NOW,
          health: 'up-to-date',
        })),
      ),
      elsKeys: a.els.map(({ productType, limit: seats, note: text }, i) => {
        return { key: `${productType}-key${i}`, productType, limit: seats, note: text };
      }),
      elsServers: a.els.flatMap(({ productType, hosts }, i) =>
        hosts === 0
          ? []
          : [
              {
                id: `${100 + i}`,
                key: `${productType}-key${i}`,
                ip: '192.0.2.99',
                hostname: 'els',
                lastCheckin: TEST_NOW,
              },
            ],
      ),
      cloudlinuxKeys: [
        ...(DEFAULT_CONTENTS.cloudlinuxKeys ?? []),
        ...a.cloudlinux.map(({ productType, limit: seats, note: text }, i) => {
          return { key: `cl${i}`, productType, limit: seats, note: text };
        }),
      ],
      cloudlinuxServers: a.cloudlinux.flatMap(({ hosts }, i) =>
        hosts === 0 ? [] : [{ id: `${200 + i}`, key: `cl${i}`, ip: '192.0.2.98', hostname: 'cl' }],
      ),
      ipLicenses: a.licenses.map((license) => ({ ...license, registered: false, created: 0, elsAllowed: false })),
      groups: a.groups.map(({ name, servers }) => {
        return { name, description: 'made', servers: servers.filter((id) => placed.has(id)) };
      }),
      features: ['4600', '1101', '1102'].map((id, i) => ({ id, permission: a.permissions[i] ?? 'UNSET' })),
      backups: a.backups
        .filter((id) => placed.has(id))
        .map((serverId, i) => ({ id: `${i + 1}`, serverId, size: 10 * (i + 1), datacenter: 'EU1' })),
    };
  });

/**
 * Any manifest that the account can hold: servers and backups are those that the account has, a server sits on one key
 * at most, limits are wide enough for all of them, and a group's description is left alone.
 */
export function anyBlocks(contents: AccountContents): fc.Arbitrary<Blocks> {
  const servers = (contents.imunifyServers ?? []).map((server) => server.id);
  const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
  const keyName = fc.constantFrom('a', 'b', 'c');
  return fc
    .record({
      imunify: fc.dictionary(
        keyName,
        fc.record({
          product: imunifyCode,
          limit,
          note: some(note),
          stale: some(fc.constantFrom('90d', '30d')),
          tight: fc.boolean(),
        }),
        {
          maxKeys: 3,
        },
      ),
      homes: fc.array(fc.nat(3), { minLength: servers.length, maxLength: servers.length }),
      kernelcare: fc.dictionary(
        keyName,
        fc.record({ limit, note: some(note), cidrs: some(fc.shuffledSubarray(['203.0.113.0/24', '192.0.2.0/28'])) }),
        { maxKeys: 2 },
      ),
      els: fc.dictionary(
        keyName,
        fc.record({ product: fc.constantFrom('CELS', 'ELS_FOR_CENTOS7'), limit, note: some(note) }),
        {
          maxKeys: 2,
        },
      ),
      cloudlinux: fc.dictionary(
        keyName,
        fc.record({ product: fc.constantFrom('CL', 'CLP'), limit, note: some(note) }),
        {
          maxKeys: 2,
        },
      ),
      plain: fc.subarray(IPS),
      plainProducts: fc.subarray(['cloudlinux', 'kernelcare', 'els-centos7'], { minLength: 1 }),
      tiers: fc.subarray(IPS),
      tier: fc.constantFrom('imunifyav-plus', 'imunify360-1', 'imunify360-30'),
      els_allowed: some(fc.boolean()),
      suspended: fc.boolean(),
      groups: fc.dictionary(fc.constantFrom('production', 'staging'), some(fc.shuffledSubarray(servers)), {
        maxKeys: 2,
      }),
      features: fc.dictionary(
        fc.constantFrom('imunify-email', '1101', '1102'),
        fc.constantFrom('enabled', 'disabled', 'unset'),
      ),
      backups: fc.dictionary(
        fc.constantFrom(...(servers.length === 0 ? ['none'] : servers)),
        fc.record({ size_gb: fc.constantFrom(10, 20, 50), datacenter: fc.constantFrom('EU1', 'EU2') }),
        { maxKeys: 2 },
      ),
    })
    .map((m) => {
      const keys = Object.keys(m.imunify);
      const placed = servers.filter((_, i) => keys[m.homes[i] ?? 9] !== undefined);
      const home = (key: string): string[] => servers.filter((_, i) => keys[m.homes[i] ?? 9] === key);
      return compact({
        imunify_keys: Object.fromEntries(
          Object.entries(m.imunify).map(([key, { stale, tight, ...block }]) => {
            // A tight key has a seat for each of its servers and no more.
            const seats = tight ? Math.max(1, home(key).length) : block.limit;
            return [key, { ...block, limit: seats, servers: home(key), remove_stale_servers_after: stale }];
          }),
        ),
        kernelcare_keys: m.kernelcare,
        els_keys: m.els,
        cloudlinux_keys: m.cloudlinux,
        ip_licenses: {
          plain: { products: m.plainProducts, ips: m.plain, suspended: m.suspended },
          tiers: { products: [m.tier], ips: m.tiers, els_allowed: m.els_allowed },
        },
        server_groups: Object.fromEntries(
          Object.entries(m.groups).map(([name, members]) => [
            name,
            { servers: members?.filter((id) => placed.includes(id)) },
          ]),
        ),
        features: m.features,
        // A server that loses its seat takes its backup and its membership along.
        backups: Object.fromEntries(Object.entries(m.backups).filter(([id]) => placed.includes(id))),
      });
    });
}

/** Undeclared fields are absent, not undefined. */
function compact(blocks: object): Blocks {
  return JSON.parse(JSON.stringify(blocks)) as Blocks;
}

export interface Story {
  readonly contents: AccountContents;
  readonly shape: Partial<Shape>;
  readonly first: Blocks;
  readonly second: Blocks;
  readonly exclusive: readonly string[];
  readonly seed: number;
  /** Hosts that register with the first manifest's Imunify keys between the two applies. */
  readonly arrivals: readonly Arrival[];
}

export interface Arrival {
  readonly key: string;
  readonly lastCheckin: number;
}

/** An account, a manifest applied to it, and the next manifest. */
export const anyStory: fc.Arbitrary<Story> = anyContents.chain((contents) =>
  fc.record({
    contents: fc.constant(contents),
    shape: anyShape,
    first: anyBlocks(contents),
    second: anyBlocks(contents),
    exclusive: fc.subarray([
      'imunify_key',
      'kernelcare_key',
      'els_key',
      'cloudlinux_key',
      'ip_license',
      'server_group',
      'feature',
      'backup',
    ]),
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    arrivals: fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), lastCheckin }), { maxLength: 3 }),
  }),
);
