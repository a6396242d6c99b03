import { describe, expect, it } from 'vitest';
import { ApiError } from '../../src/model/apiError.ts';
import type { Api } from '../../src/model/api/api.ts';
import type { Transport } from '../../src/cln/transport.ts';
import { answered, clientOver, ok, scripted } from './support/scripted.ts';

const DATE = '2014-04-30T11:26-0400';
const MS = Date.UTC(2014, 3, 30, 15, 26);

interface Case {
  readonly reason: string;
  readonly transport: Transport;
  readonly call: (api: Api) => Promise<unknown>;
  readonly rows: unknown;
}

const imKeys = (api: Api) => api.read.imunify.keys();
const kcKeys = (api: Api) => api.read.kernelcare.keys();
const elsKeys = (api: Api) => api.read.els.keys('CELS');
const clKeys = (api: Api) => api.read.cloudlinux.keys('CL');
const account = (api: Api) => api.read.features.account();

describe('a list', () => {
  it.each<Case>([
    {
      reason: 'of Imunify keys, numbers as strings, no note: it cannot be read',
      transport: scripted(ok([{ key: 'IM1', limit: '2', code: '360_250', servers: '0' }])),
      call: imKeys,
      rows: [{ key: 'IM1', limit: 2, code: '360_250', servers: 0 }],
    },
    {
      reason: 'of Imunify keys, newer: a null note is empty',
      transport: scripted(ok([{ key: 'IM1', limit: 2, code: 'AVP', servers: 0, type: 40, note: null }])),
      call: imKeys,
      rows: [{ key: 'IM1', limit: 2, code: 'AVP', servers: 0, note: '' }],
    },
    { reason: 'with nothing in it', transport: scripted(ok([])), call: imKeys, rows: [] },
    {
      reason: 'of Imunify servers',
      transport: scripted(
        ok([
          { id: 'S1', ip: '192.0.2.1', key: 'IM1', last_checkin: DATE },
          { id: 'S2', key: 'IM1' },
        ]),
      ),
      call: (api) => api.read.imunify.servers('IM1'),
      rows: [
        { id: 'S1', ip: '192.0.2.1', key: 'IM1', lastCheckin: MS },
        { id: 'S2', key: 'IM1' },
      ],
    },
    {
      reason: 'of KernelCare keys',
      transport: scripted(
        ok([
          { key: 'KC1', enabled: false, created: DATE, limit: 2, note: 'n' },
          { key: 'KC2', limit: '0', note: null },
        ]),
      ),
      call: kcKeys,
      rows: [
        { key: 'KC1', enabled: false, created: MS, limit: 2, note: 'n' },
        { key: 'KC2', limit: 0, note: '' },
      ],
    },
    {
      reason: 'of KernelCare servers',
      transport: scripted(ok([{ server_id: 's09', ip: '192.0.2.1', created: DATE, last_checkin: null }])),
      call: (api) => api.read.kernelcare.servers('KC1'),
      rows: [{ serverId: 's09', ip: '192.0.2.1', created: MS }],
    },
    {
      reason: 'of ELS keys, a description that is a number',
      transport: scripted(
        ok([
          { key: 'E1', productCode: 'CELS', usageLimit: '2', description: 123 },
          { key: 'E2', productCode: 'CELS', usageLimit: 5, description: null },
        ]),
      ),
      call: elsKeys,
      rows: [
        { key: 'E1', productType: 'CELS', limit: 2, description: '123' },
        { key: 'E2', productType: 'CELS', limit: 5, description: '' },
      ],
    },
    {
      reason: 'of ELS servers',
      transport: scripted(
        ok([{ id: '12345', key: 'E1', ip: '192.0.2.1', hostname: 'test', lastCheckin: '2022-09-05 14:22:23.781372' }]),
      ),
      call: (api) => api.read.els.servers('CELS'),
      rows: [
        {
          id: '12345',
          key: 'E1',
          ip: '192.0.2.1',
          hostname: 'test',
          lastCheckin: Date.UTC(2022, 8, 5, 14, 22, 23, 781),
        },
      ],
    },
    {
      reason: 'of CloudLinux keys, bare, product in lower case',
      transport: scripted(answered([{ key: 'C1', product_type: 'cl', usage_limit: 2, description: 'd' }])),
      call: clKeys,
      rows: [{ key: 'C1', productType: 'CL', limit: 2, description: 'd' }],
    },
    {
      reason: 'of CloudLinux keys, wrapped, numbers as strings',
      transport: scripted(ok([{ key: 'C1', product_type: 'CLP', usage_limit: '2' }])),
      call: clKeys,
      rows: [{ key: 'C1', productType: 'CLP', limit: 2, description: '' }],
    },
    {
      reason: 'of CloudLinux servers, whose ids are numbers',
      transport: scripted(answered([{ id: 1, key: 'C1', ip: '192.0.2.1', hostname: 'server1' }])),
      call: (api) => api.read.cloudlinux.servers('CL'),
      rows: [{ id: '1', key: 'C1', ip: '192.0.2.1', hostname: 'server1' }],
    },
    {
      reason: 'of the servers of sub-accounts',
      transport: scripted(
        answered([
          {
            sub_account_login: 'sub1',
            sub_account_email: 'a@example.com',
            server_id: 1,
            server_key: 'C1',
            version: 8,
            ip: '192.0.2.1',
          },
        ]),
      ),
      call: (api) => api.read.cloudlinux.subAccountServers(),
      rows: [{ login: 'sub1', email: 'a@example.com', serverId: '1', serverKey: 'C1', version: 8, ip: '192.0.2.1' }],
    },
    {
      reason: 'of AccelerateWP usage, a null user name',
      transport: scripted(
        answered([{ product: 'AWP_CDN', primary_domain: 'example.com', username: null, cdn_limit_type: '50 GB' }]),
      ),
      call: (api) => api.read.cloudlinux.awp(['AWP_CDN'], '2023-12'),
      rows: [{ product: 'AWP_CDN', primaryDomain: 'example.com', cdnLimitType: '50 GB' }],
    },
    {
      reason: 'of IP licences, a row twice as it came',
      transport: scripted(
        ok([
          { ip: '192.0.2.1', type: 16, registered: false, created: DATE },
          { ip: '192.0.2.1', type: '16' },
        ]),
      ),
      call: (api) => api.read.ipLicenses.list(),
      rows: [
        { ip: '192.0.2.1', type: 16, registered: false, created: MS },
        { ip: '192.0.2.1', type: 16 },
      ],
    },
    {
      reason: 'of an IPv6 licence, spelled as it came',
      transport: scripted(ok([{ ip: '2001:DB8::1', type: 16 }])),
      call: (api) => api.read.ipLicenses.list(),
      rows: [{ ip: '2001:DB8::1', type: 16 }],
    },
    {
      reason: 'of IP servers',
      transport: scripted(
        ok([
          {
            server_info: 'cloudlinux-release-5',
            ip: '192.0.2.1',
            type: 1,
            registered: true,
            created: DATE,
            last_checkin: DATE,
          },
        ]),
      ),
      call: (api) => api.read.ipLicenses.servers(['192.0.2.1']),
      rows: [
        {
          serverInfo: 'cloudlinux-release-5',
          ip: '192.0.2.1',
          type: 1,
          registered: true,
          created: MS,
          lastCheckin: MS,
        },
      ],
    },
    {
      reason: 'of IP servers for no IP, which asks for nothing',
      transport: scripted(),
      call: (api) => api.read.ipLicenses.servers([]),
      rows: [],
    },
    {
      reason: 'of available types',
      transport: scripted(ok({ available: [1, '41'], owned: [] })),
      call: (api) => api.read.ipLicenses.availability('192.0.2.1'),
      rows: { available: [1, 41], owned: [] },
    },
    {
      reason: 'of types in use',
      transport: scripted(ok([1, 16])),
      call: (api) => api.read.ipLicenses.check('192.0.2.1'),
      rows: [1, 16],
    },
    {
      reason: 'of groups',
      transport: scripted(ok([{ name: 'prod', description: null }])),
      call: (api) => api.read.groups.list(),
      rows: [{ name: 'prod', description: '' }],
    },
    {
      reason: 'of the servers of a group',
      transport: scripted(ok([{ id: 'SERVER-1', hostName: 'h', ip: '192.0.2.1', type: 'IMUNIFY' }])),
      call: (api) => api.read.groups.servers('prod'),
      rows: [{ id: 'SERVER-1', hostName: 'h', ip: '192.0.2.1', type: 'IMUNIFY' }],
    },
    {
      reason: 'of supported features',
      transport: scripted(answered([{ feature_id: 4600, applicable_product_ids: [1, 2] }])),
      call: (api) => api.read.features.supported(),
      rows: [{ featureId: '4600', productIds: [1, 2] }],
    },
    {
      reason: 'of permissions, bare',
      transport: scripted(answered({ 4600: 'ENABLED' })),
      call: account,
      rows: { 4600: 'ENABLED' },
    },
    {
      reason: 'of permissions, wrapped',
      transport: scripted(ok({ 1101: 'UNSET' })),
      call: account,
      rows: { 1101: 'UNSET' },
    },
    {
      reason: 'of backups',
      transport: scripted(ok([{ serverId: 'S1', size: '10', backupId: 23, datacenter: 'EU2' }])),
      call: (api) => api.read.backups.list(),
      rows: [{ serverId: 'S1', size: 10, backupId: '23', datacenter: 'EU2' }],
    },
  ])('$reason', async ({ transport, call, rows }) => {
    expect(await call(clientOver(transport))).toStrictEqual(rows);
  });
});

describe('a malformed list is an error that names endpoint and field', () => {
  it.each([
    { reason: 'null', transport: scripted(ok(null)), call: imKeys, summary: 'im/key/list: data is not a list.' },
    {
      reason: 'no data at all',
      transport: scripted(answered({ success: true })),
      call: imKeys,
      summary: 'im/key/list: data is missing.',
    },
    { reason: 'an object', transport: scripted(ok({})), call: kcKeys, summary: 'kcare/key/list: data is not a list.' },
    {
      reason: 'a row without its key',
      transport: scripted(ok([{ limit: 1, code: 'AVP' }])),
      call: imKeys,
      summary: 'im/key/list: data[0].key is missing.',
    },
    {
      reason: 'a limit in words',
      transport: scripted(ok([{ key: 'IM1', limit: 'ten', code: 'AVP' }])),
      call: imKeys,
      summary: 'im/key/list: data[0].limit is not a whole number.',
    },
    {
      reason: 'a row that is null',
      transport: scripted(ok([null])),
      call: elsKeys,
      summary: 'els/key/list: data[0] is not an object.',
    },
    {
      reason: 'a bare v2 row',
      transport: scripted(answered([{ key: 'C1', product_type: 'cl' }])),
      call: clKeys,
      summary: 'v2/cl/keys: body[0].usage_limit is missing.',
    },
    {
      reason: 'v2 null, bare',
      transport: scripted(answered(null)),
      call: clKeys,
      summary: 'v2/cl/keys: body is not a list.',
    },
    {
      reason: 'v2 null, wrapped',
      transport: scripted(ok(null)),
      call: clKeys,
      summary: 'v2/cl/keys: data is not a list.',
    },
    {
      reason: 'a permission nobody knows',
      transport: scripted(answered({ 4600: 'enabled' })),
      call: account,
      summary: 'v2/features/account: body.4600 is not ENABLED, DISABLED or UNSET.',
    },
    {
      reason: 'a date that is none',
      transport: scripted(ok([{ ip: '192.0.2.1', type: 1, created: 'soon' }])),
      call: (api: Api) => api.read.ipLicenses.list(),
      summary: 'ipl/list: data[0].created is not a date.',
    },
    ...['203.0.113.10/1', '203.0.113.11,203.0.113.12', '203.0.113.010', ' 203.0.113.10', 'fe80::1%eth0', 'web'].map(
      (ip) => ({
        reason: `a licence of "${ip}"`,
        transport: scripted(ok([{ ip, type: 1 }])),
        call: (api: Api) => api.read.ipLicenses.list(),
        summary: 'ipl/list: data[0].ip is not one IP address.',
      }),
    ),
    {
      reason: 'a server on a network',
      transport: scripted(ok([{ ip: '203.0.113.0/24', type: 1 }])),
      call: (api: Api) => api.read.ipLicenses.servers(['203.0.113.1']),
      summary: 'ipl/server: data[0].ip is not one IP address.',
    },
    {
      reason: 'half of the availability',
      transport: scripted(ok({ available: [] })),
      call: (api: Api) => api.read.ipLicenses.availability('192.0.2.1'),
      summary: 'ipl/availability: data.owned is missing.',
    },
  ])('$reason', async ({ transport, call, summary }) => {
    const error: unknown = await call(clientOver(transport)).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      message: summary,
      diagnostic: { code: 'malformed-answer', severity: 'error', summary },
    });
    expect(transport.requests).toHaveLength(1);
  });
});

describe('ipl/server', () => {
  it('is asked a hundred IPs at a time, five calls at a time, and keeps the order', async () => {
    const ips = Array.from({ length: 1234 }, (_, i) => `10.0.${String(i >> 8)}.${String(i & 255)}`);
    let underWay = 0;
    let most = 0;
    const sizes: number[] = [];
    const transport: Transport = {
      send: async ({ query }) => {
        const asked = query.find(([name]) => name === 'ip')?.[1].split(',') ?? [];
        sizes.push(asked.length);
        most = Math.max(most, (underWay += 1));
        await new Promise((resolve) => setTimeout(resolve, asked.length === 100 ? 2 : 0));
        underWay -= 1;
        return ok(asked.map((ip) => ({ ip, type: 1 })));
      },
    };

    const rows = await clientOver(transport).read.ipLicenses.servers(ips);

    expect(rows.map((row) => row.ip)).toStrictEqual(ips);
    expect(sizes).toStrictEqual([...Array.from({ length: 12 }, () => 100), 34]);
    expect(most).toBe(5);
  });

  it('is an error when one of its pages is', async () => {
    const transport = scripted(ok([]), ok(null));
    const ips = Array.from({ length: 150 }, (_, i) => `10.0.0.${String(i)}`);

    await expect(clientOver(transport).read.ipLicenses.servers(ips)).rejects.toThrow('ipl/server: data is not a list');
  });
});
