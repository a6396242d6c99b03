import type { AccountContents } from '../../src/emulator/account.ts';
import { seededRandom } from '../../src/emulator/random.ts';
import { CLOUDLINUX_CODES, ELS_CODES, IMUNIFY_CODES, IP_PRODUCTS } from '../../src/model/product.ts';
import { testAccount } from './inProcess.ts';

const NOTES = [
  '',
  'EU web pool',
  'US web pool',
  'customer',
  'Kunde Müller & Söhne',
  'vps',
  '2019',
  'почта',
  'legacy / do not touch',
];

/**
 * An account as it grows over years: `size` objects of every kind, made by random calls against the emulator, many of them
 * with the same note. Servers are put in beforehand, since no call makes one.
 */
export async function grownAccount(size: number, seed = 7): Promise<AccountContents> {
  const random = seededRandom(seed);
  const below = (most: number): number => Math.floor(random() * most);
  const oneOf = <T>(items: readonly [T, ...T[]] | readonly T[]): T => items[below(items.length)] as T;
  const account = testAccount({ contents: {}, backupsForAnyServer: true, seed });
  const { imunify, kernelcare, els, cloudlinux, ipLicenses, groups, features, backups } = account.api.write;
  const note = (index: number): { note?: string } => {
    const text = oneOf(NOTES);
    return text === '' ? {} : { note: below(3) === 0 ? text : `${text} ${index}` };
  };
  for (let made = 0; made < size;) {
    const limit = oneOf([0, 1, 5, 10, 50, 100]);
    const draw = below(100);
    const outcome = await (async () => {
      if (draw < 12) return imunify.createKey({ code: oneOf(IMUNIFY_CODES), limit, ...note(made) });
      if (draw < 20) return kernelcare.createKey({ limit, ...note(made) });
      if (draw < 26) return els.createKey({ productType: oneOf(ELS_CODES), limit, ...note(made) });
      if (draw < 34) return cloudlinux.createKey({ productType: oneOf(CLOUDLINUX_CODES), limit, ...note(made) });
      if (draw < 36) return groups.create({ name: `group ${made}`, description: oneOf(NOTES) });
      if (draw < 38) return backups.create({ serverId: `S${made}`, size: 10 * (1 + below(20)), datacenter: 'EU2' });
      const ip = `203.0.${below(24)}.${below(256)}`;
      // One Imunify tier for an address, as the service allows.
      const { type } = oneOf(IP_PRODUCTS.slice(0, 12));
      return ipLicenses.register({ ip, type });
    })();
    if (outcome.status === 'done') made += 1;
  }
  await features.patch({ 4600: 'ENABLED', 1101: 'DISABLED' });
  return account.emulator.dump();
}
