import type { ReadApi } from '../../model/api/readApi.ts';
import { ELS_CODES } from '../../model/product.ts';
import { parallelMap } from '../support/parallelMap.ts';
import { READ_CONCURRENCY } from '../support/readConcurrency.ts';
import { elsCoverage } from './coverage.ts';
import type { Counted, FleetPart } from './readFleet.ts';

/** ELS keys and servers: two lists a product, of all products that are known, since no call lists what there is. */
export async function readEls(read: ReadApi, counted: Counted): Promise<FleetPart> {
  const parts = await parallelMap(ELS_CODES, READ_CONCURRENCY, async (product): Promise<Required<Part>> => {
    const [keys, servers] = await Promise.all([counted(read.els.keys(product)), counted(read.els.servers(product))]);
    return {
      servers: servers.map((row) => ({
        ...{ family: 'els', product, covers: elsCoverage(product), by: 'key' },
        ...row,
      })),
      keys: keys.map(({ key, limit, description }) => ({
        ...{ family: 'els', product, key, limit },
        note: description,
      })),
    };
  });
  return { servers: parts.flatMap(({ servers }) => servers), keys: parts.flatMap(({ keys }) => keys) };
}

type Part = Pick<FleetPart, 'servers' | 'keys'>;
