import type { ResourceKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { mapOutcome } from '../model/outcome.ts';
import type { Ref } from '../model/ref.ts';
import { doneIfGone } from './support/doneIfGone.ts';
import { isOnSomeKey } from './support/isOnSomeKey.ts';
import { liveServer } from './support/liveServer.ts';
import { parallelMap } from './support/parallelMap.ts';
import { READ_CONCURRENCY } from './support/readConcurrency.ts';
import { removesServer } from './support/removesServer.ts';
import { uniqueById } from './support/uniqueById.ts';

/** Where a server that runs Imunify sits. */
export interface ImunifyServerSpec {
  /** The key that it is registered with. */
  readonly key: string | Ref;
}

const TYPE = 'imunify_server';

/** Declared by `servers` of an `imunify_keys` block. It appears when its host registers; the API only moves it. */
export const imunifyServer: ResourceKind<ImunifyServerSpec> = {
  type: TYPE,
  title: 'Imunify server',
  identity: 'natural',
  fields: { key: { sensitive: true } },
  parent: { type: 'imunify_key', field: 'key' },

  async list(read, { under }) {
    const rows = await parallelMap(under, READ_CONCURRENCY, async ({ id: key }) =>
      (await read.imunify.servers(key)).map(({ id, lastCheckin }) => liveServer(TYPE, id, { key }, lastCheckin)),
    );
    return uniqueById('im/srv/list', rows.flat());
  },

  async update({ write }, live, { key }) {
    return mapOutcome(await write.imunify.convertServer({ id: live.id, key }), (): Live<ImunifyServerSpec> => ({
      ...live,
      spec: { key },
    }));
  },

  async remove({ read, write }, { id, spec }) {
    return doneIfGone(await write.imunify.removeServer(id), async () => {
      const keys = (await read.imunify.keys()).map(({ key }) => key);
      return isOnSomeKey(keys, spec.key, async (key) => (await read.imunify.servers(key)).some((on) => on.id === id));
    });
  },

  hazards: removesServer,
};
