import type { Address } from '../model/address.ts';
import type { Desired } from '../model/desired.ts';
import type { DriftField } from '../model/drift.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { isRef } from '../model/ref.ts';
import type { Binding } from '../model/state.ts';
import { compareLeft, compareThree, oneSide } from './compareThree.ts';
import { listIsBehind } from './deltaDoubt.ts';
import type { DriftDraft } from './driftDraft.ts';
import { waitsFor } from './held.ts';
import { isUnremovable } from './letGo.ts';
import { exactSibling, match } from './match.ts';
import { noteReason } from './noteReason.ts';
import { registered } from './registered.ts';
import { destination } from './seatHazards.ts';
import type { Wanted, World } from './world.ts';

/** Says of one declared resource what drifted, what is pending and what cannot be verified. */
export function judgeDeclared(world: World, draft: DriftDraft, { desired: declared, binding, bound }: Wanted): void {
  const kind = registered(world.input.kinds, declared.type);
  const { address, source, lifecycle } = declared;
  const desired = withParentId(world, draft, kind, declared);
  const errors = draft.diagnostics.length;
  const live = match(world, draft, kind, desired, binding, bound);
  if (draft.diagnostics.length > errors) return;
  if (live !== undefined) {
    draft.matched.set(live.type, live.id, address);
    draft.found.set(address, live);
  }
  const root = waitsFor(world, draft, kind, declared);
  if (root !== undefined) draft.held.set(address, root);
  if (lifecycle.forget === true) {
    if (binding === undefined) return;
    const reason = 'the manifest says `forget: true`';
    draft.tell(address, kind.type, { answer: 'pending', what: 'left', id: live?.id, reason, source });
  } else if (desired.absent === true) judgeAbsent(world, draft, kind, desired, live);
  else if (live !== undefined) judgeThere(world, draft, kind, desired, live);
  else if (binding !== undefined) {
    draft.tell(address, kind.type, { answer: 'drifted', what: 'gone', id: binding.id, source });
  } else if (root === undefined) {
    const fields = named(world, draft, kind, oneSide(kind, 'desired', desired.spec));
    const reason =
      kind.create === undefined && kind.putMany === undefined ? 'it appears when its host registers' : undefined;
    draft.tell(address, kind.type, { answer: 'pending', what: 'new', fields, reason, source });
  }
}

function judgeThere(world: World, draft: DriftDraft, kind: AnyKind, desired: Desired, live: Live): void {
  const { address, source } = desired;
  const binding = world.bindings.get(address);
  const { drifted, pending, unverified } = compareThree(kind, desired, live, binding);
  const behind = [...drifted, ...pending].find(({ field }) => listIsBehind(world, desired, live, field) !== undefined);
  if (behind !== undefined) {
    const reason = 'it was put a moment ago, and the list does not show yet what became of it';
    draft.tell(address, kind.type, {
      answer: 'unverified',
      what: 'changed',
      id: live.id,
      fields: [behind],
      reason,
      source,
    });
    return;
  }
  if (drifted.length + pending.length > 0) {
    // The object that is wanted stands beside the bound one already: it is no stranger to an exclusive kind.
    const sibling = exactSibling(world, kind, desired, live);
    if (sibling !== undefined) draft.matched.set(sibling.type, sibling.id, address);
  }
  const tell = (answer: 'drifted' | 'pending' | 'unverified', fields: readonly DriftField[], reason?: string): void => {
    if (fields.length === 0 && reason === undefined) return;
    const what = answer === 'pending' && binding === undefined ? 'new' : 'changed';
    const shown = named(world, draft, kind, fields);
    draft.tell(address, kind.type, { answer, what, id: live.id, fields: shown, reason, source });
  };
  const reason = noteReason(world, kind, desired, binding, false);
  tell('drifted', drifted);
  tell('pending', pending, reason);
  tell('unverified', unverified);
  if (drifted.length + pending.length === 0 && reason === undefined) draft.inSync += 1;
}

/**
 * Declared to be absent. What the state does not know, someone made: of a removal nothing is remembered, and who wants
 * it gone wants to hear of it either way.
 */
function judgeAbsent(world: World, draft: DriftDraft, kind: AnyKind, desired: Desired, live: Live | undefined): void {
  const { address, source } = desired;
  const binding = world.bindings.get(address);
  const there = live !== undefined && live.inert !== true;
  if (binding !== undefined) {
    const reason = there ? 'declared to be absent' : 'declared to be absent, and it is';
    if (live !== undefined) judgeLeftFields(world, draft, kind, address, binding, live);
    draft.tell(address, kind.type, { answer: 'pending', what: 'left', id: live?.id, reason, source });
  } else if (there && !isUnremovable(world, live)) {
    const fields = named(world, draft, kind, oneSide(kind, 'live', live.spec));
    const reason = 'declared to be absent';
    draft.tell(address, kind.type, { answer: 'drifted', what: 'appeared', id: live.id, fields, reason, source });
  }
}

/** Whether what the manifest no longer keeps was changed in the account all the same. */
export function judgeLeftFields(
  world: World,
  draft: DriftDraft,
  kind: AnyKind,
  address: Address,
  binding: Binding,
  live: Live,
): void {
  const fields = named(world, draft, kind, compareLeft(kind, live, binding));
  if (fields.length === 0) return;
  const source = world.declared.get(address)?.source;
  draft.tell(address, kind.type, { answer: 'drifted', what: 'changed', id: live.id, fields, source });
}

/**
 * The desired resource with its `Ref` as the id of the parent that is bound to it now. A parent that is to be replaced
 * keeps its servers until then; one that was never made leaves the `Ref`.
 */
function withParentId(world: World, draft: DriftDraft, kind: AnyKind, desired: Desired): Desired {
  const value = kind.parent === undefined ? undefined : (desired.spec as Record<string, unknown>)[kind.parent.field];
  if (kind.parent === undefined || !isRef(value)) return desired;
  const id = draft.found.get(value.ref)?.id ?? world.bindings.get(value.ref)?.id;
  return id === undefined ? desired : { ...desired, spec: { ...desired.spec, [kind.parent.field]: id } };
}

/** The fields with the addresses of the parents that their ids stand for. */
export function named(
  world: World,
  draft: DriftDraft,
  kind: AnyKind,
  fields: readonly DriftField[],
): readonly DriftField[] {
  if (kind.parent === undefined) return fields;
  const { field: parentField } = kind.parent;
  const ref = (side: 'appliedRef' | 'liveRef' | 'desiredRef', value: unknown): Partial<DriftField> => {
    const address = destination(world, draft, kind.type, value);
    return address === undefined ? {} : { [side]: address };
  };
  return fields.map((one) =>
    one.field !== parentField
      ? one
      : {
          ...one,
          ...ref('appliedRef', one.applied),
          ...ref('liveRef', one.live),
          ...ref('desiredRef', one.desired),
        },
  );
}
