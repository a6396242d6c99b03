import { describe, expect, test } from 'vitest';
import { copyOfAccount } from '../../src/emulator/copyOfAccount.ts';
import { recordReads } from '../../src/emulator/recordReads.ts';
import { sampleContents } from '../../src/emulator/sample.ts';
import { TEST_NOW, testAccount } from '../support/inProcess.ts';

const OPTIONS = { now: TEST_NOW, unremovable: new Set<string>(), members: [] };

describe('a copy of an account', () => {
  test('of which everything was read answers every list as the account does', async () => {
    const { api } = testAccount({ contents: sampleContents({ now: TEST_NOW }) });
    const { read, seen } = recordReads(api.read);
    const all = async (reads: typeof read) => {
      const keys = await reads.imunify.keys();
      const fleet = await reads.kernelcare.keys();
      const groups = await reads.groups.list();
      return {
        keys,
        servers: await Promise.all(keys.map(({ key }) => reads.imunify.servers(key))),
        fleet,
        hosts: await Promise.all(fleet.map(({ key }) => reads.kernelcare.servers(key))),
        els: [await reads.els.keys('CELS'), await reads.els.servers('CELS')],
        cloudlinux: [await reads.cloudlinux.keys('CL'), await reads.cloudlinux.servers('CL')],
        licenses: await reads.ipLicenses.list(),
        free: await reads.ipLicenses.availability('203.0.113.99'),
        groups,
        members: await Promise.all(
          groups.map(async ({ name }) => (await reads.groups.servers(name)).map(({ id }) => id)),
        ),
        features: await reads.features.account(),
        backups: await reads.backups.list(),
      };
    };
    const original = await all(read);
    const { contents, shape } = copyOfAccount(seen, OPTIONS);
    const copy = testAccount({ contents, shape });
    expect(await all(copy.api.read)).toEqual(original);
  });

  test('says what it takes for granted, and has seats taken by servers that are only counted', async () => {
    const { api } = testAccount({ contents: sampleContents({ now: TEST_NOW }) });
    const { read, seen } = recordReads(api.read);
    const counted = (await read.imunify.keys()).reduce((sum, { servers = 0 }) => sum + servers, 0);
    expect(counted).toBeGreaterThan(0);
    const { contents, assumptions } = copyOfAccount(seen, { ...OPTIONS, members: ['SOMEWHERE'] });
    expect(contents.imunifyServers).toHaveLength(counted + 1);
    expect(assumptions).toEqual([
      expect.stringContaining(`${counted} servers are only counted`),
      expect.stringContaining('1 members of groups'),
    ]);
  });

  test('of an account that hides notes hides them too, and marks what is known not to go', async () => {
    const { api } = testAccount({ shape: { notes: 'off' } });
    const { read, seen } = recordReads(api.read);
    const [key] = await read.imunify.keys();
    const { contents, shape } = copyOfAccount(seen, { ...OPTIONS, unremovable: new Set([key?.key ?? '']) });
    expect(shape).toEqual({ notes: 'off' });
    expect(contents.imunifyKeys).toMatchObject([{ key: key?.key, isDefault: true }]);
  });

  test('keeps features that only the account knows', async () => {
    const { seen } = recordReads(testAccount().api.read);
    seen.features = { '9999': 'ENABLED' };
    const { api } = testAccount({ contents: copyOfAccount(seen, OPTIONS).contents });
    expect(await api.write.features.patch({ '9999': 'DISABLED' })).toMatchObject({ status: 'done' });
    expect(await api.read.features.account()).toMatchObject({ '9999': 'DISABLED' });
  });
});
