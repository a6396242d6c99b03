import type { Desired } from '../model/desired.ts';
import type { DriftField } from '../model/drift.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { AnyKind, FieldPolicy } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import type { Binding } from '../model/state.ts';
import { declaredValue, isBlind } from './diff.ts';
import { same, valueOf } from './equality.ts';

/** The fields of one resource, by answer. A field that differs on both sides is among the first two. */
export interface ThreeAnswers {
  readonly drifted: readonly DriftField[];
  readonly pending: readonly DriftField[];
  readonly unverified: readonly DriftField[];
}

/**
 * Every declared field as it was last applied, as the account shows it, and as the manifest wants it. What the account
 * shows as the manifest wants it is neither drifted nor pending, whoever did it: there is nothing left to do. A field
 * that cannot be read is unverified, and pending as well where another value was last written, or none that is known.
 * Undeclared, ignored and local fields are not compared.
 */
export function compareThree(kind: AnyKind, desired: Desired, live: Live, binding: Binding | undefined): ThreeAnswers {
  const drifted: DriftField[] = [];
  const pending: DriftField[] = [];
  const unverified: DriftField[] = [];
  for (const [field, policy] of Object.entries<FieldPolicy>(kind.fields)) {
    const wanted = declaredValue(desired, field, policy);
    if (wanted === undefined) continue;
    const blind = isBlind(policy, live, field);
    // What a call with an unknown outcome may have written is not known, whatever was written before it.
    const doubted = blind && binding?.doubted?.includes(field) === true;
    const applied = doubted ? undefined : valueOf(binding?.applied, field, policy);
    const there = blind ? undefined : valueOf(live.spec as JsonObject, field, policy);
    const told = driftField(field, policy, { applied, live: there, desired: wanted });
    if (blind) unverified.push(told);
    if (!blind && same(there, wanted)) continue;
    if (!blind && applied !== undefined && !same(applied, there)) drifted.push(told);
    if (!same(applied, wanted)) pending.push(told);
  }
  return { drifted, pending, unverified };
}

/**
 * What was last applied to an object that the manifest no longer declares, and is not what the account shows. A field
 * that the list leaves out is not compared: nobody asks for it any more.
 */
export function compareLeft(kind: AnyKind, live: Live, { applied }: Binding): readonly DriftField[] {
  return Object.entries<FieldPolicy>(kind.fields).flatMap(([field, policy]) => {
    if (policy.local === true || isBlind(policy, live, field)) return [];
    const was = valueOf(applied, field, policy);
    const there = valueOf(live.spec as JsonObject, field, policy);
    if (was === undefined || there === undefined || same(was, there)) return [];
    return [driftField(field, policy, { applied: was, live: there })];
  });
}

/** The fields of a spec on one side alone: what is to be made, or what is there and must not be. */
export function oneSide(kind: AnyKind, side: 'live' | 'desired', spec: object): readonly DriftField[] {
  return Object.entries<FieldPolicy>(kind.fields).flatMap(([field, policy]) => {
    const value = policy.local === true ? undefined : valueOf(spec as JsonObject, field, policy);
    return value === undefined ? [] : [driftField(field, policy, { [side]: value })];
  });
}

interface Sides {
  readonly applied?: Json | undefined;
  readonly live?: Json | undefined;
  readonly desired?: Json | undefined;
}

function driftField(field: string, policy: FieldPolicy, { applied, live, desired }: Sides): DriftField {
  return {
    field,
    ...(applied === undefined ? {} : { applied }),
    ...(live === undefined ? {} : { live }),
    ...(desired === undefined ? {} : { desired }),
    ...(policy.sensitive === true ? { sensitive: true } : {}),
  };
}
