import { describe, expect, it } from 'vitest';
import type { LedgerRecord } from '../../src/emulator/ledger.ts';
import { NOW, dataOf, send, small } from './support.ts';

describe('ledger', () => {
  it('writes down every call with its arguments', () => {
    const emulator = small();
    send(emulator, 'GET im/key/update.json', { key: 'IM-A', limit: 3 });
    send(emulator, 'GET im/key/list.json');
    expect(emulator.ledger.calls).toEqual([
      {
        ...{ record: 'call', seq: 1, time: NOW, by: 'api', method: 'GET', endpoint: 'im/key/update' },
        ...{ query: { key: 'IM-A', limit: '3' }, mutating: true, applied: true, outcome: 'done', status: 200 },
      },
      {
        ...{ record: 'call', seq: 2, time: NOW, by: 'api', method: 'GET', endpoint: 'im/key/list' },
        ...{ query: {}, mutating: false, applied: true, outcome: 'done', status: 200 },
      },
    ]);
  });

  it('follows every object that was touched, and who made and removed it', () => {
    const emulator = small();
    const key = String(dataOf(emulator, 'GET kcare/key/create.json', { limit: 1, note: 'n' }));
    emulator.account.kernelcareKeys.put({ key: 'KC-X', limit: 9, note: '', enabled: true, created: NOW, cidrs: [] });
    dataOf(emulator, 'GET kcare/key/delete.json', { key });
    emulator.console({ method: 'GET', path: '/api/kcare/key/delete.json', query: [['key', 'KC-X']] });
    dataOf(emulator, 'GET im/srv/remove.json', { id: 'S2' });
    expect(emulator.ledger.objects).toMatchObject([
      { kind: 'kernelcare_key', id: key, attributes: { limit: 1, note: 'n' }, madeBy: 1, removedBy: 2 },
      { kind: 'kernelcare_key', id: 'KC-X', attributes: { limit: 9 }, madeBy: null, removedBy: 3 },
      { kind: 'imunify_server', id: 'S2', madeBy: 'start', removedBy: 4 },
    ]);
    expect(emulator.ledger.calls[2]).toMatchObject({ by: 'console', endpoint: 'kcare/key/delete' });
  });

  it('knows an object by its latest attributes', () => {
    const emulator = small();
    dataOf(emulator, 'GET ab/resize.json', { backup_id: 23, delta: 10 });
    dataOf(emulator, 'GET ab/resize.json', { backup_id: 23, delta: 10 });
    expect(emulator.ledger.objects).toEqual([
      {
        ...{ kind: 'backup', id: '23', madeBy: 'start' },
        attributes: { id: '23', serverId: 'S1', size: 40, datacenter: 'EU2' },
      },
    ]);
  });

  it('takes a licence that comes back for a new one', () => {
    const emulator = small();
    const args = { ip: '203.0.113.1', type: 16 };
    dataOf(emulator, 'GET ipl/remove.json', args);
    dataOf(emulator, 'GET ipl/register.json', args);
    expect(emulator.ledger.objects).toMatchObject([
      { id: '203.0.113.1/16', madeBy: 'start', removedBy: 1 },
      { id: '203.0.113.1/16', madeBy: 2 },
    ]);
    expect(emulator.ledger.objects[1]).not.toHaveProperty('removedBy');
  });

  it('hands out records as they come: a call, then what it changed', () => {
    const records: LedgerRecord[] = [];
    const emulator = small({ onRecords: (batch) => records.push(...batch) });
    dataOf(emulator, 'GET im/srv/remove.json', { id: 'S1' });
    emulator.account.imunifyServers.remove('S2');
    expect(
      records.map((record) => (record.record === 'call' ? record.endpoint : `${record.event} ${record.kind}`)),
    ).toEqual(['im/srv/remove', 'removed imunify_server', 'changed server_group', 'removed imunify_server']);
    expect(records.map((record) => (record.record === 'object' ? record.call : record.seq))).toEqual([1, 1, 1, null]);
  });
});
