import type { ReadApi } from '../model/api/readApi.ts';
import type { Calls } from './calls.ts';
import { type Decoder, dictionary, flag, Malformed } from './decode.ts';
import { v1Call } from './endpoint.ts';
import { plainAnswer } from './plainAnswer.ts';

/** The flags that `/status.json` prints: they are booleans or the answer is wrong. What else is there may be anything. */
const FLAGS = new Set([
  'db_clweb_connected',
  'db_clweb_online',
  'db_rhn_connected',
  'db_rhn_online',
  'rhn_overloaded',
  'rhn_queue_full',
  'xmlrpc',
  'ip_server_reg',
]);

/** In the text API every value is a text. */
const textFlag: Decoder<unknown> = (value) => (value === 'true' ? true : value === 'false' ? false : value);

/** "Common API Methods". Public: no token goes along. */
export function status({ read }: Calls): Pick<ReadApi, 'status' | 'statusPlain'> {
  return {
    status: () => read({ ...v1Call('status'), credential: 'none' }, flags(asIs)),
    statusPlain: () =>
      read({ endpoint: 'status.plain', method: 'GET', format: plainAnswer, credential: 'none' }, flags(textFlag)),
  };
}

const asIs: Decoder<unknown> = (value) => value;

function flags(decode: Decoder<unknown>): Decoder<Readonly<Record<string, boolean>>> {
  return (value, path) => {
    const found = Object.entries(dictionary(decode)(value, path)).flatMap(([name, item]) => {
      if (!FLAGS.has(name) && typeof item !== 'boolean') return [];
      return [[name, flag(item, `${path}.${name}`)] as const];
    });
    if (found.length === 0) throw new Malformed(path, 'has no status flags');
    return Object.fromEntries(found);
  };
}
