import { describe, expect, it } from 'vitest';
import { dataOf, small } from './support.ts';

describe('im', () => {
  it('creates a new key every time, in the look of the documents', () => {
    const emulator = small();
    const args = { code: '360_250', limit: 0, note: 'n' };
    const first = dataOf(emulator, 'GET im/key/create.json', args);
    const second = dataOf(emulator, 'GET im/key/create.json', args);
    expect(first).toMatchObject({
      code: '360_250',
      limit: 0,
      type: 43,
      note: 'n',
      key: expect.stringMatching(/^IM250[A-Z0-9]{16}$/) as unknown,
    });
    expect(second).not.toEqual(first);
    expect(emulator.account.imunifyKeys.size).toBe(5);
  });

  it('keeps the note that an update does not send, and clears one that is sent empty', () => {
    const emulator = small();
    const kept = dataOf(emulator, 'GET im/key/update.json', { key: 'IM-A', limit: 9 });
    expect(kept).toEqual({ key: 'IM-A', limit: 9, code: '360_30', type: 42, note: 'web', servers: 2 });
    expect(dataOf(emulator, 'GET im/key/update.json', { key: 'IM-A', limit: 9, note: '' })).toMatchObject({
      note: null,
    });
  });

  it('lists keys with their servers counted', () => {
    expect(dataOf(small(), 'GET im/key/list.json')).toEqual([
      { key: 'IMDEFAULT', limit: 0, code: 'AVP', type: 40, note: null, servers: 0 },
      { key: 'IM-A', limit: 2, code: '360_30', type: 42, note: 'web', servers: 2 },
      { key: 'IM-B', limit: 1, code: '360_1', type: 41, note: null, servers: 1 },
    ]);
  });

  it('lists the servers of one key, check-ins to the minute', () => {
    expect(dataOf(small(), 'GET im/srv/list.json', { key: 'IM-B' })).toEqual([
      { id: 'S3', ip: '192.0.2.3', key: 'IM-B', last_checkin: '2026-03-01T08:00-0400' },
    ]);
  });

  it('removes a key with its servers and their places in groups, but not their backups', () => {
    const emulator = small();
    expect(dataOf(emulator, 'GET im/key/remove.json', { key: 'IM-A' })).toEqual([
      { id: 'S1', key: 'IM-A' },
      { id: 'S2', key: 'IM-A' },
    ]);
    expect(emulator.account.imunifyServers.rows().map(({ id }) => id)).toEqual(['S3']);
    expect(emulator.account.groups.get('prod')?.servers).toEqual(['K1']);
    expect(emulator.account.backups.size).toBe(1);
  });

  it('removes one server', () => {
    const emulator = small();
    expect(dataOf(emulator, 'GET im/srv/remove.json', { id: 'S1' })).toEqual({ id: 'S1', key: 'IM-A' });
    expect(emulator.account.imunifyServers.has('S1')).toBe(false);
  });

  it.each([
    { reason: 'to an unlimited key', id: 'S1', key: 'IMDEFAULT' },
    { reason: 'to the key that it is on, full as it is', id: 'S1', key: 'IM-A' },
  ])('moves a server $reason', ({ id, key }) => {
    const emulator = small();
    expect(dataOf(emulator, 'GET im/srv/convert.json', { id, key })).toEqual({ id, key });
    expect(emulator.account.imunifyServers.get(id)?.key).toBe(key);
  });
});
