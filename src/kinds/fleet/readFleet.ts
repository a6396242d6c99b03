import type { ReadApi } from '../../model/api/readApi.ts';
import type { Fleet, FleetFamily, FleetKey, FleetLicensing, FleetServer } from '../../model/fleet.ts';
import { readCloudLinux, readSubAccounts } from './readCloudLinux.ts';
import { readEls } from './readEls.ts';
import { readImunify } from './readImunify.ts';
import { readIpLicenses } from './readIpLicenses.ts';
import { readKernelCare } from './readKernelCare.ts';

/** What a source of the fleet found. A list that fails makes the whole of it fail: the table is never just shorter. */
export interface FleetPart {
  readonly servers: readonly FleetServer[];
  readonly keys?: readonly Omit<FleetKey, 'servers'>[];
}

export interface FleetScope {
  readonly families: ReadonlySet<FleetFamily>;
  readonly licensings: ReadonlySet<FleetLicensing>;
}

/** Asked for every call that is to come, so that progress can be told. */
export type Counted = <T>(call: Promise<T>) => Promise<T>;

type Source = (read: ReadApi, counted: Counted) => Promise<FleetPart>;

const SOURCES: readonly { readonly family?: FleetFamily; readonly by: FleetLicensing; readonly run: Source }[] = [
  { family: 'imunify', by: 'key', run: readImunify },
  { family: 'kernelcare', by: 'key', run: readKernelCare },
  { family: 'els', by: 'key', run: readEls },
  { family: 'cloudlinux', by: 'key', run: readCloudLinux },
  { family: 'cloudlinux', by: 'sub-account', run: readSubAccounts },
  { by: 'ip', run: readIpLicenses },
];

/** Every server and key in scope, read at once. Throws `ApiError` when any list is refused, cut short or malformed. */
export async function readFleet(
  read: ReadApi,
  { families, licensings }: FleetScope,
  counted: Counted = (call) => call,
): Promise<Fleet> {
  const sources = SOURCES.filter(
    ({ family, by }) =>
      // Servers of sub-accounts take seats of the keys: without them a key would look emptier than it is.
      (licensings.has(by) || (by === 'sub-account' && licensings.has('key'))) &&
      (family === undefined || families.has(family)),
  );
  const parts = await Promise.all(sources.map(({ run }) => run(read, counted)));
  const keys = parts.flatMap((part) => part.keys ?? []);
  const servers = mergeSubAccounts(
    parts.flatMap((part) => part.servers),
    keys,
  );
  const seats = countSeats(servers);
  return {
    servers: servers.filter(({ family, by }) => families.has(family) && licensings.has(by)),
    keys: keys.map((key) => ({ ...key, servers: seats(key) })),
  };
}

/**
 * A server of a sub-account that the reseller's own list shows as well is one registration, not two. One that it does
 * not show is of the product that its key is for, if that is a key of this account.
 */
function mergeSubAccounts(
  servers: readonly FleetServer[],
  keys: readonly Omit<FleetKey, 'servers'>[],
): readonly FleetServer[] {
  const identity = ({ id, key }: FleetServer): string => JSON.stringify([id, key]);
  const cloudlinux = servers.filter(({ family }) => family === 'cloudlinux');
  const lent = new Map(cloudlinux.filter(({ by }) => by === 'sub-account').map((row) => [identity(row), row.account]));
  const own = new Set(cloudlinux.filter(({ by }) => by === 'key').map(identity));
  const products = new Map<string | undefined, string>(
    keys.filter(({ family }) => family === 'cloudlinux').map(({ key, product }) => [key, product]),
  );
  return servers.flatMap((row) => {
    if (row.by === 'sub-account') {
      if (own.has(identity(row))) return [];
      return [{ ...row, product: products.get(row.key) ?? row.product }];
    }
    const account = row.family === 'cloudlinux' ? lent.get(identity(row)) : undefined;
    return [account === undefined ? row : { ...row, account }];
  });
}

/** How many servers a key holds; keys of two families might be spelled alike. */
function countSeats(servers: readonly FleetServer[]): (key: Pick<FleetKey, 'family' | 'key'>) => number {
  const name = (family: FleetFamily, key: string): string => `${family} ${key}`;
  const counts = new Map<string, number>();
  for (const { family, key } of servers) {
    if (key !== undefined) counts.set(name(family, key), (counts.get(name(family, key)) ?? 0) + 1);
  }
  return ({ family, key }) => counts.get(name(family, key)) ?? 0;
}
