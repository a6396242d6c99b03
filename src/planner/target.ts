import type { Desired } from '../model/desired.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { shownValue } from '../model/shownValue.ts';
import { declaredValue } from './diff.ts';
import { canonical } from './equality.ts';
import { policiesOf } from './policiesOf.ts';

/**
 * The whole spec that a put is to reach: what is declared, over what was last written where it cannot be read, over
 * what is there. A field that is known nowhere stays absent.
 */
export function targetSpec(
  kind: AnyKind,
  desired: Desired,
  live: Live | undefined,
  applied: JsonObject | undefined,
): JsonObject {
  const target: Record<string, Json> = {};
  for (const [field, policy] of policiesOf(kind)) {
    if (policy.local === true) continue;
    const value =
      declaredValue(desired, field, policy) ??
      shownValue(live, field) ??
      (policy.writeOnly === undefined ? undefined : applied?.[field]);
    // A create has nothing to leave as it is, so that an ignored field is put once.
    const initial = live === undefined ? (desired.spec as JsonObject)[field] : undefined;
    const chosen = value ?? initial;
    if (chosen !== undefined) target[field] = canonical(chosen, policy);
  }
  return target;
}
