import type { ReadApi } from '../../model/api/readApi.ts';
import type { FleetServer } from '../../model/fleet.ts';
import { parallelMap } from '../support/parallelMap.ts';
import { READ_CONCURRENCY } from '../support/readConcurrency.ts';
import { uniqueById } from '../support/uniqueById.ts';
import type { Counted, FleetPart } from './readFleet.ts';

/** Imunify keys and their servers: one list a key, since no call lists the servers of all. */
export async function readImunify(read: ReadApi, counted: Counted): Promise<FleetPart> {
  const keys = await counted(read.imunify.keys());
  const lists = await parallelMap(keys, READ_CONCURRENCY, async ({ key, code }) =>
    (await counted(read.imunify.servers(key))).map((row): FleetServer => ({
      ...{ family: 'imunify', product: code, covers: 'imunify', by: 'key' },
      ...row,
    })),
  );
  const servers = uniqueById('im/srv/list', lists.flat());
  return {
    servers,
    keys: keys.map(({ key, code, limit, note = '' }) => ({
      ...{ family: 'imunify', product: code, key, note, limit },
    })),
  };
}
