import { holdersOf } from '../model/holders.ts';
import type { Intent, State } from '../model/state.ts';
import { same } from '../planner/equality.ts';

/**
 * The intents of a stored state that must not be lost, and that a state to be put in its place would lose: it neither
 * holds them in the same words nor binds what they made. That an address is bound says nothing by itself: that of a
 * replacement is bound to the old object until the new one is known. Nor does a number alone: two copies of a state
 * number what they send each for itself.
 */
export function droppedIntents(stored: State, pushed: State): readonly Intent[] {
  const there = new Map<number, Intent>(pushed.intents.map((intent) => [intent.seq, intent]));
  const marked = new Map(pushed.intents.map((intent) => [markOf(intent), intent]));
  return stored.intents.filter((intent) => {
    // Without a marker there is nothing in it that the next create would need.
    if (intent.phase === 'free' && intent.marker === undefined) return false;
    const held = there.get(intent.seq);
    if (held !== undefined && isSameCall(intent, held) && isAsCareful(intent, held)) return false;
    const heir = intent.phase === 'free' ? marked.get(markOf(intent)) : undefined;
    // The next create of the address took its marker up.
    if (heir !== undefined && heir.seq > intent.seq && heir.type === intent.type) return false;
    return !isSettled(intent, pushed);
  });
}

/** Everything that is written before the call is sent, and never changes; but see `made` in `StateDraft`. */
function isSameCall(one: Intent, other: Intent): boolean {
  const idsBefore = other.phase === 'made' && other.idsBefore.length === 0 ? [] : one.idsBefore;
  return (
    one.address === other.address &&
    one.type === other.type &&
    one.marker === other.marker &&
    one.since === other.since &&
    same(one.spec, other.spec) &&
    same(idsBefore, other.idsBefore) &&
    same({ ...one.delta }, { ...other.delta })
  );
}

/** It stops no less: a call that was given up is sent again, and one that only a person may judge is judged by no list. */
function isAsCareful(before: Intent, after: Intent): boolean {
  if (after.denied === true && before.denied !== true) return false;
  if (after.phase === 'free') return before.phase === 'free';
  if (before.phase === 'lost') return after.phase !== 'sent';
  if (before.phase !== 'made' || after.phase !== 'made') return true;
  return before.id === after.id && (before.guessed !== true || after.guessed === true);
}

/** The state says what became of it: it binds the object, or the value that was put. */
function isSettled({ seq, address, type, id, delta }: Intent, pushed: State): boolean {
  const binding = pushed.bindings[address];
  if (delta !== undefined)
    return binding?.type === type && binding.id === delta.id && binding.applied[delta.field] === delta.to;
  if (id !== undefined) return holdersOf(pushed).has(type, id);
  return binding?.type === type && binding.seq === seq;
}

function markOf({ address, marker = '' }: Intent): string {
  return `${address}\n${marker}`;
}
