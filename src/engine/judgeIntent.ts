import { fieldPolicy } from '../model/fieldPolicy.ts';
import { holdersOf } from '../model/holders.ts';
import type { Json } from '../model/json.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { splitNote } from '../model/marker.ts';
import { shownValue } from '../model/shownValue.ts';
import type { Delta, Intent, State } from '../model/state.ts';
import { couldFit, fits } from '../planner/fits.ts';
import { LATEST_ARRIVAL_MS, type RecoveryOptions } from './recovery.ts';

/** What the lists prove about a create whose answer was lost. */
export type Verdict =
  /** It made this object, or put this value. `difference`: nothing else is new and fits. */
  | { readonly status: 'made'; readonly live: Live; readonly proof: 'marker' | 'difference' | 'value' }
  /** Its object is bound at its own address already. */
  | { readonly status: 'bound' }
  /** It made nothing, as far as can be known: it may be sent again. `there`: what the field of a difference shows. */
  | { readonly status: 'free'; readonly there?: Json | undefined }
  /** It stays open. `candidates`: what it may have made. */
  | { readonly status: 'open'; readonly why: OpenReason; readonly candidates: readonly Live[] };

export type OpenReason =
  /** Several objects carry its marker: it was carried out more than once. */
  | { readonly name: 'doubled' }
  /** What carries its marker is bound to another address. */
  | { readonly name: 'elsewhere'; readonly address: string }
  /** Several new objects fit. */
  | { readonly name: 'several' }
  /** One new object fits, and `--no-adopt` leaves it to a person. */
  | { readonly name: 'not-adopted' }
  /** Nothing fits, and it may still arrive for so many milliseconds. */
  | { readonly name: 'young'; readonly leftMs: number }
  /** Nothing fits, and without a marker that proves nothing. */
  | { readonly name: 'nowhere' }
  /** The list kept changing. */
  | { readonly name: 'unsettled' }
  /** The list does not show the object that was made last: it is behind. */
  | { readonly name: 'behind' }
  /** The list could not be read. */
  | { readonly name: 'unseen'; readonly endpoint: string }
  | { readonly name: 'interrupted' }
  /** This version has no such kind. */
  | { readonly name: 'unknown-kind' }
  /** Its kind has no such field that is put as a difference: the state was edited, or a later version wrote it. */
  | { readonly name: 'unknown-field'; readonly field: string };

export interface IntentFacts {
  readonly intent: Intent;
  readonly kind: AnyKind;
  /** Whole lists of the kind a settling time apart, the oldest first; at least one. */
  readonly looks: readonly (readonly Live[])[];
  readonly state: State;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly options: RecoveryOptions;
  /** Of one that was denied: what was made of its kind from then on. A list that shows any of it would show its own. */
  readonly since?: readonly string[] | undefined;
}

/**
 * What is known of an intent, from lists alone: pure, so that every branch can be tested. Undefined: look again after a
 * settling time, for one list, or two that differ, prove no absence.
 */
export function judgeIntent(facts: IntentFacts): Verdict | undefined {
  const { delta, marker } = facts.intent;
  if (delta !== undefined) return judgeDelta(facts, delta);
  return marker === undefined ? judgeByDifference(facts) : judgeByMarker(facts, marker);
}

/** Only the wanted value proves anything: any other may be an old one, and the call still on its way. */
function judgeDelta(facts: IntentFacts, { id, field, to }: Delta): Verdict | undefined {
  if (fieldPolicy(facts.kind, field)?.delta !== true) return open({ name: 'unknown-field', field });
  const { looks } = facts;
  const live = lastLook(looks).find((object) => object.id === id);
  if (live !== undefined && shownValue(live, field) === to) return { status: 'made', live, proof: 'value' };
  if (looks.length < 2) return undefined;
  const leftMs = timeLeft(facts);
  return leftMs > 0 ? open({ name: 'young', leftMs }) : { status: 'free', there: shownValue(live, field) };
}

function judgeByMarker(facts: IntentFacts, marker: string): Verdict | undefined {
  const { intent, state, looks } = facts;
  const { tag } = splitNote(marker);
  // A marker that is none finds nothing, and its absence proves nothing.
  if (tag === undefined) return open({ name: 'nowhere' });
  const made = lastLook(looks).filter((live) => live.tag === tag);
  const [only] = made;
  if (made.length > 1) return open({ name: 'doubled' }, made);
  if (only !== undefined) {
    const holder = holdersOf(state).get(intent.type, only.id);
    if (holder === undefined) return { status: 'made', live: only, proof: 'marker' };
    return holder === intent.address ? { status: 'bound' } : open({ name: 'elsewhere', address: holder }, made);
  }
  if (intent.phase === 'free' || showsLater(facts)) return { status: 'free' };
  if (looks.length < 2) return undefined;
  // Its call is over: what no list shows arrives no more.
  if (intent.denied === true) return settled(facts) ?? { status: 'free' };
  const leftMs = timeLeft(facts);
  if (leftMs > 0) return open({ name: 'young', leftMs });
  return settled(facts) ?? { status: 'free' };
}

function judgeByDifference(facts: IntentFacts): Verdict | undefined {
  const { intent, kind, looks, state, options } = facts;
  const before = new Set(intent.idsBefore);
  const holders = holdersOf(state);
  const fresh = lastLook(looks).filter(
    (live) =>
      !before.has(live.id) &&
      // What carries a marker was made by a create that had one.
      live.tag === undefined &&
      !holders.has(intent.type, live.id) &&
      couldFit(kind, intent.spec, live),
  );
  if (intent.phase === 'free' && fresh.length === 0) return { status: 'free' };
  if (looks.length < 2) return undefined;
  const unsettled = settled(facts);
  if (unsettled !== undefined) return unsettled;
  const candidates = fresh.filter((live) => fits(kind, intent.spec, live));
  const [only] = candidates;
  // Where there are others, ours may be one that someone has changed since, and what fits someone else's.
  if (candidates.length > 1 || (only !== undefined && fresh.length > 1 && !options.singleWriter)) {
    return open({ name: 'several' }, fresh);
  }
  if (only !== undefined) {
    return options.adopt
      ? { status: 'made', live: only, proof: 'difference' }
      : open({ name: 'not-adopted' }, candidates);
  }
  if (intent.denied === true || intent.phase === 'free') return { status: 'free' };
  if (!options.singleWriter) return open({ name: 'nowhere' });
  const leftMs = timeLeft(facts);
  return leftMs > 0 ? open({ name: 'young', leftMs }) : { status: 'free' };
}

function showsLater({ since = [], looks }: IntentFacts): boolean {
  return since.length > 0 && lastLook(looks).some(({ id }) => since.includes(id));
}

/** Undefined: the last two lists agree and are not behind. */
function settled({ intent, looks, state }: IntentFacts): Verdict | undefined {
  const canary = canaryOf(state, intent.type)?.id;
  const pair = looks.slice(-2).map((look) => new Set(look.map((live) => live.id)));
  if (canary !== undefined && pair.some((ids) => !ids.has(canary))) return open({ name: 'behind' });
  const [earlier, later] = pair;
  const equal = earlier?.size === later?.size && [...(later ?? [])].every((id) => earlier?.has(id));
  return equal ? undefined : open({ name: 'unsettled' });
}

/** The bound object of the kind that was made last: a list without it is behind, and proves nothing. */
export function canaryOf(
  { bindings }: State,
  type: string,
): { readonly id: string; readonly applied: object } | undefined {
  let canary: { readonly id: string; readonly applied: object; readonly seq: number } | undefined;
  for (const { type: own, id, applied, seq } of Object.values(bindings)) {
    if (own === type && seq !== undefined && seq > (canary?.seq ?? -1)) canary = { id, applied, seq };
  }
  return canary;
}

/** Milliseconds, by this clock, until it arrives no more; many where a clock was wrong, for nobody knows then how old it is. */
function timeLeft({ intent, now }: IntentFacts): number {
  return Math.max(0, intent.since + LATEST_ARRIVAL_MS - now);
}

function lastLook(looks: IntentFacts['looks']): readonly Live[] {
  return looks.at(-1) ?? [];
}

function open(why: OpenReason, candidates: readonly Live[] = []): Verdict {
  return { status: 'open', why, candidates };
}
