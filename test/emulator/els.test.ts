import { describe, expect, it } from 'vitest';
import { ELS_PRODUCTS } from '../../src/emulator/products.ts';
import { dataOf, send, small } from './support.ts';

describe('els', () => {
  it.each([...ELS_PRODUCTS])('creates a key of %s', (productType) => {
    expect(dataOf(small(), 'POST els/key/create.json', { productType, limit: 2, note: 'n' })).toEqual({
      ...{
        key: expect.stringMatching(new RegExp(`^${productType}-[A-Za-z0-9]{24}$`)) as unknown,
        productCode: productType,
      },
      ...{ usageLimit: 2, description: 'n' },
    });
  });

  it.each([
    { reason: 'create', target: 'GET els/key/create.json', args: { code: 'CELS', limit: 1 } },
    { reason: 'update', target: 'GET els/key/update.json', args: { key: 'CELS-A', limit: 1 } },
    { reason: 'remove', target: 'GET els/key/remove.json', args: { key: 'CELS-A' } },
    { reason: 'list', target: 'GET els/key/list.json', args: { code: 'CELS' } },
  ])('still takes the GET form of 2023: $reason', ({ target, args }) => {
    const emulator = small();
    dataOf(emulator, target, args);
    expect(emulator.ledger.calls.at(-1)?.outcome).toBe('done');
  });

  it('updates limit and note', () => {
    expect(dataOf(small(), 'PUT els/key/update.json', { key: 'CELS-A', limit: 4, note: '321' })).toEqual({
      ...{ key: 'CELS-A', productCode: 'CELS', usageLimit: 4, description: '321' },
    });
  });

  it('lists the keys of one product', () => {
    expect(dataOf(small(), 'GET els/key/list.json', { productType: 'UELS18' })).toEqual([
      { key: 'UELS18-A', productCode: 'UELS18', usageLimit: 0, description: null },
    ]);
  });

  it('lists servers by last check-in, newest first, in every order of lists', () => {
    const emulator = small({ shape: { order: 'shuffled' } });
    for (let i = 0; i < 10; i += 1) {
      expect(dataOf(emulator, 'GET els/srv/list.json', { productType: 'CELS', key: 'CELS-A' })).toMatchObject([
        { id: 2, lastCheckin: '2026-03-01 12:00:00.000000' },
        { id: 1, hostname: 'els1' },
      ]);
    }
    expect(dataOf(emulator, 'GET els/srv/list.json', { productType: 'UELS18' })).toEqual([]);
  });

  it('removes a key with its servers', () => {
    const emulator = small();
    expect(dataOf(emulator, 'DELETE els/key/remove.json', { key: 'CELS-A' })).toEqual([
      { key: 'CELS-A' },
      { key: 'CELS-A' },
    ]);
    expect(emulator.account.elsServers.size).toBe(0);
  });

  it.each([
    { reason: 'by the path of the heading', path: 'els/srv/remove.json', misprint: undefined },
    { reason: 'by the misprinted path, which the ledger flags', path: 'els/key/remove.json', misprint: true },
  ])('removes a server $reason', ({ path, misprint }) => {
    const emulator = small();
    expect(dataOf(emulator, `DELETE ${path}`, { id: 1 })).toMatchObject({ id: 1, key: 'CELS-A', ip: '192.0.2.21' });
    expect(emulator.account.elsServers.size).toBe(1);
    expect(emulator.account.elsKeys.size).toBe(2);
    expect(emulator.ledger.calls.at(-1)?.misprint).toBe(misprint);
  });

  it('refuses other methods', () => {
    expect(send(small(), 'DELETE els/key/create.json').status).toBe(405);
  });
});
