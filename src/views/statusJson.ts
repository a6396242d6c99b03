import type { JsonObject } from '../model/json.ts';
import { serviceHealth } from './serviceHealth.ts';

/** `status --format json`: the judgement, and the flags as the service sent them. */
export function statusJson(flags: Readonly<Record<string, boolean>>): JsonObject {
  const { healthy, groups } = serviceHealth(flags);
  const bad = groups.flatMap((group) => group.flags).filter(({ good }) => good === false);
  return { healthy, trouble: bad.map(({ flag }) => flag), flags: { ...flags } };
}
