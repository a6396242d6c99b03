import type { Address } from '../model/address.ts';
import type { Desired } from '../model/desired.ts';
import type { AnyKind } from '../model/kind.ts';
import { isRef } from '../model/ref.ts';
import type { Draft } from './draft.ts';

/**
 * The desired resource with its `Ref` as an id where the parent stays what it is, so that it can be compared with the
 * list. A parent that is made or replaced in this plan leaves the `Ref`: known after apply. Parents are decided first.
 */
export function resolveRefs(draft: Draft, kind: AnyKind, desired: Desired): Desired {
  if (kind.parent === undefined) return desired;
  const value = (desired.spec as Record<string, unknown>)[kind.parent.field];
  if (!isRef(value)) return desired;
  const id = parentId(draft, value.ref);
  return id === undefined ? desired : { ...desired, spec: { ...desired.spec, [kind.parent.field]: id } };
}

/** The id that the parent has now and keeps. */
function parentId(draft: Draft, parent: Address): string | undefined {
  const action = draft.changes.get(parent)?.action;
  return action === 'replace' || action === 'create' ? undefined : draft.found.get(parent)?.id;
}
