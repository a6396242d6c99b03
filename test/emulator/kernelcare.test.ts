import { describe, expect, it } from 'vitest';
import { dataOf, json, refusalOf, send, small } from './support.ts';

describe('kcare', () => {
  it('answers a created key as a bare string of sixteen characters', () => {
    const emulator = small();
    const key = dataOf(emulator, 'GET kcare/key/create.json', { limit: 2, note: 'x'.repeat(100) });
    expect(key).toMatch(/^[A-Za-z0-9]{16}$/);
    expect(emulator.account.kernelcareKeys.get(String(key))).toMatchObject({ limit: 2, enabled: true });
  });

  it('lists keys without their CIDRs', () => {
    expect(dataOf(small(), 'GET kcare/key/list.json')).toEqual([
      { key: 'KCDEFAULT', enabled: true, created: '2026-03-01T08:00-0400', limit: 0, note: null },
      { key: 'KC-A', enabled: true, created: '2026-03-01T08:00-0400', limit: 5, note: 'fleet' },
    ]);
  });

  it('lists the servers of a key', () => {
    expect(dataOf(small(), 'GET kcare/key/servers.json', { key: 'KC-A' })).toHaveLength(2);
    expect(dataOf(small(), 'GET kcare/key/servers.json', { key: 'KCDEFAULT' })).toEqual([]);
  });

  it('deletes a key with its servers once, and says false the second time', () => {
    const emulator = small();
    expect(dataOf(emulator, 'GET kcare/key/delete.json', { key: 'KC-A' })).toBe(true);
    expect(emulator.account.kernelcareServers.size).toBe(0);
    expect(emulator.account.groups.get('prod')?.servers).toEqual(['S1']);
    expect(dataOf(emulator, 'GET kcare/key/delete.json', { key: 'KC-A' })).toBe(false);
  });

  it('has no update of a key', () => {
    expect(send(small(), 'GET kcare/key/update.json', { key: 'KC-A', limit: 3 }).status).toBe(404);
  });

  it.each([
    {
      reason: 'all three separators',
      cidr: '203.0.113.0/24 198.51.100.0/25,192.0.2.0/26;2001:db8::/32',
      code: 0,
      stored: 4,
    },
    { reason: 'an empty list clears', cidr: '', code: 0, stored: 0 },
    { reason: 'an irregular address', cidr: '203.0.113.0/24,203.0.113.300/24', code: 1, stored: 1 },
    { reason: 'an irregular prefix', cidr: '203.0.113.0/33', code: 2, stored: 1 },
    { reason: 'no prefix', cidr: '203.0.113.0', code: 2, stored: 1 },
  ])('set_cidr: $reason', ({ cidr, code, stored }) => {
    const emulator = small();
    dataOf(emulator, 'GET kcare/key/set_cidr.json', { key: 'KC-A', cidr: '10.0.0.0/8' });
    expect(dataOf(emulator, 'GET kcare/key/set_cidr.json', { key: 'KC-A', cidr })).toEqual({ code });
    expect(emulator.account.kernelcareKeys.get('KC-A')?.cidrs).toHaveLength(stored);
  });

  it('removes a server, and calls an unknown one a success', () => {
    const emulator = small();
    expect(dataOf(emulator, 'GET kcare/srv/remove.json', { server_id: 'K1' })).toEqual({
      server_id: 'K1',
      key: 'KC-A',
    });
    expect(json(send(emulator, 'GET kcare/srv/remove.json', { server_id: 'K1' }))).toEqual({
      ...{ success: true, message: 'Server not found', type: null, data: null },
    });
    expect(refusalOf(emulator, 'GET kcare/srv/remove.json')).toBe('Required parameter is missing: server_id');
  });
});
