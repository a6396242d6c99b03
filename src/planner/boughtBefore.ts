import { withArticle } from '../model/article.ts';
import type { Address } from '../model/address.ts';
import type { Hazard } from '../model/hazard.ts';
import type { JsonObject } from '../model/json.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { shownId } from '../model/shownId.ts';
import type { AlikeIndex } from './alikeIndex.ts';

/** Whether a create of the kind carries a marker, by which what it made would be known again. */
export function isMarked(kind: AnyKind, markers: boolean): boolean {
  return markers && kind.marker !== undefined;
}

/**
 * The hazard of a create whose object may have been bought already, by an earlier run that an old state knows nothing of:
 * `free`, what nothing speaks for, holds one just like it, or, for a create without a marker, one that differs in numbers
 * alone (a limit that was changed since).
 */
export function boughtBefore(
  kind: AnyKind,
  free: AlikeIndex<Live>,
  { target, address, marked }: { readonly target: JsonObject; readonly address: Address; readonly marked: boolean },
): Hazard | undefined {
  const same = free.find(target);
  const live = same ?? (marked ? undefined : free.findButNumbers(target));
  if (live === undefined) return undefined;
  const how = same === undefined ? `like it but for ${differing(target, live)}` : 'just like it';
  return {
    name: 'alike',
    detail: `The account holds ${withArticle(kind.title)} ${how} (${shownId(kind, live.id)}), which no binding speaks for: if that is the one, it is bought twice. Put back the newest copy of the state, or bind it: clnform import ${address} ID.`,
  };
}

/** `limit (5, not 6)`: what the account shows, and what is wanted. */
function differing(target: JsonObject, { spec }: Live): string {
  const there = spec as JsonObject;
  return Object.entries(target)
    .flatMap(([field, wanted]) => {
      const own = there[field];
      const differs = typeof wanted === 'number' && typeof own === 'number' && own !== wanted;
      return differs ? [`${field} (${own}, not ${wanted})`] : [];
    })
    .join(', ');
}
