import type { Api } from '../model/api/api.ts';
import { mapOutcome } from '../model/outcome.ts';
import type { Calls, Family } from './calls.ts';
import { about, allAbout, count, date, freeText, id, list, named, note, object, optional, word } from './decode.ts';
import { v1Call } from './endpoint.ts';

const key = object({
  key: word,
  productType: named('productCode', word),
  limit: named('usageLimit', count),
  description: note,
});

const server = object({
  id,
  key: word,
  ip: optional(freeText),
  hostname: optional(freeText),
  lastCheckin: optional(date),
});

/** Extended Life Support: "ELS Products API" of the 2024 text, with the methods that it names. */
export function els({ read, write }: Calls): Family<Api['read']['els'], Api['write']['els']> {
  return {
    read: {
      keys: (productType) => read(v1Call('els/key/list', { productType }), list(key)),
      servers: (productType, ofKey) =>
        read(
          v1Call('els/srv/list', { productType, key: ofKey }),
          ofKey === undefined ? list(server) : allAbout(server, 'key', ofKey),
        ),
    },
    write: {
      createKey: ({ productType, limit, note: text }) =>
        write(v1Call('els/key/create', { productType, limit, note: text }, 'POST'), key),
      updateKey: ({ key: ofKey, limit, note: text }) =>
        write(v1Call('els/key/update', { key: ofKey, limit, note: text }, 'PUT'), about(key, 'key', ofKey)),
      removeKey: async (ofKey) => {
        // The text says servers and shows keys: a list of objects is all that is promised.
        const removed = await write(v1Call('els/key/remove', { key: ofKey }, 'DELETE'), list(object({})));
        return mapOutcome(removed, () => undefined);
      },
      // The text prints `key/remove.json?id=` below this heading: with a server's id that would be a call on keys.
      removeServer: (serverId) =>
        write(v1Call('els/srv/remove', { id: serverId }, 'DELETE'), about(server, 'id', serverId)),
    },
  };
}
