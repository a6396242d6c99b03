import type { JsonObject } from '../model/json.ts';
import { splitNote } from '../model/marker.ts';
import type { Intent, State } from '../model/state.ts';

/** The creates of one kind that an audit list is held against. */
export interface SentCreates {
  /** Ids of the kind before the first of them; absent where markers tell objects apart. */
  idsBefore?: ReadonlySet<string>;
  /** Ids that the service answered with, or that were found. */
  readonly made: Set<string>;
  /** Of those that this run made, the tick at which their create was sent. */
  readonly sentAt: Map<string, number>;
  readonly specs: JsonObject[];
  /** Tags of their markers. */
  readonly tags: Set<string>;
}

export function noneSent(): SentCreates {
  return { made: new Set(), sentAt: new Map(), specs: [], tags: new Set() };
}

/** What earlier runs created and did not live to look at again. */
export function sentBefore(state: State): Map<string, SentCreates> {
  const sent = new Map<string, SentCreates>();
  for (const intent of state.intents) {
    if (intent.phase !== 'made' || intent.delta !== undefined) continue;
    const { made } = noteSent(sent, intent);
    if (intent.id !== undefined) made.add(intent.id);
  }
  return sent;
}

/** Remembers a create for the audit that follows. */
export function noteSent(sent: Map<string, SentCreates>, { type, spec, marker, idsBefore }: Intent): SentCreates {
  const own = sent.get(type) ?? noneSent();
  sent.set(type, own);
  own.specs.push(spec);
  const tag = marker === undefined ? undefined : splitNote(marker).tag;
  if (tag !== undefined) own.tags.add(tag);
  // The first list that was taken is the one that none of them is in.
  if (marker === undefined) own.idsBefore ??= new Set(idsBefore);
  return own;
}
