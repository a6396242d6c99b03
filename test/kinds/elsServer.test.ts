import { describe, expect, it } from 'vitest';
import { elsServer } from '../../src/kinds/elsServer.ts';
import { conforms } from './conformance.ts';
import { KEYS_WITH_SERVERS } from './support/contents.ts';
import { STATED, fakeApi } from './support/fakeApi.ts';

conforms({
  kind: elsServer,
  contents: KEYS_WITH_SERVERS,
  existing: '12345',
  under: [{ type: 'els_key', id: 'CELS-1', spec: { product: 'CELS' } }],
});

describe('els_server', () => {
  it('asks once a product, however many keys there are, and shows the servers of those keys alone', async () => {
    const rows = [
      { id: '1', key: 'A', lastCheckin: 7 },
      { id: '2', key: 'B' },
      { id: '3', key: 'elsewhere' },
    ];
    const { api, calls } = fakeApi({ 'els.servers': (product: string) => (product === 'CELS' ? rows : []) });
    const key = (id: string, product: string) => ({ type: 'els_key', id, spec: { product } });
    const under = [key('A', 'CELS'), key('B', 'CELS'), key('C', 'OTHER')];
    expect(await elsServer.list(api.read, { all: true, specs: [], names: new Set(), under })).toEqual([
      { type: 'els_server', id: '1', name: '1', spec: { key: 'A', product: 'CELS' }, lastCheckin: 7 },
      { type: 'els_server', id: '2', name: '2', spec: { key: 'B', product: 'CELS' } },
    ]);
    expect(calls).toEqual([
      ['els.servers', 'CELS'],
      ['els.servers', 'OTHER'],
    ]);
  });

  it('takes a removal that was turned down as it is when it cannot tell where to look', async () => {
    const { api, calls } = fakeApi({ 'els.removeServer': STATED });
    const live = { type: 'els_server', id: '1', spec: { key: 'A' } };
    expect(await elsServer.remove?.(api, live)).toEqual(STATED);
    expect(calls).toEqual([['els.removeServer', '1']]);
  });

  it('has its removal flagged', () => {
    expect(elsServer.hazards?.({ action: 'remove', fields: [] })).toMatchObject([{ name: 'removes-servers' }]);
  });
});

it('is not removed unless its call has been vouched for', () => {
  expect(elsServer.removalNeeds).toBe('enable-els-server-removal');
});
