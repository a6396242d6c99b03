import type { ResourceKind } from '../model/kind.ts';
import { mapOutcome } from '../model/outcome.ts';
import { liveServer } from './support/liveServer.ts';
import { parallelMap } from './support/parallelMap.ts';
import { READ_CONCURRENCY } from './support/readConcurrency.ts';
import { removesServer } from './support/removesServer.ts';
import { uniqueById } from './support/uniqueById.ts';

/** A server registered with a KernelCare key. */
export interface KernelcareServerSpec {
  readonly key: string;
}

const TYPE = 'kernelcare_server';

/** Never declared: listed to count what hangs on a key, and removed when it has been silent for too long. */
export const kernelcareServer: ResourceKind<KernelcareServerSpec> = {
  type: TYPE,
  title: 'KernelCare server',
  identity: 'natural',
  fields: { key: { sensitive: true } },
  parent: { type: 'kernelcare_key', field: 'key' },

  async list(read, { under }) {
    const rows = await parallelMap(under, READ_CONCURRENCY, async ({ id: key }) =>
      (await read.kernelcare.servers(key)).map(({ serverId, lastCheckin }) =>
        liveServer(TYPE, serverId, { key }, lastCheckin),
      ),
    );
    return uniqueById('kcare/key/servers', rows.flat());
  },

  async remove({ write }, { id }) {
    // False: "Server not found".
    return mapOutcome(await write.kernelcare.removeServer(id), () => undefined);
  },

  hazards: removesServer,
};
