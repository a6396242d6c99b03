import type { FieldChange } from '../model/change.ts';
import type { Desired } from '../model/desired.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { AnyKind, FieldPolicy } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { shownValue } from '../model/shownValue.ts';
import type { Binding } from '../model/state.ts';
import { canonical, same, valueOf } from './equality.ts';
import { policiesOf } from './policiesOf.ts';

export interface Diff {
  /** Fields that differ, in the order of the kind's policies. */
  readonly fields: readonly FieldChange[];
  /** Declared fields that could only be compared with what was last written. */
  readonly unverified: readonly string[];
  /** Declared fields that differ from something that no one can read: what is there gets overwritten. */
  readonly unreadable: readonly string[];
  /** Fields with no call to change them, that differ, with the reason. */
  readonly frozen: readonly { readonly field: string; readonly reason: string }[];
}

/** What most of a hundred thousand resources have: made once. */
const NO_DIFFERENCE: Diff = { fields: [], unverified: [], unreadable: [], frozen: [] };

/**
 * The declared fields held against the account, or, where they cannot be read back, against what the binding says was
 * last written; one that it doubts always differs. Undeclared, ignored and local fields never differ.
 */
export function diff(
  kind: AnyKind,
  desired: Desired,
  live: Live,
  binding: Pick<Binding, 'applied' | 'doubted'> | undefined,
): Diff {
  if (isAlike(kind, desired, live)) return NO_DIFFERENCE;
  const fields: FieldChange[] = [];
  const unverified: string[] = [];
  const unreadable: string[] = [];
  const frozen: { field: string; reason: string }[] = [];
  for (const [field, policy] of policiesOf(kind)) {
    const declared = declaredValue(desired, field, policy);
    if (declared === undefined) continue;
    const blind = isBlind(policy, live, field);
    const doubted = blind && binding?.doubted?.includes(field) === true;
    const before = blind ? binding?.applied[field] : shownValue(live, field);
    if (blind) unverified.push(field);
    const known = canonical(before, policy);
    if (!doubted && same(known, declared)) continue;
    if (policy.frozen !== undefined) {
      frozen.push({ field, reason: policy.frozen });
      continue;
    }
    if (blind && before === undefined && !doubted) unreadable.push(field);
    fields.push({
      field,
      ...(known === undefined || doubted ? {} : { before: known }),
      after: declared,
      ...(policy.sensitive === true ? { sensitive: true } : {}),
      ...(blind ? { unverified: true } : {}),
      ...(policy.immutable === true ? { forcesReplacement: true } : {}),
    });
  }
  return { fields, unverified, unreadable, frozen };
}

/** Every declared field can be seen, and is as declared. */
function isAlike(kind: AnyKind, desired: Desired, live: Live): boolean {
  for (const [field, policy] of policiesOf(kind)) {
    const declared = declaredValue(desired, field, policy);
    if (declared === undefined) continue;
    if (isBlind(policy, live, field) || !same(canonical(shownValue(live, field), policy), declared)) return false;
  }
  return true;
}

/** Undefined when the field is not declared, ignored or local. */
export function declaredValue(desired: Desired, field: string, policy: FieldPolicy): Json | undefined {
  if (policy.local === true || desired.lifecycle.ignore?.includes(field) === true) return undefined;
  return valueOf(desired.spec as JsonObject, field, policy);
}

/** The account does not show this field of this object. */
export function isBlind(policy: FieldPolicy, live: Live, field: string): boolean {
  if (policy.writeOnly === true) return true;
  return policy.writeOnly === 'sometimes' && shownValue(live, field) === undefined;
}
