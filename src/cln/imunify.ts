import type { Api } from '../model/api/api.ts';
import { mapOutcome } from '../model/outcome.ts';
import type { Calls, Family } from './calls.ts';
import {
  about,
  allAbout,
  count,
  date,
  type Decoder,
  freeText,
  id,
  list,
  named,
  note,
  object,
  optional,
  word,
} from './decode.ts';
import { v1Call } from './endpoint.ts';

/** Older answers have no `note`: it is left out then, not '', for it cannot be read there. Null in newer ones is ''. */
const noteIfSent: Decoder<string | undefined> = (value, path) => (value === undefined ? undefined : note(value, path));

const key = object({ key: word, code: id, limit: count, servers: optional(count), note: noteIfSent });

const server = object({
  id,
  key: word,
  ip: optional(freeText),
  lastCheckin: named('last_checkin', optional(date)),
});

/** Keys and servers of the Imunify family: "Imunify Product family API". */
export function imunify({ read, write }: Calls): Family<Api['read']['imunify'], Api['write']['imunify']> {
  return {
    read: {
      keys: () => read(v1Call('im/key/list'), list(key)),
      servers: (ofKey) => read(v1Call('im/srv/list', { key: ofKey }), allAbout(server, 'key', ofKey)),
    },
    write: {
      createKey: ({ code, limit, note: text }) => write(v1Call('im/key/create', { code, limit, note: text }), key),
      updateKey: ({ key: ofKey, limit, note: text }) =>
        write(v1Call('im/key/update', { key: ofKey, limit, note: text }), about(key, 'key', ofKey)),
      removeKey: (ofKey) => write(v1Call('im/key/remove', { key: ofKey }), allAbout(server, 'key', ofKey)),
      removeServer: async (serverId) =>
        mapOutcome(
          await write(v1Call('im/srv/remove', { id: serverId }), about(server, 'id', serverId)),
          () => undefined,
        ),
      convertServer: ({ id: serverId, key: toKey }) =>
        write(
          v1Call('im/srv/convert', { id: serverId, key: toKey }),
          about(about(server, 'id', serverId), 'key', toKey),
        ),
    },
  };
}
