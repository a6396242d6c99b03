import { describe, expect, it } from 'vitest';
import { sampleContents } from '../../../src/emulator/sample.ts';
import type { AccountContents } from '../../../src/emulator/account.ts';
import { readFleet } from '../../../src/kinds/fleet/readFleet.ts';
import { FLEET_FAMILIES, FLEET_LICENSINGS } from '../../../src/model/fleet.ts';
import type { FleetFamily, FleetLicensing } from '../../../src/model/fleet.ts';
import { parseFaultRule } from '../../../src/emulator/faults.ts';
import { testAccount, TEST_NOW } from '../../support/inProcess.ts';
import { fakeApi } from '../support/fakeApi.ts';

const SAMPLE = sampleContents({ now: TEST_NOW });
const EVERYTHING = { families: new Set(FLEET_FAMILIES), licensings: new Set(FLEET_LICENSINGS) };
const scope = (family: FleetFamily, by: FleetLicensing) => ({
  families: new Set([family]),
  licensings: new Set([by]),
});

describe('readFleet', () => {
  it('shows every server, every IP licence and every key of the account', async () => {
    const { api, emulator } = testAccount({ contents: SAMPLE });
    const { servers, keys } = await readFleet(api.read, EVERYTHING);
    const { account } = emulator;
    const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).sort();
    const of = (family: FleetFamily, by: FleetLicensing) =>
      servers.filter((row) => row.family === family && row.by === by);
    expect(ids(of('imunify', 'key'))).toEqual(ids(account.imunifyServers.rows()));
    expect(ids(of('kernelcare', 'key'))).toEqual(ids(account.kernelcareServers.rows()));
    expect(ids(of('els', 'key'))).toEqual(ids(account.elsServers.rows()));
    expect(ids(of('cloudlinux', 'key'))).toEqual(ids(account.cloudlinuxServers.rows()));
    expect(ids(of('cloudlinux', 'sub-account'))).toEqual(['30001', '30002', '30003']);
    expect(ids(servers.filter(({ by }) => by === 'ip'))).toEqual(
      account.ipLicenses
        .rows()
        .map(({ ip, type }) => `${ip}/${String(type)}`)
        .sort(),
    );
    expect(keys.map(({ key }) => key).sort()).toEqual(
      [account.imunifyKeys, account.kernelcareKeys, account.elsKeys, account.cloudlinuxKeys]
        .flatMap((table) => table.rows().map(({ key }) => key))
        .sort(),
    );
    expect(emulator.ledger.calls.filter((call) => call.mutating)).toEqual([]);
  });

  it('asks for details a hundred addresses at a time, each once', async () => {
    const { api, emulator } = testAccount({ contents: SAMPLE });
    await readFleet(api.read, scope('other', 'ip'));
    const asked = emulator.ledger.calls.filter(({ endpoint }) => endpoint === 'ipl/server').length;
    const addresses = new Set((SAMPLE.ipLicenses ?? []).map(({ ip }) => ip)).size;
    expect(asked).toBe(Math.ceil(addresses / 100));
  });

  const LISTS = [
    ...['im/key/list', 'im/srv/list', 'kcare/key/list', 'kcare/key/servers', 'els/key/list', 'els/srv/list'],
    ...['v2/cl/keys', 'v2/cl/servers', 'v2/cl/sub-account/servers', 'ipl/list', 'ipl/server'],
  ];
  it.each(LISTS.flatMap((endpoint) => ['refuse', 'html'].map((what) => ({ endpoint, what }))))(
    'fails as a whole when $endpoint fails ($what)',
    async ({ endpoint, what }) => {
      const rule = parseFaultRule(`endpoint=${endpoint},do=${what},nth=1,count=99`);
      if (!rule.ok) throw new Error(rule.diagnostic.summary);
      const { api } = testAccount({ contents: SAMPLE, faults: [rule.value] });
      await expect(readFleet(api.read, EVERYTHING)).rejects.toMatchObject({ name: 'ApiError', endpoint });
    },
  );

  it('reads only the lists that are asked for', async () => {
    const { api, emulator } = testAccount({ contents: SAMPLE });
    await readFleet(api.read, scope('els', 'key'));
    const endpoints = new Set(emulator.ledger.calls.map(({ endpoint }) => endpoint));
    expect([...endpoints].sort()).toEqual(['els/key/list', 'els/srv/list']);
  });

  it('refuses a list that shows one server on two keys', async () => {
    const { api } = fakeApi({
      'imunify.keys': ['A', 'B'].map((key) => ({ key, code: '360_1', limit: 1 })),
      'imunify.servers': (key: string) => [{ id: 'S', key }],
    });
    await expect(readFleet(api.read, scope('imunify', 'key'))).rejects.toThrow('two different states');
  });

  it('counts a server of a sub-account once, on its key, as what the key is for', async () => {
    const key = { key: 'k1', productType: 'CLP', limit: 5, note: '' };
    const contents: AccountContents = {
      cloudlinuxKeys: [key],
      cloudlinuxServers: [{ id: '1', key: 'k1', ip: '203.0.113.1', hostname: 'a' }],
      subAccountServers: [
        { login: 'sub', email: '', serverId: '1', serverKey: 'k1', version: 8, ip: '203.0.113.1' },
        { login: 'sub', email: '', serverId: '2', serverKey: 'k1', version: 8, ip: '203.0.113.2' },
        { login: 'sub', email: '', serverId: '3', serverKey: 'elsewhere', version: 8, ip: '203.0.113.3' },
      ],
    };
    const { api } = testAccount({ contents });
    const { servers, keys } = await readFleet(api.read, EVERYTHING);
    expect(servers.map(({ id, by, product, account }) => ({ id, by, product, account }))).toEqual([
      { id: '1', by: 'key', product: 'CLP', account: 'sub' },
      { id: '2', by: 'sub-account', product: 'CLP', account: 'sub' },
      { id: '3', by: 'sub-account', product: 'cloudlinux', account: 'sub' },
    ]);
    expect(keys).toMatchObject([{ key: 'k1', servers: 2 }]);
    // A seat that a sub-account took is taken, whether or not its servers are to be shown.
    expect((await readFleet(api.read, scope('cloudlinux', 'key'))).keys).toMatchObject([{ servers: 2 }]);
  });

  it('keeps an IP licence that the details leave out, and one that only they show', async () => {
    const { api } = fakeApi({
      'ipLicenses.list': [
        { ip: '203.0.113.1', type: 16, registered: true },
        { ip: '203.0.113.2', type: 9999, registered: false },
      ],
      'ipLicenses.servers': [
        { ip: '203.0.113.1', type: 16, registered: true, lastCheckin: 5 },
        { ip: '203.0.113.1', type: 1 },
      ],
    });
    const { servers } = await readFleet(api.read, { ...EVERYTHING, licensings: new Set(['ip' as const]) });
    expect(servers).toEqual([
      {
        ...{ family: 'kernelcare', product: 'kernelcare', covers: 'kernelcare', by: 'ip' },
        ...{ id: '203.0.113.1/16', ip: '203.0.113.1', registered: true, lastCheckin: 5 },
      },
      {
        ...{ family: 'other', product: 'type-9999', covers: 'type-9999', by: 'ip' },
        ...{ id: '203.0.113.2/9999', ip: '203.0.113.2', registered: false, withoutDetails: true },
      },
      {
        ...{ family: 'cloudlinux', product: 'cloudlinux', covers: 'cloudlinux', by: 'ip' },
        ...{ id: '203.0.113.1/1', ip: '203.0.113.1' },
      },
    ]);
  });
});
