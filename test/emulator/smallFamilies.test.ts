import { describe, expect, it } from 'vitest';
import { dataOf, json, send, small } from './support.ts';

describe('v2/features', () => {
  it('lists the known features', () => {
    expect(json(send(small(), 'GET v2/features'))).toMatchObject([
      { feature_id: 1101 },
      { feature_id: 1102 },
      { feature_id: 4600 },
    ]);
  });

  it('patches some and answers all', () => {
    const emulator = small();
    expect(json(send(emulator, 'GET v2/features/account'))).toEqual({
      '1101': 'UNSET',
      '1102': 'UNSET',
      '4600': 'UNSET',
    });
    const body = '{"4600":"ENABLED","1101":"DISABLED"}';
    const patched = { '1101': 'DISABLED', '1102': 'UNSET', '4600': 'ENABLED' };
    expect(json(send(emulator, 'PATCH v2/features/account', {}, body))).toEqual(patched);
    expect(json(send(emulator, 'GET v2/features/account'))).toEqual(patched);
    expect(emulator.ledger.calls[1]).toMatchObject({ body, query: {} });
  });
});

describe('ab', () => {
  it('creates with a fresh id, resizes by a delta each time it is sent, removes', () => {
    const emulator = small();
    const made = dataOf(emulator, 'GET ab/im/create.json', { server_id: 'S2', size: 30, datacenter: 'US1' });
    expect(made).toEqual({ serverId: 'S2', size: 30, backupId: 24, datacenter: 'US1' });
    dataOf(emulator, 'GET ab/resize.json', { backup_id: 24, delta: -10 });
    expect(dataOf(emulator, 'GET ab/resize.json', { backup_id: 24, delta: -10 })).toMatchObject({ size: 10 });
    expect(dataOf(emulator, 'GET ab/list.json')).toHaveLength(2);
    expect(dataOf(emulator, 'GET ab/remove.json', { backup_id: 24 })).toMatchObject({ backupId: 24, size: 10 });
    expect(dataOf(emulator, 'GET ab/im/create.json', { server_id: 'S2', size: 10, datacenter: 'US1' })).toMatchObject({
      backupId: 25,
    });
  });

  it('takes any server id when told to', () => {
    const args = { server_id: 'nowhere', size: 10, datacenter: 'EU2' };
    expect(dataOf(small({ backupsForAnyServer: true }), 'GET ab/im/create.json', args)).toMatchObject({ size: 10 });
  });
});

describe('cl/awp', () => {
  it.each([
    { reason: 'both products', products: 'AWP_PREMIUM,AWP_CDN', yearMonth: '2023-12', rows: 2 },
    { reason: 'one product', products: 'AWP_CDN', yearMonth: '2023-12', rows: 1 },
    { reason: 'another month', products: 'AWP_CDN', yearMonth: '2024-01', rows: 0 },
  ])('$reason', ({ products, yearMonth, rows }) => {
    expect(json(send(small(), 'GET cl/awp', { products, yearMonth }))).toHaveLength(rows);
  });

  it('prints an absent user as null', () => {
    expect(json(send(small(), 'GET cl/awp', { products: 'AWP_PREMIUM', yearMonth: '2023-12' }))).toEqual([
      { product: 'AWP_PREMIUM', primary_domain: 'example1.com', username: null },
    ]);
  });
});

describe('status', () => {
  it('answers both ways without a token', () => {
    const emulator = small();
    expect(dataOf(emulator, 'GET status.json', { token: '' })).toMatchObject({ xmlrpc: true, rhn_overloaded: false });
    const plain = send(emulator, 'GET status.plain', { token: '' });
    expect(plain.headers['content-type']).toMatch(/^text\/plain/);
    expect(plain.body.split('\n').slice(0, 2)).toEqual(['success:true', 'db_clweb_connected:true']);
  });
});

describe('kcare/nagios', () => {
  const OK = 'KernelCare OK - all servers are up to date!';

  it.each([
    { reason: 'too short', key: 'short', code: 1 },
    { reason: 'not alphanumeric', key: 'abcdefgh-ijklmnop', code: 1 },
    { reason: 'over 32 characters', key: 'a'.repeat(33), code: 1 },
    { reason: 'no KernelCare licence where the call comes from', key: 'a'.repeat(16), code: 2, clientIp: '192.0.2.99' },
    { reason: 'licensed', key: 'a'.repeat(32), code: 0 },
  ])('registers a monitoring key: $reason', ({ key, code, clientIp = '203.0.113.1' }) => {
    const emulator = small({ clientIp });
    const answer = send(emulator, 'GET kcare/nagios/register_key.plain', { key, token: '' });
    expect(answer.body).toBe(`success:true\ncode:${code}`);
    expect(emulator.account.monitoringKeys.size).toBe(code === 0 ? 1 : 0);
  });

  it('checks the servers of a key, of a monitoring key and of the reseller', () => {
    const emulator = small({ clientIp: '203.0.113.1' });
    const critical = 'KernelCare CRITICAL - 1 out-of-date';
    const reseller = `GET kcare/nagios-res/acme/${encodeURIComponent(emulator.token())}`;
    expect(send(emulator, 'GET kcare/nagios/KC-A').body).toBe(critical);
    expect(send(emulator, reseller, { token: '' }).body).toBe(critical);
    send(emulator, 'GET kcare/srv/remove.json', { server_id: 'K2' });
    expect(send(emulator, 'GET kcare/nagios/KC-A').body).toBe(OK);
    expect(send(emulator, reseller, { token: '' }).body).toBe(OK);
    const key = 'MonitoringKey0001';
    send(emulator, 'GET kcare/nagios/register_key.plain', { key });
    expect(send(emulator, `GET kcare/nagios/${key}`).body).toBe(OK);
  });

  it.each([
    { reason: 'an unknown key', path: () => 'kcare/nagios/nobody', body: 'KernelCare UNKNOWN - key not found' },
    {
      reason: 'a bad token',
      path: () => 'kcare/nagios-res/acme/acme%7C1%7Cx',
      body: 'KernelCare UNKNOWN - Authorization failed',
    },
    {
      reason: "another's login before a good token",
      path: (token: string) => `kcare/nagios-res/other/${encodeURIComponent(token)}`,
      body: 'KernelCare UNKNOWN - Authorization failed',
    },
  ])('does not know $reason', ({ path, body }) => {
    const emulator = small();
    expect(send(emulator, `GET ${path(emulator.token())}`, { token: '' }).body).toBe(body);
  });
});
