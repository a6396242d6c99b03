import type { ReadApi } from '../model/api/readApi.ts';
import type { WriteApi } from '../model/api/writeApi.ts';
import { done, type Outcome } from '../model/outcome.ts';
import type { Calls, Family } from './calls.ts';
import { count, date, type Decoder, flag, freeText, id, list, named, note, object, optional, word } from './decode.ts';
import { v1Call } from './endpoint.ts';
import type { Reading } from './format.ts';
import { SERVER_NOT_FOUND } from './refusalTexts.ts';

type Monitoring = 'nagiosKey' | 'nagiosReseller' | 'registerMonitoringKey';

const key = object({ key: word, enabled: optional(flag), created: optional(date), limit: count, note });

const server = object({
  serverId: named('server_id', id),
  ip: optional(freeText),
  created: optional(date),
  lastCheckin: named('last_checkin', optional(date)),
});

/** The example answer shows an empty `server_id`, so that there is nothing to compare with what was asked. */
const removed: Decoder<boolean> = (value, path) => {
  object({ server_id: freeText })(value, path);
  return true;
};

/** "KernelCare API", without its Nagios part, which is `nagios.ts`. */
export function kernelcare({
  read,
  write,
}: Calls): Family<Omit<ReadApi['kernelcare'], Monitoring>, Omit<WriteApi['kernelcare'], Monitoring>> {
  return {
    read: {
      keys: () => read(v1Call('kcare/key/list'), list(key)),
      servers: (ofKey) => read(v1Call('kcare/key/servers', { key: ofKey }), list(server)),
    },
    write: {
      createKey: ({ limit, note: text }) => write(v1Call('kcare/key/create', { limit, note: text }), word),
      deleteKey: (ofKey) => write(v1Call('kcare/key/delete', { key: ofKey }), flag),
      setCidr: async ({ key: ofKey, cidrs }) => {
        const call = v1Call('kcare/key/set_cidr', { key: ofKey, cidr: cidrs.join(',') });
        const answered = await write(call, object({ code: count }));
        return answered.status === 'done' ? cidrOutcome(call.endpoint, answered.value.code) : answered;
      },
      removeServer: (serverId) => {
        const call = v1Call('kcare/srv/remove', { server_id: serverId });
        return write(call, removed, (reading) => (isNotFound(reading) ? { status: 'done', value: false } : undefined));
      },
    },
  };
}

/** `success:true, data:null, message:"Server not found"`: nothing to remove. The text is known as a refusal as well. */
function isNotFound(reading: Reading): boolean {
  if (reading.kind === 'unreadable' || reading.message.trim() !== SERVER_NOT_FOUND) return false;
  return reading.kind === 'refusal' || reading.data === null;
}

/** The status codes of `/key/set_cidr.json`. */
function cidrOutcome(endpoint: string, code: number): Outcome<void> {
  switch (code) {
    case 0:
      return done(undefined);
    case 1:
      return { status: 'refused', endpoint, reason: `${endpoint}: irregular IP address in one of the CIDRs (code 1)` };
    case 2:
      return { status: 'refused', endpoint, reason: `${endpoint}: irregular prefix in one of the CIDRs (code 2)` };
    default:
      return { status: 'unknown', endpoint, reason: `${endpoint}: the service answered code ${String(code)}` };
  }
}
