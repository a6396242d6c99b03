import { describe, expect, it } from 'vitest';
import { elsCoverage, ipCoverage } from '../../../src/kinds/fleet/coverage.ts';
import { findDuplicates } from '../../../src/kinds/fleet/findDuplicates.ts';
import { findUnused } from '../../../src/kinds/fleet/findUnused.ts';
import { readStanding } from '../../../src/kinds/fleet/readStanding.ts';
import { selectServers } from '../../../src/kinds/fleet/selectServers.ts';
import { SERVER_ORDERS, sortServers } from '../../../src/kinds/fleet/sortServers.ts';
import { IP_PRODUCTS } from '../../../src/model/product.ts';
import type { FleetKey, FleetServer } from '../../../src/model/fleet.ts';
import { testAccount } from '../../support/inProcess.ts';

const SERVER: FleetServer = {
  ...{ family: 'imunify', product: '360_30', covers: 'imunify', by: 'key' },
  ...{ id: 'S', key: 'K' },
};
const server = (more: Partial<FleetServer>): FleetServer => ({ ...SERVER, ...more });
const ids = (servers: readonly FleetServer[]) => servers.map(({ id }) => id);

describe('findDuplicates', () => {
  it.each<{ reason: string; servers: readonly FleetServer[]; groups: readonly (readonly string[])[]; shared?: number }>(
    [
      { reason: 'nothing', servers: [], groups: [] },
      {
        reason: 'a key and an IP licence for the same',
        servers: [server({ id: 'a', ip: '1.1.1.1' }), server({ id: 'b', by: 'ip', ip: '1.1.1.1', registered: false })],
        groups: [['a', 'b']],
      },
      {
        reason: 'different products on one host, as they should be',
        servers: [server({ id: 'a', ip: '1.1.1.1' }), server({ id: 'b', covers: 'kernelcare', ip: '1.1.1.1' })],
        groups: [],
      },
      {
        reason: 'the same host name in another case, on a new address',
        servers: [
          server({ id: 'a', ip: '1.1.1.1', hostname: 'Web.example' }),
          server({ id: 'b', ip: '1.1.1.2', hostname: 'web.example' }),
        ],
        groups: [['a', 'b']],
      },
      {
        reason: 'same address and same name: once',
        servers: ['a', 'b'].map((id) => server({ id, ip: '1.1.1.1', hostname: 'web' })),
        groups: [['a', 'b']],
      },
      {
        reason: 'several hosts behind one address',
        servers: ['a', 'b'].map((id) => server({ id, ip: '1.1.1.1', hostname: id })),
        groups: [],
        shared: 1,
      },
      {
        reason: 'behind one address, one without a name',
        servers: [server({ id: 'a', ip: '1.1.1.1', hostname: 'a' }), server({ id: 'b', ip: '1.1.1.1' })],
        groups: [['a', 'b']],
      },
      {
        reason: 'no address, no name, or one that every host has',
        servers: [
          ...[server({ id: 'a' }), server({ id: 'b' }), server({ id: 'c', ip: '' }), server({ id: 'd', ip: '' })],
          ...['localhost', 'localhost.localdomain', 'LOCALHOST'].map((hostname) => server({ id: hostname, hostname })),
        ],
        groups: [],
      },
    ],
  )('$reason', ({ servers, groups, shared = 0 }) => {
    const found = findDuplicates(servers);
    expect(found.groups.map((group) => ids(group.servers))).toEqual(groups);
    expect(found.sharedAddresses).toBe(shared);
  });
});

describe('findUnused', () => {
  const key = (more: Partial<FleetKey>): FleetKey => ({
    ...{ family: 'imunify', product: '360_1', key: 'K', note: '', limit: 5, servers: 5 },
    ...more,
  });

  it('names keys with free seats, and none that is full, over-full or unlimited', () => {
    const keys = [
      key({ key: 'free', servers: 4 }),
      key({ key: 'full' }),
      key({ key: 'over', servers: 6 }),
      key({ key: 'unlimited', limit: 0, servers: 0 }),
      key({ key: 'empty', servers: 0, product: '360_0' }),
    ];
    for (const given of [keys, keys.toReversed()])
      expect(findUnused({ keys: given, servers: [] }).keys.map((one) => one.key)).toEqual(['empty', 'free']);
  });

  it('names IP licences that never registered, and counts those that cannot be judged', () => {
    const servers = [
      server({ id: 'never', by: 'ip', registered: false }),
      server({ id: 'used', by: 'ip', registered: true }),
      server({ id: 'seen', by: 'ip', registered: false, lastCheckin: 1 }),
      server({ id: 'silent', by: 'ip' }),
      server({ id: 'of a key', registered: false }),
    ];
    const { licenses, unjudged } = findUnused({ keys: [], servers });
    expect(ids(licenses)).toEqual(['never']);
    expect(unjudged).toBe(1);
  });
});

describe('selectServers', () => {
  const servers = [
    server({ id: 'old', lastCheckin: 10 }),
    server({ id: 'new', lastCheckin: 20 }),
    server({ id: 'none' }),
    server({ id: 'never', by: 'ip', registered: false }),
  ];
  it('keeps all when no moment is given', () => {
    expect(selectServers(servers, undefined)).toEqual({ servers, unjudged: 0, neverRegistered: 0 });
  });
  it('keeps those before the moment, and counts what it cannot judge', () => {
    expect(selectServers(servers, 20)).toEqual({ servers: [servers[0]], unjudged: 1, neverRegistered: 1 });
  });
});

describe('sortServers', () => {
  const servers = [
    server({ id: 'S10', ip: '198.51.100.10', lastCheckin: 5 }),
    server({ id: 'S9', ip: '198.51.100.9', hostname: 'b' }),
    server({ id: 'S1', family: 'kernelcare', product: 'kernelcare', ip: '10.0.0.1', hostname: 'A', lastCheckin: 1 }),
    server({ id: 'S2', by: 'ip', product: 'imunify360-1', key: 'A' }),
  ];
  it.each([
    { order: 'product', sorted: ['S9', 'S10', 'S2', 'S1'] },
    { order: 'ip', sorted: ['S1', 'S9', 'S10', 'S2'] },
    { order: 'hostname', sorted: ['S1', 'S9', 'S10', 'S2'] },
    { order: 'key', sorted: ['S2', 'S9', 'S10', 'S1'] },
    { order: 'id', sorted: ['S1', 'S2', 'S9', 'S10'] },
    { order: 'checkin', sorted: ['S1', 'S10', 'S9', 'S2'] },
  ] as const)('by $order, whatever the order of the lists', ({ order, sorted }) => {
    expect(ids(sortServers(servers, order))).toEqual(sorted);
    expect(ids(sortServers([...servers].reverse(), order))).toEqual(sorted);
  });
  it('knows every order, and is not confused by equals', () => {
    for (const order of SERVER_ORDERS) expect(sortServers([SERVER, SERVER], order)).toEqual([SERVER, SERVER]);
  });
});

describe('coverage', () => {
  it.each([
    { code: 'CELS', type: 3 },
    { code: 'CELS', type: 5011 },
    { code: 'OELS', type: 5013 },
    { code: 'UELS16', type: 5014 },
    { code: 'CELS_8', type: 5012 },
    { code: 'UELS18_SLA', type: 5019 },
    { code: 'ELS_FOR_CENTOS7_PLUS_SLA', type: 5017 },
    { code: 'ELS_FOR_CENTOS7', type: 5018 },
    { code: 'ELS_FOR_CENTOS8STREAM', type: 5035 },
  ])('a key $code covers the same as an IP licence $type', ({ code, type }) => {
    expect(ipCoverage(type)).toMatchObject({ family: 'els', covers: elsCoverage(code) });
  });
  it('has a family for every known type, and keeps what is not known apart', () => {
    const others = IP_PRODUCTS.filter(({ type }) => ipCoverage(type).family === 'other');
    expect(others.map(({ name }) => name)).toEqual(['extended-security-updates']);
    expect(ipCoverage(777)).toEqual({ family: 'other', product: 'type-777', covers: 'type-777' });
    expect(elsCoverage('NEW_ELS')).toBe('NEW_ELS');
    expect(elsCoverage('toString')).toBe('toString');
  });
});

describe('readStanding', () => {
  it('tells own licences from those of others', async () => {
    const license = { ip: '203.0.113.1', type: 16, registered: true, created: 0, elsAllowed: false };
    const { api } = testAccount({
      contents: { ipLicenses: [license], foreignLicenses: [{ ip: '203.0.113.1', type: 1 }] },
    });
    const { available, ...standing } = await readStanding(api.read, '203.0.113.1');
    expect(standing).toEqual({ ip: '203.0.113.1', owned: [16], taken: [1] });
    expect(available).not.toContain(16);
    expect(available).not.toContain(1);
    expect(available).toContain(42);
  });
});
