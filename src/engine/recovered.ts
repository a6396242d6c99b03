import type { JsonObject } from '../model/json.ts';
import type { AnyKind, FieldPolicy } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { shownValue } from '../model/shownValue.ts';
import type { Intent } from '../model/state.ts';

/** What is known of an object that was found after the answer was lost. */
export interface Recovered {
  /** Declared fields that it holds for certain. */
  readonly applied: JsonObject;
  /** Those that no list shows: a later call was to put them, or nothing proves that the object is the one that was sent. */
  readonly doubted: readonly string[];
}

/** A marker proves the whole create; without one only what the list shows is known. */
export function recovered(kind: AnyKind, { spec }: Intent, live: Live, proof: 'marker' | 'difference'): Recovered {
  const policies = Object.entries<FieldPolicy>(kind.fields);
  const doubted = policies
    .filter(([field, { writeOnly, afterCreate }]) => {
      if (afterCreate === true) return true;
      if (proof === 'marker' || writeOnly === undefined) return false;
      return writeOnly === true || shownValue(live, field) === undefined;
    })
    .map(([field]) => field);
  const known = Object.entries(spec).filter(([field]) => !doubted.includes(field));
  return { applied: Object.fromEntries(known), doubted };
}
