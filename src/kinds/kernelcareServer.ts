import type { ResourceKind } from '../model/kind.ts';
import { doneIfGone } from './support/doneIfGone.ts';
import { isOnSomeKey } from './support/isOnSomeKey.ts';
import { liveServer } from './support/liveServer.ts';
import { parallelMap } from './support/parallelMap.ts';
import { READ_CONCURRENCY } from './support/readConcurrency.ts';
import { removesServer } from './support/removesServer.ts';
import { saidToBeNone } from './support/saidToBeNone.ts';
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

  async remove({ read, write }, { id, spec }) {
    const answer = saidToBeNone('kcare/srv/remove', await write.kernelcare.removeServer(id));
    return doneIfGone(answer, async () => {
      const keys = (await read.kernelcare.keys()).map(({ key }) => key);
      return isOnSomeKey(keys, spec.key, async (key) =>
        (await read.kernelcare.servers(key)).some(({ serverId }) => serverId === id),
      );
    });
  },

  hazards: removesServer,
};
