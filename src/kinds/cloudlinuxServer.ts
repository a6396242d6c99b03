import type { ResourceKind } from '../model/kind.ts';
import { doneIfGone } from './support/doneIfGone.ts';
import { liveServer } from './support/liveServer.ts';
import { parallelMap } from './support/parallelMap.ts';
import { productsOfParents } from './support/productsOfParents.ts';
import { READ_CONCURRENCY } from './support/readConcurrency.ts';
import { removesServer } from './support/removesServer.ts';
import { uniqueById } from './support/uniqueById.ts';

/** A server registered with a CloudLinux key. */
export interface CloudlinuxServerSpec {
  readonly key: string;
  /** The key's product: what `v2/cl/servers` is asked for. */
  readonly product: string;
}

const TYPE = 'cloudlinux_server';

/** Never declared: listed to count what hangs on a key. The API shows no check-in, so none is ever called stale. */
export const cloudlinuxServer: ResourceKind<CloudlinuxServerSpec> = {
  type: TYPE,
  title: 'CloudLinux server',
  identity: 'natural',
  fields: { key: { sensitive: true }, product: {} },
  parent: { type: 'cloudlinux_key', field: 'key' },

  async list(read, { under }) {
    const keys = new Set(under.map(({ id }) => id));
    const rows = await parallelMap(productsOfParents(under), READ_CONCURRENCY, async (product) =>
      (await read.cloudlinux.servers(product))
        .filter(({ key }) => keys.has(key))
        .map(({ id, key }) => liveServer(TYPE, id, { key, product })),
    );
    return uniqueById('v2/cl/servers', rows.flat());
  },

  async remove({ read, write }, { id, spec: { product } }) {
    return doneIfGone(
      await write.cloudlinux.removeServer(id),
      async () => product === undefined || (await read.cloudlinux.servers(product)).some((server) => server.id === id),
    );
  },

  hazards: removesServer,
};
