import type { ReadApi } from '../../model/api/readApi.ts';
import type { IpStanding } from '../../model/ipStanding.ts';

/**
 * Asks both calls that know of an address: `ipl/check` says what anyone holds there, `ipl/availability` what this account
 * holds and could hold. A type that someone holds and this account does not is taken by another.
 */
export async function readStanding(read: Pick<ReadApi, 'ipLicenses'>, ip: string): Promise<IpStanding> {
  const [registered, { available, owned }] = await Promise.all([
    read.ipLicenses.check(ip),
    read.ipLicenses.availability(ip),
  ]);
  const mine = new Set(owned);
  return { ip, owned, taken: registered.filter((type) => !mine.has(type)), available };
}
