import type { ReadApi } from '../../model/api/readApi.ts';
import type { FleetServer } from '../../model/fleet.ts';
import { parallelMap } from '../support/parallelMap.ts';
import { READ_CONCURRENCY } from '../support/readConcurrency.ts';
import { uniqueById } from '../support/uniqueById.ts';
import type { Counted, FleetPart } from './readFleet.ts';

/** KernelCare's keys have no product code, and their servers no host name. */
const PRODUCT = 'kernelcare';

/** KernelCare keys and their servers: one list a key. */
export async function readKernelCare(read: ReadApi, counted: Counted): Promise<FleetPart> {
  const keys = await counted(read.kernelcare.keys());
  const lists = await parallelMap(keys, READ_CONCURRENCY, async ({ key }) =>
    (await counted(read.kernelcare.servers(key))).map(({ serverId, ip, lastCheckin }): FleetServer => ({
      ...{ family: PRODUCT, product: PRODUCT, covers: PRODUCT, by: 'key', id: serverId, key },
      ...(ip !== undefined && { ip }),
      ...(lastCheckin !== undefined && { lastCheckin }),
    })),
  );
  const servers = uniqueById('kcare/key/servers', lists.flat());
  return {
    servers,
    keys: keys.map(({ key, limit, note }) => ({
      ...{ family: PRODUCT, product: PRODUCT, key, note, limit },
    })),
  };
}
