import type { AnyKind, FieldPolicy } from '../model/kind.ts';

const KNOWN = new WeakMap<AnyKind, readonly (readonly [field: string, policy: FieldPolicy])[]>();

/** The fields of a kind with their policies, in the kind's order: listed once, for a hundred thousand objects may have it. */
export function policiesOf(kind: AnyKind): readonly (readonly [field: string, policy: FieldPolicy])[] {
  const known = KNOWN.get(kind);
  if (known !== undefined) return known;
  const policies = Object.entries<FieldPolicy>(kind.fields);
  KNOWN.set(kind, policies);
  return policies;
}
