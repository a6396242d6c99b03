import { describe, expect, it } from 'vitest';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { CLOUDLINUX_PRODUCTS, ELS_PRODUCTS, IMUNIFY_CODES, IP_LICENSE_TYPES } from '../../src/emulator/products.ts';
import { sampleContents } from '../../src/emulator/sample.ts';
import { NOW } from './support.ts';

const DAY = 86_400_000;
const { account } = createEmulator({ contents: sampleContents({ now: NOW }) });

describe('sample', () => {
  it('is the same for the same seed, with the same ids for every seed', () => {
    expect(sampleContents({ now: NOW, seed: 1 })).toEqual(sampleContents({ now: NOW }));
    const other = sampleContents({ now: NOW, seed: 2 });
    expect(other.imunifyServers).not.toEqual(account.imunifyServers.rows());
    expect(other.imunifyServers?.map(({ id }) => id)).toEqual(account.imunifyServers.rows().map(({ id }) => id));
  });

  it('has a few hundred objects, each with an id of its own', () => {
    const size = Object.values(sampleContents({ now: NOW })).reduce((sum, rows) => sum + rows.length, 0);
    expect(Object.values(account).reduce((sum, table) => sum + table.size, 0)).toBe(size);
    expect(size).toBe(400);
    expect(account.ipLicenses.size).toBe(250);
  });

  it('names the servers that examples name', () => {
    expect(['SSERVER_1', 'SSERVER_38', 'SSTGZbtLrT99N0Ca'].every((id) => account.imunifyServers.has(id))).toBe(true);
    expect(account.kernelcareServers.has('kServer000000001')).toBe(true);
  });

  it('holds together: every server has its key, no key more than its limit, every member and backup its server', () => {
    const placed = [
      { keys: account.imunifyKeys.rows(), servers: account.imunifyServers.rows() },
      { keys: account.kernelcareKeys.rows(), servers: account.kernelcareServers.rows() },
      { keys: account.elsKeys.rows(), servers: account.elsServers.rows() },
      { keys: account.cloudlinuxKeys.rows(), servers: account.cloudlinuxServers.rows() },
    ];
    for (const { keys, servers } of placed) {
      expect(servers.filter(({ key }) => !keys.some((row) => row.key === key))).toEqual([]);
      for (const { key, limit } of keys) {
        expect(servers.filter((row) => row.key === key).length).toBeLessThanOrEqual(limit === 0 ? Infinity : limit);
      }
    }
    const exists = (id: string) => account.imunifyServers.has(id) || account.kernelcareServers.has(id);
    expect(
      account.groups
        .rows()
        .flatMap(({ servers }) => servers)
        .every(exists),
    ).toBe(true);
    expect(account.backups.rows().every(({ serverId }) => exists(serverId))).toBe(true);
  });

  it('uses products that the service knows, and no licence of another customer', () => {
    expect(account.imunifyKeys.rows().every(({ code }) => IMUNIFY_CODES.has(code))).toBe(true);
    expect(account.elsKeys.rows().every(({ productType }) => ELS_PRODUCTS.has(productType))).toBe(true);
    expect(account.cloudlinuxKeys.rows().every(({ productType }) => CLOUDLINUX_PRODUCTS.has(productType))).toBe(true);
    expect(account.ipLicenses.rows().every(({ type }) => IP_LICENSE_TYPES.has(type))).toBe(true);
    expect(account.foreignLicenses.rows().some(({ ip, type }) => account.ipLicenses.has(`${ip}/${type}`))).toBe(false);
  });

  it('has check-ins of all ages, none in the future, and licences that were never used', () => {
    const ages = account.imunifyServers.rows().map(({ lastCheckin }) => (NOW - lastCheckin) / DAY);
    expect(ages.filter((age) => age < 1).length).toBeGreaterThan(10);
    expect(ages.filter((age) => age >= 200).length).toBeGreaterThan(1);
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
    expect(account.ipLicenses.filter(({ registered }) => !registered).length).toBeGreaterThan(20);
  });
});
