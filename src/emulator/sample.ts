import type { AccountContents } from './account.ts';
import type { AwpUsage, IpLicense, KernelCareServer } from './accountRows.ts';
import { DEFAULT_CONTENTS } from './defaultContents.ts';
import { seededRandom, type Random } from './random.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How many days ago every sixth to tenth server checked in; the others did within the last day. */
const OLD_CHECKINS = [10, 40, 95, 200];

/** Every key of the sample is spelled out here, so that manifests and documents can name it. */
const IMUNIFY_KEYS = [
  { key: 'IM30SAMPLEWEBEU0WBEU', code: '360_30', limit: 20, note: 'EU web pool', servers: 12 },
  { key: 'IM250SAMPLEWEBUSWBUS', code: '360_250', limit: 10, note: 'US web pool', servers: 6 },
  { key: 'IM1SAMPLEVPS0000VPS1', code: '360_1', limit: 0, note: 'single-user VPS', servers: 8 },
  { key: 'IM5SAMPLESMALL00SML5', code: '360_5', limit: 5, note: '', servers: 3 },
  { key: 'IMUNSAMPLEBIG000BIGU', code: '360_UN', limit: 4, note: 'big iron', servers: 4 },
  { key: 'IMASAMPLEMAIL000MAIL', code: 'AVP', limit: 10, note: 'mail relays', servers: 5 },
];

const KERNELCARE_KEYS = [
  { key: 'KcSample0000Flet', limit: 100, note: 'fleet', cidrs: ['203.0.113.0/24'], servers: 30 },
  { key: 'KcSample0000Edge', limit: 10, note: 'edge nodes', cidrs: [], servers: 4 },
  { key: 'KcSample0000Labs', limit: 0, note: '', cidrs: [], servers: 2 },
];

const ELS_KEYS = [
  { key: 'CELS-SampleCentos6Leg00CEL6', productType: 'CELS', limit: 5, note: '6', servers: 3 },
  {
    key: 'ELS_FOR_CENTOS7-SampleCentos7Web0000COS7',
    productType: 'ELS_FOR_CENTOS7',
    limit: 20,
    note: 'web',
    servers: 8,
  },
  { key: 'UELS18-SampleUbuntu18Build0UBU8', productType: 'UELS18', limit: 0, note: '', servers: 2 },
];

const CLOUDLINUX_KEYS = [
  { key: 'clsharedsample00shrd', productType: 'CL', limit: 50, note: 'shared hosting', servers: 14 },
  { key: 'clprosample00000pro1', productType: 'CLP', limit: 20, note: 'shared pro', servers: 5 },
  { key: 'clsolosample0000solo', productType: 'CLS', limit: 5, note: '', servers: 2 },
];

/** Blocks of IP licences: `count` addresses from `prefix.from` on, each with a licence of `type`. */
const LICENSE_BLOCKS = [
  { prefix: '203.0.113', from: 1, count: 100, type: 1 },
  { prefix: '203.0.113', from: 1, count: 60, type: 16 },
  { prefix: '198.51.100', from: 1, count: 5, type: 40 },
  { prefix: '198.51.100', from: 6, count: 10, type: 41 },
  { prefix: '198.51.100', from: 16, count: 5, type: 44 },
  { prefix: '198.51.100', from: 21, count: 15, type: 42 },
  { prefix: '198.51.100', from: 36, count: 10, type: 43 },
  { prefix: '198.51.100', from: 46, count: 5, type: 49 },
  { prefix: '192.0.2', from: 1, count: 20, type: 5017 },
  { prefix: '192.0.2', from: 21, count: 10, type: 17 },
  { prefix: '192.0.2', from: 31, count: 10, type: 4 },
];

/**
 * A mid-size reseller: some 400 objects. Ids never change (`SSERVER_1` … `SSERVER_38`, `kServer000000001` …), times
 * count back from `now`, and `seed` varies only check-ins, creation times and which licences are in use.
 */
export function sampleContents({ now, seed = 1 }: { readonly now: number; readonly seed?: number }): AccountContents {
  const random = seededRandom(seed);
  const created = () => Math.floor(now - (300 + random() * 600) * DAY);
  const placed = <Key extends { servers: number }>(keys: readonly Key[]) =>
    keys.flatMap((key) => Array.from({ length: key.servers }, () => key)).map((key, i) => ({ ...key, n: i + 1 }));

  const imunifyServers = placed(IMUNIFY_KEYS).map(({ key, n }) => ({
    ...{ id: `SSERVER_${n}`, key, ip: `198.51.100.${100 + n}` },
    lastCheckin: checkin(n, now, random),
  }));
  // The server id that the documents use in their examples of backups.
  imunifyServers.push({
    ...{ id: 'SSTGZbtLrT99N0Ca', key: 'IM30SAMPLEWEBEU0WBEU', ip: '198.51.100.150' },
    lastCheckin: checkin(1, now, random),
  });
  return {
    imunifyKeys: [...(DEFAULT_CONTENTS.imunifyKeys ?? []), ...IMUNIFY_KEYS.map(withoutServers)],
    imunifyServers,
    kernelcareKeys: [
      ...(DEFAULT_CONTENTS.kernelcareKeys ?? []),
      ...KERNELCARE_KEYS.map((key) => ({ ...withoutServers(key), enabled: true, created: created() })),
    ],
    kernelcareServers: placed(KERNELCARE_KEYS).map(({ key, n }) => {
      const lastCheckin = checkin(n, now, random);
      const id = `kServer${String(n).padStart(9, '0')}`;
      return { id, key, ip: `203.0.113.${n}`, created: created(), lastCheckin, health: health(n, now - lastCheckin) };
    }),
    elsKeys: ELS_KEYS.map(withoutServers),
    elsServers: placed(ELS_KEYS).map(({ key, n }) => ({
      ...{ id: String(10_000 + n), key, ip: `192.0.2.${100 + n}`, hostname: `els${n}.example.net` },
      lastCheckin: checkin(n, now, random),
    })),
    cloudlinuxKeys: [...(DEFAULT_CONTENTS.cloudlinuxKeys ?? []), ...CLOUDLINUX_KEYS.map(withoutServers)],
    cloudlinuxServers: placed(CLOUDLINUX_KEYS).map(({ key, n }) => ({
      ...{ id: String(20_000 + n), key, ip: `203.0.113.${100 + n}`, hostname: `shared${n}.example.net` },
    })),
    subAccountServers: [1, 2, 3].map((n) => ({
      ...{ login: `acme-sub${n}`, email: `sub${n}@example.com`, serverId: String(30_000 + n) },
      ...{ serverKey: 'clsharedsample00shrd', version: 7 + n, ip: `192.0.2.${200 + n}` },
    })),
    ipLicenses: LICENSE_BLOCKS.flatMap(({ prefix, from, count, type }) =>
      Array.from({ length: count }, (_, i) => license(`${prefix}.${from + i}`, type, created(), i, now, random)),
    ),
    foreignLicenses: [
      ...[200, 201, 202, 203].map((n) => ({ ip: `203.0.113.${n}`, type: 1 })),
      { ip: '203.0.113.200', type: 16 },
      { ip: '198.51.100.200', type: 42 },
    ],
    groups: [
      {
        ...{ name: 'production', description: 'Production' },
        servers: ['SSERVER_1', 'SSERVER_2', 'SSERVER_3', 'SSERVER_13', 'kServer000000001', 'kServer000000002'],
      },
      { name: 'staging', description: 'Staging', servers: ['SSERVER_4', 'SSERVER_5'] },
      { name: 'legacy', description: '', servers: [] },
    ],
    features: [{ id: '4600', permission: 'ENABLED' }],
    backups: [
      { id: '101', serverId: 'SSERVER_1', size: 100, datacenter: 'EU2' },
      { id: '102', serverId: 'SSERVER_2', size: 50, datacenter: 'EU2' },
      { id: '103', serverId: 'SSERVER_13', size: 200, datacenter: 'US1' },
      { id: '104', serverId: 'SSTGZbtLrT99N0Ca', size: 10, datacenter: 'EU2' },
    ],
    awpUsage: ['2023-12', new Date(now).toISOString().slice(0, 7)].flatMap(awpMonth),
  };
}

function withoutServers<Key extends { servers: number }>({ servers: _, ...key }: Key): Omit<Key, 'servers'> {
  return key;
}

function checkin(n: number, now: number, random: Random): number {
  const old = OLD_CHECKINS[(n % 10) - 6];
  return Math.floor(now - (old === undefined ? random() * DAY : old * DAY + random() * HOUR));
}

function health(n: number, age: number): KernelCareServer['health'] {
  if (age > 30 * DAY) return 'inactive';
  if (n % 11 === 0) return 'unsupported';
  return n % 5 === 0 ? 'out-of-date' : 'up-to-date';
}

/** Six in seven are in use; the others were paid for and never registered. */
function license(ip: string, type: number, created: number, i: number, now: number, random: Random): IpLicense {
  const base = { ip, type, created, elsAllowed: false };
  if (i % 7 === 6) return { ...base, registered: false };
  const serverInfo = 'AlmaLinux release 8.10 (4.18.0-553.lve.el8.x86_64)';
  return { ...base, registered: true, serverInfo, lastCheckin: checkin(i, now, random) };
}

function awpMonth(yearMonth: string): AwpUsage[] {
  return [
    { yearMonth, product: 'AWP_PREMIUM', primaryDomain: 'example1.com', username: 'test-user1' },
    { yearMonth, product: 'AWP_PREMIUM', primaryDomain: 'example3.com' },
    { yearMonth, product: 'AWP_CDN', primaryDomain: 'example2.com', username: 'test-user2', cdnLimitType: '50 GB' },
  ];
}
