import { fits } from '../planner/fits.ts';
import { holdersOf } from '../model/holders.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { splitNote } from '../model/marker.ts';
import type { Intent, State } from '../model/state.ts';

/** What a create with a lost answer may have made: new, bound nowhere, and with its marker, or else as it was sent. */
export function intentCandidates(
  kind: AnyKind,
  intent: Intent,
  state: State,
  objects: readonly Live[],
): readonly Live[] {
  const before = new Set(intent.idsBefore);
  const holders = holdersOf(state);
  const free = objects.filter(({ id }) => !before.has(id) && !holders.has(intent.type, id));
  const tag = intent.marker === undefined ? undefined : splitNote(intent.marker).tag;
  const marked = tag === undefined ? [] : free.filter((live) => live.tag === tag);
  return marked.length > 0 ? marked : free.filter((live) => live.tag === undefined && fits(kind, intent.spec, live));
}
