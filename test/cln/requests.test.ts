import { describe, expect, it } from 'vitest';
import type { Api } from '../../src/model/api/api.ts';
import { token } from '../../src/cln/token.ts';
import { clientOver, NOW, scripted, SECRET } from './support/scripted.ts';

const TOKEN = token('acme', SECRET, NOW / 1000);

interface Case {
  readonly call: (api: Api) => Promise<unknown>;
  readonly method?: string;
  /** The path, and behind the token the query, as they are before percent-encoding. */
  readonly asks: string;
  readonly body?: string;
  readonly token?: 'none';
}

const reads: readonly Case[] = [
  { call: ({ read }) => read.status(), asks: 'status.json', token: 'none' },
  { call: ({ read }) => read.statusPlain(), asks: 'status.plain', token: 'none' },
  { call: ({ read }) => read.imunify.keys(), asks: 'im/key/list.json' },
  { call: ({ read }) => read.imunify.servers('IM1'), asks: 'im/srv/list.json key=IM1' },
  { call: ({ read }) => read.kernelcare.keys(), asks: 'kcare/key/list.json' },
  { call: ({ read }) => read.kernelcare.servers('KC1'), asks: 'kcare/key/servers.json key=KC1' },
  { call: ({ read }) => read.kernelcare.nagiosKey('a/b c'), asks: 'kcare/nagios/a%2Fb%20c', token: 'none' },
  {
    call: ({ read }) => read.kernelcare.nagiosReseller(),
    asks: `kcare/nagios-res/acme/${encodeURIComponent(TOKEN)}`,
    token: 'none',
  },
  { call: ({ read }) => read.els.keys('CELS'), asks: 'els/key/list.json productType=CELS' },
  { call: ({ read }) => read.els.servers('CELS'), asks: 'els/srv/list.json productType=CELS' },
  { call: ({ read }) => read.els.servers('CELS', 'E1'), asks: 'els/srv/list.json productType=CELS key=E1' },
  { call: ({ read }) => read.cloudlinux.keys('CL'), asks: 'v2/cl/keys productType=CL' },
  { call: ({ read }) => read.cloudlinux.servers('CLP'), asks: 'v2/cl/servers productType=CLP' },
  { call: ({ read }) => read.cloudlinux.subAccountServers(), asks: 'v2/cl/sub-account/servers' },
  {
    call: ({ read }) => read.cloudlinux.awp(['AWP_PREMIUM', 'AWP_CDN'], '2023-12'),
    asks: 'cl/awp products=AWP_PREMIUM,AWP_CDN yearMonth=2023-12',
  },
  { call: ({ read }) => read.ipLicenses.list(), asks: 'ipl/list.json' },
  {
    call: ({ read }) => read.ipLicenses.servers(['192.0.2.1', '2001:db8::1']),
    asks: 'ipl/server.json ip=192.0.2.1,2001:db8::1',
  },
  { call: ({ read }) => read.ipLicenses.availability('192.0.2.1'), asks: 'ipl/availability.json ip=192.0.2.1' },
  { call: ({ read }) => read.ipLicenses.check('192.0.2.1'), asks: 'ipl/check.json ip=192.0.2.1' },
  { call: ({ read }) => read.groups.list(), asks: 'group/list.json' },
  { call: ({ read }) => read.groups.servers('prod'), asks: 'group/servers/list.json name=prod' },
  { call: ({ read }) => read.features.supported(), asks: 'v2/features' },
  { call: ({ read }) => read.features.account(), asks: 'v2/features/account' },
  { call: ({ read }) => read.backups.list(), asks: 'ab/list.json' },
];

const writes: readonly Case[] = [
  {
    call: ({ write }) => write.imunify.createKey({ code: '360_1', limit: 2 }),
    asks: 'im/key/create.json code=360_1 limit=2',
  },
  {
    call: ({ write }) => write.imunify.createKey({ code: '360_1', limit: 0, note: '' }),
    asks: 'im/key/create.json code=360_1 limit=0 note=',
  },
  {
    call: ({ write }) => write.imunify.updateKey({ key: 'IM1', limit: 4 }),
    asks: 'im/key/update.json key=IM1 limit=4',
  },
  {
    call: ({ write }) => write.imunify.updateKey({ key: 'IM1', limit: 4, note: 'n' }),
    asks: 'im/key/update.json key=IM1 limit=4 note=n',
  },
  { call: ({ write }) => write.imunify.removeKey('IM1'), asks: 'im/key/remove.json key=IM1' },
  { call: ({ write }) => write.imunify.removeServer('S1'), asks: 'im/srv/remove.json id=S1' },
  {
    call: ({ write }) => write.imunify.convertServer({ id: 'S1', key: 'IM2' }),
    asks: 'im/srv/convert.json id=S1 key=IM2',
  },
  {
    call: ({ write }) => write.kernelcare.createKey({ limit: 2, note: 'n' }),
    asks: 'kcare/key/create.json limit=2 note=n',
  },
  { call: ({ write }) => write.kernelcare.deleteKey('KC1'), asks: 'kcare/key/delete.json key=KC1' },
  {
    call: ({ write }) => write.kernelcare.setCidr({ key: 'KC1', cidrs: ['192.0.2.0/24', '198.51.100.0/24'] }),
    asks: 'kcare/key/set_cidr.json key=KC1 cidr=192.0.2.0/24,198.51.100.0/24',
  },
  { call: ({ write }) => write.kernelcare.removeServer('S1'), asks: 'kcare/srv/remove.json server_id=S1' },
  {
    call: ({ write }) => write.kernelcare.registerMonitoringKey('WsTs821nSAtiastD'),
    asks: 'kcare/nagios/register_key.plain key=WsTs821nSAtiastD',
    token: 'none',
  },
  {
    call: ({ write }) => write.els.createKey({ productType: 'CELS', limit: 2, note: 'n' }),
    method: 'POST',
    asks: 'els/key/create.json productType=CELS limit=2 note=n',
  },
  {
    call: ({ write }) => write.els.updateKey({ key: 'E1', limit: 4, note: 'n' }),
    method: 'PUT',
    asks: 'els/key/update.json key=E1 limit=4 note=n',
  },
  { call: ({ write }) => write.els.removeKey('E1'), method: 'DELETE', asks: 'els/key/remove.json key=E1' },
  { call: ({ write }) => write.els.removeServer('7'), method: 'DELETE', asks: 'els/srv/remove.json id=7' },
  {
    call: ({ write }) => write.cloudlinux.createKey({ productType: 'CL', limit: 2, note: 'n' }),
    method: 'POST',
    asks: 'v2/cl/keys productType=CL limit=2 note=n',
  },
  {
    call: ({ write }) => write.cloudlinux.updateKey({ key: 'C1', limit: 4 }),
    method: 'PATCH',
    asks: 'v2/cl/keys key=C1 limit=4',
  },
  { call: ({ write }) => write.cloudlinux.removeKey('C1'), method: 'DELETE', asks: 'v2/cl/keys key=C1' },
  { call: ({ write }) => write.cloudlinux.removeServer('7'), method: 'DELETE', asks: 'v2/cl/servers id=7' },
  {
    call: ({ write }) => write.ipLicenses.register({ ip: '192.0.2.1', type: 16 }),
    asks: 'ipl/register.json ip=192.0.2.1 type=16',
  },
  {
    call: ({ write }) => write.ipLicenses.register({ ip: '192.0.2.1', type: 16, elsAllowed: true }),
    asks: 'ipl/register.json ip=192.0.2.1 type=16 els_allowed=true',
  },
  {
    call: ({ write }) => write.ipLicenses.convert({ ip: '192.0.2.1', type: 41, typeTo: 42 }),
    asks: 'ipl/convert.json ip=192.0.2.1 type=41 type_to=42',
  },
  {
    call: ({ write }) => write.ipLicenses.remove({ ip: '192.0.2.1', type: 16 }),
    asks: 'ipl/remove.json ip=192.0.2.1 type=16',
  },
  {
    call: ({ write }) => write.ipLicenses.update({ ip: '192.0.2.1', type: 16, elsAllowed: false }),
    asks: 'ipl/update.json ip=192.0.2.1 type=16 els_allowed=false',
  },
  {
    call: ({ write }) => write.groups.create({ name: 'prod', description: 'd' }),
    method: 'POST',
    asks: 'group/create.json name=prod description=d',
  },
  { call: ({ write }) => write.groups.create({ name: 'prod' }), method: 'POST', asks: 'group/create.json name=prod' },
  {
    call: ({ write }) => write.groups.putServers({ name: 'prod', serverIds: ['S1', 'S2'] }),
    method: 'PUT',
    asks: 'group/servers/put.json name=prod server_ids=S1,S2',
  },
  {
    call: ({ write }) => write.groups.removeServers({ name: 'prod', serverIds: ['S1'] }),
    method: 'DELETE',
    asks: 'group/servers/remove.json name=prod server_ids=S1',
  },
  {
    call: ({ write }) => write.features.patch({ '4600': 'ENABLED' }),
    method: 'PATCH',
    asks: 'v2/features/account',
    body: '{"4600":"ENABLED"}',
  },
  {
    call: ({ write }) => write.backups.create({ serverId: 'S1', size: 10, datacenter: 'EU2' }),
    asks: 'ab/im/create.json server_id=S1 size=10 datacenter=EU2',
  },
  {
    call: ({ write }) => write.backups.resize({ backupId: '101', delta: -20 }),
    asks: 'ab/resize.json backup_id=101 delta=-20',
  },
  { call: ({ write }) => write.backups.remove('101'), asks: 'ab/remove.json backup_id=101' },
];

describe.each([
  { kind: 'read' as const, cases: reads },
  { kind: 'write' as const, cases: writes },
])('a $kind', ({ kind, cases }) => {
  it.each(cases)('asks for $method $asks', async ({ call, method = 'GET', asks, body, token: withToken }) => {
    const transport = scripted({ kind: 'tooLarge', reason: 'large' });
    await call(clientOver(transport)).catch(() => undefined);

    const [path, ...pairs] = asks.split(' ');
    expect(transport.requests).toHaveLength(1);
    expect(transport.requests[0]).toMatchObject({
      kind,
      method,
      path,
      query: [
        ...(withToken === 'none' ? [] : [['token', TOKEN]]),
        ...pairs.map((pair) => pair.split(/=(.*)/s).slice(0, 2)),
      ],
    });
    expect(transport.requests[0]?.body).toBe(body);
  });
});

it('never removes or updates an IP licence without its type', () => {
  const transport = scripted();
  const { ipLicenses } = clientOver(transport).write;
  const lost = { ip: '192.0.2.1', type: undefined as unknown as number, elsAllowed: true };

  expect(() => ipLicenses.remove(lost)).toThrow(TypeError);
  expect(() => ipLicenses.update(lost)).toThrow(TypeError);
  expect(transport.requests).toHaveLength(0);
});
