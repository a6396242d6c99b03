import type { Api } from '../model/api/api.ts';
import type { IpLicenseRow, IpServerRow } from '../model/api/rows.ts';
import type { Calls, Family } from './calls.ts';
import {
  count,
  date,
  type Decoder,
  flag,
  freeText,
  ipAddress,
  list,
  Malformed,
  named,
  object,
  optional,
} from './decode.ts';
import { v1Call } from './endpoint.ts';
import { createGate } from './gate.ts';
import { sameIp } from './sameIp.ts';

/** `/server.json`: "It can contain up to 100 IP addresses". */
const IPS_PER_CALL = 100;
const CALLS_AT_A_TIME = 5;

const fields = { ip: ipAddress, type: count, registered: optional(flag), created: optional(date) };
const license = object(fields);
const server = object({
  ...fields,
  serverInfo: named('server_info', optional(freeText)),
  lastCheckin: named('last_checkin', optional(date)),
});

/** "IP-based licenses API". The examples' `/api/ip/` is a slip: the path is always `ipl`. */
export function ipLicenses({ read, write }: Calls): Family<Api['read']['ipLicenses'], Api['write']['ipLicenses']> {
  return {
    read: {
      list: () => read(v1Call('ipl/list'), list(license)),
      servers: async (ips) => {
        const gate = createGate(CALLS_AT_A_TIME);
        const pages = chunks(ips, IPS_PER_CALL).map((chunk) =>
          gate(() => read(v1Call('ipl/server', { ip: chunk.join(',') }), list(onOneOf(chunk)))),
        );
        return (await Promise.all(pages)).flat();
      },
      availability: (ip) =>
        read(v1Call('ipl/availability', { ip }), object({ available: list(count), owned: list(count) })),
      check: (ip) => read(v1Call('ipl/check', { ip }), list(count)),
    },
    write: {
      register: ({ ip, type, elsAllowed }) =>
        write(v1Call('ipl/register', { ip, type, els_allowed: elsAllowed }), registered(ip, type)),
      convert: ({ ip, type, typeTo }) => write(v1Call('ipl/convert', { ip, type, type_to: typeTo }), flag),
      remove: ({ ip, type }) => write(v1Call('ipl/remove', { ip, type: withType(type) }), flag),
      update: ({ ip, type, elsAllowed }) =>
        write(v1Call('ipl/update', { ip, type: withType(type), els_allowed: elsAllowed }), flag),
    },
  };
}

/** The licence, provided that it is the one asked for. */
function registered(ip: string, type: number): Decoder<IpLicenseRow> {
  return (value, path) => {
    const row = license(value, path);
    if (!sameIp(row.ip, ip)) throw new Malformed(`${path}.ip`, 'is not the one asked for');
    if (row.type !== type) throw new Malformed(`${path}.type`, 'is not the one asked for');
    return row;
  };
}

/** A server on one of these IPs. */
function onOneOf(ips: readonly string[]): Decoder<IpServerRow> {
  return (value, path) => {
    const row = server(value, path);
    if (!ips.some((ip) => sameIp(row.ip, ip))) throw new Malformed(`${path}.ip`, 'is none of those asked for');
    return row;
  };
}

/** Without a type the service takes every licence of the IP: a caller that lost it must not get through. */
function withType(type: number): number {
  if (!Number.isSafeInteger(type)) throw new TypeError('an IP licence is never removed or updated without its type');
  return type;
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const starts = Array.from({ length: Math.ceil(items.length / size) }, (_, index) => index * size);
  return starts.map((start) => items.slice(start, start + size));
}
