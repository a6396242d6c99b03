import { describe, expect, it } from 'vitest';
import { json, send, small } from './support.ts';

const PRODUCTS = ['CL', 'CLP', 'CLS', 'CLADMIN'];

describe('v2/cl', () => {
  it.each(PRODUCTS)('creates a key of %s and prints the product in lower case', (productType) => {
    const args = { productType, limit: 2, note: 'Optional Note' };
    expect(json(send(small(), 'POST v2/cl/keys', args))).toEqual({
      ...{ key: expect.stringMatching(/^[a-z0-9]{20}$/) as unknown, product_type: productType.toLowerCase() },
      ...{ usage_limit: 2, description: 'Optional Note' },
    });
  });

  it('updates the limit, and the note when it is sent', () => {
    const emulator = small();
    expect(json(send(emulator, 'PATCH v2/cl/keys', { key: 'cl-a', limit: 4 }))).toMatchObject({
      description: 'shared',
    });
    expect(json(send(emulator, 'PATCH v2/cl/keys', { key: 'cl-a', limit: 4, note: 'x' }))).toEqual({
      ...{ key: 'cl-a', product_type: 'cl', usage_limit: 4, description: 'x' },
    });
  });

  it('lists keys and servers of one product', () => {
    const emulator = small();
    expect(json(send(emulator, 'GET v2/cl/keys', { productType: 'CLP' }))).toEqual([
      { key: 'clp-a', product_type: 'clp', usage_limit: 0, description: null },
    ]);
    expect(json(send(emulator, 'GET v2/cl/servers', { productType: 'CL' }))).toEqual([
      { id: 7, key: 'cl-a', ip: '192.0.2.31', hostname: 'cl1' },
    ]);
    expect(json(send(emulator, 'GET v2/cl/servers', { productType: 'CLP' }))).toEqual([]);
  });

  it('removes a key with its servers', () => {
    const emulator = small();
    expect(json(send(emulator, 'DELETE v2/cl/keys', { key: 'cl-a' }))).toEqual({ key: 'cl-a' });
    expect(emulator.account.cloudlinuxServers.size).toBe(0);
  });

  it('removes a server', () => {
    const emulator = small();
    expect(json(send(emulator, 'DELETE v2/cl/servers', { id: 7 }))).toMatchObject({ id: 7, key: 'cl-a' });
    expect(emulator.account.cloudlinuxServers.size).toBe(0);
  });

  it('lists servers of sub-accounts', () => {
    expect(json(send(small(), 'GET v2/cl/sub-account/servers'))).toEqual([
      {
        ...{ sub_account_login: 'sub1', sub_account_email: 's@example.com', server_id: 9, server_key: 'cl-a' },
        ...{ version: 8, ip: '192.0.2.41' },
      },
    ]);
  });
});
