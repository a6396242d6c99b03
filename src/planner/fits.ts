import { fieldPolicy } from '../model/fieldPolicy.ts';
import type { JsonObject } from '../model/json.ts';
import type { AnyKind, FieldPolicy } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { canonical, same } from './equality.ts';

/**
 * Whether a create of this spec could have made this object: every field that the list shows is as it was sent. What
 * cannot be read back says nothing.
 */
export function fits(kind: AnyKind, spec: JsonObject, live: Live): boolean {
  return agrees(kind, spec, live, () => true);
}

/** Whether it fitted when it was made, as far as what can be changed later allows. */
export function couldFit(kind: AnyKind, spec: JsonObject, live: Live): boolean {
  return agrees(kind, spec, live, ({ immutable }) => immutable === true);
}

function agrees(kind: AnyKind, spec: JsonObject, live: Live, counts: (policy: FieldPolicy) => boolean): boolean {
  const shown = live.spec as JsonObject;
  return Object.entries(spec).every(([field, sent]) => {
    const policy = fieldPolicy(kind, field) ?? {};
    if (!counts(policy)) return true;
    const seen = shown[field];
    if (policy.local === true || policy.writeOnly === true) return true;
    if (seen === undefined) return policy.writeOnly === 'sometimes';
    return same(canonical(sent, policy), canonical(seen, policy));
  });
}
