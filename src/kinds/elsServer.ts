import type { ResourceKind } from '../model/kind.ts';
import { doneIfGone } from './support/doneIfGone.ts';
import { liveServer } from './support/liveServer.ts';
import { parallelMap } from './support/parallelMap.ts';
import { productsOfParents } from './support/productsOfParents.ts';
import { READ_CONCURRENCY } from './support/readConcurrency.ts';
import { removesServer } from './support/removesServer.ts';
import { uniqueById } from './support/uniqueById.ts';

/** A server registered with an ELS key. */
export interface ElsServerSpec {
  readonly key: string;
  /** The key's product: what `els/srv/list` is asked for. */
  readonly product: string;
}

const TYPE = 'els_server';

/** Never declared: listed to count what hangs on a key, and removed when it has been silent for too long. */
export const elsServer: ResourceKind<ElsServerSpec> = {
  type: TYPE,
  title: 'ELS server',
  identity: 'natural',
  fields: { key: { sensitive: true }, product: {} },
  parent: { type: 'els_key', field: 'key' },

  async list(read, { under }) {
    // One call a product, not one a key: the number of calls does not grow with the account.
    const keys = new Set(under.map(({ id }) => id));
    const rows = await parallelMap(productsOfParents(under), READ_CONCURRENCY, async (product) =>
      (await read.els.servers(product))
        .filter(({ key }) => keys.has(key))
        .map(({ id, key, lastCheckin }) => liveServer(TYPE, id, { key, product }, lastCheckin)),
    );
    return uniqueById('els/srv/list', rows.flat());
  },

  async remove({ read, write }, { id, spec: { product } }) {
    return doneIfGone(
      await write.els.removeServer(id),
      async () => product === undefined || (await read.els.servers(product)).some((server) => server.id === id),
    );
  },
  // The printed address of this call names `key/remove`, which might remove a key with all its servers (FACTS.md).
  removalNeeds: 'enable-els-server-removal',

  hazards: removesServer,
};
