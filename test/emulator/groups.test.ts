import { describe, expect, it } from 'vitest';
import { dataOf, send, small } from './support.ts';

describe('group', () => {
  it('creates and lists', () => {
    const emulator = small();
    const created = dataOf(emulator, 'POST group/create.json', { name: 'new', description: 'New' });
    expect(created).toEqual({ name: 'new', description: 'New' });
    expect(dataOf(emulator, 'GET group/list.json')).toEqual([
      { name: 'prod', description: 'Production' },
      { name: 'empty', description: null },
      { name: 'new', description: 'New' },
    ]);
  });

  it('lists members of both products', () => {
    expect(dataOf(small(), 'GET group/servers/list.json', { name: 'prod' })).toEqual([
      { id: 'S1', hostName: '192.0.2.1', ip: '192.0.2.1', type: 'IMUNIFY' },
      { id: 'K1', hostName: '192.0.2.11', ip: '192.0.2.11', type: 'KERNELCARE' },
    ]);
  });

  it('puts members once, however often they are sent', () => {
    const emulator = small();
    const args = { name: 'prod', server_ids: 'S2,S1' };
    expect(dataOf(emulator, 'PUT group/servers/put.json', args)).toMatchObject([{ id: 'S2' }, { id: 'S1' }]);
    expect(emulator.account.groups.get('prod')?.servers).toEqual(['S1', 'K1', 'S2']);
  });

  it('takes members out and answers only those that were in', () => {
    const emulator = small();
    const args = { name: 'prod', server_ids: 'S1,S2' };
    expect(dataOf(emulator, 'DELETE group/servers/remove.json', args)).toMatchObject([{ id: 'S1' }]);
    expect(emulator.account.groups.get('prod')?.servers).toEqual(['K1']);
  });

  it.each(['GET group/remove.json', 'DELETE group/delete.json', 'PUT group/update.json'])('has no %s', (target) => {
    expect(send(small(), target, { name: 'prod' }).status).toBe(404);
  });
});
