import type { JsonObject } from '../model/json.ts';
import { serviceHealth } from './serviceHealth.ts';

/** `status --format json`: the judgement, and the flags as the service sent them. `source` is where they were read. */
export function statusJson(flags: Readonly<Record<string, boolean>>, source = 'status.json'): JsonObject {
  const { healthy, verdict, missing, groups } = serviceHealth(flags);
  const bad = groups.flatMap((group) => group.flags).filter(({ good }) => good === false);
  return {
    healthy,
    verdict,
    source,
    trouble: bad.map(({ flag }) => flag),
    not_sent: missing,
    flags: { ...flags },
  };
}
