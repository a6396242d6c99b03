import type { ReadApi } from '../../model/api/readApi.ts';
import { CLOUDLINUX_CODES } from '../../model/product.ts';
import { parallelMap } from '../support/parallelMap.ts';
import { READ_CONCURRENCY } from '../support/readConcurrency.ts';
import type { Counted, FleetPart } from './readFleet.ts';

const COVERS = 'cloudlinux';

/** CloudLinux keys and servers: two lists a product. They show no check-ins. */
export async function readCloudLinux(read: ReadApi, counted: Counted): Promise<FleetPart> {
  const parts = await parallelMap(CLOUDLINUX_CODES, READ_CONCURRENCY, async (product): Promise<Required<Part>> => {
    const { cloudlinux } = read;
    const [keys, servers] = await Promise.all([
      counted(cloudlinux.keys(product)),
      counted(cloudlinux.servers(product)),
    ]);
    return {
      servers: servers.map((row) => ({ ...{ family: 'cloudlinux', product, covers: COVERS, by: 'key' }, ...row })),
      keys: keys.map(({ key, limit, description }) => ({
        ...{ family: 'cloudlinux', product, key, limit },
        note: description,
      })),
    };
  });
  return { servers: parts.flatMap(({ servers }) => servers), keys: parts.flatMap(({ keys }) => keys) };
}

type Part = Pick<FleetPart, 'servers' | 'keys'>;

/** Servers that sub-accounts have registered with the reseller's keys. The list does not say of which product. */
export async function readSubAccounts(read: ReadApi, counted: Counted): Promise<FleetPart> {
  const rows = await counted(read.cloudlinux.subAccountServers());
  return {
    servers: rows.map(({ login, serverId, serverKey, ip }) => ({
      ...{ family: 'cloudlinux', product: COVERS, covers: COVERS, by: 'sub-account' },
      ...{ id: serverId, key: serverKey, account: login },
      ...(ip !== undefined && { ip }),
    })),
  };
}
