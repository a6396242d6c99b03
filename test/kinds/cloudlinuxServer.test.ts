import { describe, expect, it } from 'vitest';
import { cloudlinuxServer } from '../../src/kinds/cloudlinuxServer.ts';
import { conforms } from './conformance.ts';
import { KEYS_WITH_SERVERS } from './support/contents.ts';
import { STATED, fakeApi } from './support/fakeApi.ts';

conforms({
  kind: cloudlinuxServer,
  contents: KEYS_WITH_SERVERS,
  existing: '1',
  under: [{ type: 'cloudlinux_key', id: 'cl-1', spec: { product: 'CLP' } }],
});

describe('cloudlinux_server', () => {
  it('asks once a product, however many keys there are, and shows the servers of those keys alone', async () => {
    const rows = [
      { id: '1', key: 'A' },
      { id: '2', key: 'B' },
      { id: '3', key: 'elsewhere' },
    ];
    const { api, calls } = fakeApi({ 'cloudlinux.servers': (product: string) => (product === 'CLP' ? rows : []) });
    const key = (id: string, product: string) => ({ type: 'cloudlinux_key', id, spec: { product } });
    const under = [key('A', 'CLP'), key('B', 'CLP'), key('C', 'OTHER')];
    expect(await cloudlinuxServer.list(api.read, { all: true, specs: [], names: new Set(), under })).toEqual([
      { type: 'cloudlinux_server', id: '1', name: '1', spec: { key: 'A', product: 'CLP' } },
      { type: 'cloudlinux_server', id: '2', name: '2', spec: { key: 'B', product: 'CLP' } },
    ]);
    expect(calls).toEqual([
      ['cloudlinux.servers', 'CLP'],
      ['cloudlinux.servers', 'OTHER'],
    ]);
  });

  it('takes a removal that was turned down as it is when it cannot tell where to look', async () => {
    const { api, calls } = fakeApi({ 'cloudlinux.removeServer': STATED });
    const live = { type: 'cloudlinux_server', id: '1', spec: { key: 'A' } };
    expect(await cloudlinuxServer.remove?.(api, live)).toEqual(STATED);
    expect(calls).toEqual([['cloudlinux.removeServer', '1']]);
  });

  it('has its removal flagged', () => {
    expect(cloudlinuxServer.hazards?.({ action: 'remove', fields: [] })).toMatchObject([{ name: 'removes-servers' }]);
  });
});
