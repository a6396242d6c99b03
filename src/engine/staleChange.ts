import type { Address } from '../model/address.ts';
import type { Change } from '../model/change.ts';
import { holdersOf } from '../model/holders.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { AnyKind, FieldPolicy, KindRegistry } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { bearsName } from '../model/marker.ts';
import type { SavedPlan } from '../model/savedPlan.ts';
import { shownValue } from '../model/shownValue.ts';
import { openIntents, type State } from '../model/state.ts';
import { isBlind } from '../planner/diff.ts';
import type { AlikeIndex } from '../planner/alikeIndex.ts';
import { boughtBefore, isMarked } from '../planner/boughtBefore.ts';
import { same, valueOf } from '../planner/equality.ts';
import type { LiveIndex } from '../planner/liveIndex.ts';
import { registered } from '../planner/registered.ts';

/** The account and the state as they are when a saved plan is to be carried out. */
export interface Now {
  readonly kinds: KindRegistry;
  readonly state: State;
  readonly index: LiveIndex;
  readonly saved: SavedPlan;
  /** Of each kind, what nothing speaks for, neither the state nor the plan. */
  readonly free: (kind: AnyKind) => AlikeIndex<Live>;
}

/** Why the state no longer says of a change's address what it said when the plan was made; undefined: it does. */
export function staleBinding(
  { state, saved }: Now,
  change: Change,
  unchanged: (address: Address) => boolean,
): string | undefined {
  const { address, movedFrom, live, heir, fields, target } = change;
  if (openIntents(state).some((intent) => intent.address === address || intent.address === movedFrom)) {
    return 'a create of it was sent since, and its outcome is unknown';
  }
  if (!unchanged(address) || (movedFrom !== undefined && !unchanged(movedFrom))) {
    return saved.bindings[movedFrom ?? address] == null
      ? 'it was bound since the plan was made'
      : 'its binding has changed since the plan was made';
  }
  const holders = holdersOf(state);
  for (const object of [live, heir]) {
    const holder = object === undefined ? undefined : holders.get(object.type, object.id);
    if (holder !== undefined && holder !== address && holder !== movedFrom) return `the object is ${holder} by now`;
  }
  for (const { field, afterRef } of fields) {
    const id = target?.[field];
    if (afterRef === undefined || typeof id !== 'string') continue;
    const before = saved.plan.changes.find((other) => other.address === afterRef)?.movedFrom ?? afterRef;
    if (state.bindings[before]?.id !== id) return `${afterRef}, to which it leads, is another object by now`;
  }
  return undefined;
}

/** Why the account no longer shows what a change was planned from; undefined: it does. */
export function staleChange(now: Now, change: Change): string | undefined {
  const kind = registered(now.kinds, change.type);
  switch (change.action) {
    case 'create':
      return appeared(now, kind, change);
    case 'forget':
      return change.live === undefined ? returned(now, change) : undefined;
    case 'update':
    case 'replace':
    case 'remove':
    case 'adopt':
      return (
        differs(now, kind, change.live) ??
        differs(now, kind, change.heir) ??
        unshown(now, kind, change) ??
        goneDestination(now, kind, change) ??
        cameBack(now, kind, change) ??
        tooFewSeats(now, kind, change) ??
        strangers(now, change) ??
        cameIn(now, change)
      );
    default:
      return change.action satisfies never;
  }
}

function appeared(now: Now, kind: AnyKind, change: Change): string | undefined {
  const { address, type, name } = change;
  if (kind.identity === 'natural') {
    return now.index.named(type, name).length > 0 ? 'it is in the account by now' : undefined;
  }
  const holders = holdersOf(now.state);
  const made = now.index.all(type).find((live) => bearsName(live, name) && !holders.has(type, live.id));
  if (made !== undefined) return 'the account holds one by now that clnform made for it, and that nothing is bound to';
  return (
    (now.state.bindings[address] === undefined ? undefined : returned(now, change)) ?? boughtSince(now, kind, change)
  );
}

/** Without a marker nothing tells what an earlier run made from what someone else did: it is to be looked at again. */
function boughtSince({ saved, free }: Now, kind: AnyKind, { address, target, hazards }: Change): string | undefined {
  const marked = isMarked(kind, saved.plan.markers);
  if (marked || target === undefined || hazards.some(({ name }) => name === 'alike')) return undefined;
  return boughtBefore(kind, free(kind), { target, address, marked }) === undefined
    ? undefined
    : 'the account holds one like it by now, which no binding speaks for';
}

/** What was gone when the plan was made, and is bound by its id. */
function returned({ state, index }: Now, { address, movedFrom, type }: Change): string | undefined {
  const binding = state.bindings[movedFrom ?? address];
  return binding !== undefined && index.withId(type, binding.id) !== undefined
    ? 'it is back in the account'
    : undefined;
}

function differs({ index }: Now, kind: AnyKind, before: Live | undefined): string | undefined {
  if (before === undefined) return undefined;
  const now = index.withId(before.type, before.id);
  if (now === undefined) {
    return kind.parent === undefined ? 'it is gone from the account' : 'it is no longer where the plan saw it';
  }
  const changed = Object.entries<FieldPolicy>(kind.fields).flatMap(([field, policy]) => {
    const [was, is] = [before, now].map(({ spec }) => valueOf(spec as JsonObject, field, policy));
    if (same(was, is)) return [];
    return [policy.sensitive === true ? field : `${field} (${shown(was)} then, ${shown(is)} now)`];
  });
  if (changed.length > 0) return `it was changed since the plan was made: ${changed.join(', ')}`;
  const marked = before.name === now.name && before.tag === now.tag && (before.inert === true) === (now.inert === true);
  return marked ? undefined : 'it was changed since the plan was made';
}

/** What no list shows can only be left as it is if the state says what it is. */
function unshown({ state }: Now, kind: AnyKind, change: Change): string | undefined {
  const { address, movedFrom, live, target, fields } = change;
  if (live === undefined || target === undefined) return undefined;
  const binding = state.bindings[movedFrom ?? address];
  const applied = binding?.id === live.id ? binding.applied : undefined;
  const written = Object.entries<FieldPolicy>(kind.fields).find(
    ([field, policy]) =>
      isBlind(policy, live, field) &&
      !fields.some((shown) => shown.field === field) &&
      !same(valueOf(target, field, policy), valueOf(applied, field, policy)),
  );
  return written === undefined ? undefined : `it would write ${written[0]}, which the plan does not show`;
}

const LONGEST_SHOWN = 60;

function shown(value: Json | undefined): string {
  const text = value === undefined ? 'not shown' : JSON.stringify(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}...` : text;
}

/** The parent that a child is to move to must still be there. */
function goneDestination({ index }: Now, kind: AnyKind, { target, fields }: Change): string | undefined {
  const { parent } = kind;
  if (parent === undefined || !fields.some(({ field }) => field === parent.field)) return undefined;
  const to = target?.[parent.field];
  return typeof to === 'string' && index.withId(parent.type, to) === undefined
    ? 'what it leads to is gone from the account'
    : undefined;
}

/** A child that nothing binds is removed for one reason only: it was silent for too long. */
function cameBack({ index, saved }: Now, kind: AnyKind, { action, address, type, live }: Change): string | undefined {
  if (action !== 'remove' || kind.parent === undefined || live === undefined || saved.bindings[address] != null) {
    return undefined;
  }
  const now = index.withId(type, live.id)?.lastCheckin;
  return now !== undefined && now !== live.lastCheckin ? 'it checked in again' : undefined;
}

/** A limit that cut no one off when the plan was made, and would now. */
function tooFewSeats(
  { index }: Now,
  kind: AnyKind,
  { action, live, target, type, fields }: Change,
): string | undefined {
  const field = kind.seats?.field;
  const limit = field === undefined ? undefined : target?.[field];
  if (action !== 'update' || live === undefined || typeof limit !== 'number' || limit === 0) return undefined;
  if (!fields.some((change) => change.field === field)) return undefined;
  const sitting = index.withId(type, live.id)?.occupants ?? 0;
  if (sitting <= limit || (live.occupants ?? 0) >= sitting) return undefined;
  return `${sitting} servers are registered with it by now, more than the new limit of ${limit}`;
}

/** What goes takes its children along: it must have none but those that the plan spoke of. */
function strangers({ kinds, index, saved }: Now, { action, type, live, losing = [] }: Change): string | undefined {
  if ((action !== 'remove' && action !== 'replace') || live === undefined) return undefined;
  for (const child of kinds.values()) {
    if (child.parent?.type !== type) continue;
    const { field } = child.parent;
    const expected = new Set(losing);
    for (const other of saved.plan.changes) {
      const on = shownValue(other.live, field);
      if (other.type === child.type && other.live !== undefined && on === live.id) expected.add(other.live.id);
    }
    const unknown = index.under(child.type, live.id).filter(({ id }) => !expected.has(id));
    const [first] = unknown;
    if (first === undefined) continue;
    const more = unknown.length === 1 ? '' : ` and ${unknown.length - 1} more`;
    return `${first.name ?? first.id}${more} registered with it after the plan was made`;
  }
  return undefined;
}

/** What has no children is one server's own: one that has come since loses it with no word of it in the plan. */
function cameIn({ kinds, index }: Now, { action, type, live }: Change): string | undefined {
  if (action !== 'remove' || live === undefined || [...kinds.values()].some(({ parent }) => parent?.type === type)) {
    return undefined;
  }
  const sitting = index.withId(type, live.id)?.occupants ?? 0;
  return sitting > (live.occupants ?? 0) ? 'a server registered with it after the plan was made' : undefined;
}
