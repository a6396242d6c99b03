import type { Desired } from '../model/desired.ts';
import type { JsonObject } from '../model/json.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { makeMarker, withoutTag } from '../model/marker.ts';
import { fits } from '../planner/fits.ts';

/** How it is known what an address was bound to: its marker names it, its identity is its name, or the manifest says so. */
export type RebuildProof = 'marker' | 'identity' | 'adopt';

export type Proved = ReadonlyMap<Desired, { readonly live: Live; readonly proof: RebuildProof }>;

/**
 * The free objects of one kind of which it is certain what they were bound to: by natural identity, by `adopt`, or by a
 * marker that one object carries and one address could have made.
 */
export function proveBindings(kind: AnyKind, declared: readonly Desired[], free: readonly Live[]): Proved {
  const proved = new Map<Desired, { live: Live; proof: RebuildProof }>();
  if (kind.identity === 'natural') {
    const byName = groupBy(free, ({ name }) => name);
    for (const desired of declared) {
      const found = byName.get(desired.name) ?? [];
      const [only, other] = found.length === 1 ? found : found.filter((live) => fits(kind, specOf(desired), live));
      if (only !== undefined && other === undefined) proved.set(desired, { live: only, proof: 'identity' });
    }
    return proved;
  }
  const byId = new Map(free.map((live) => [live.id, live]));
  for (const desired of declared) {
    const { adopt } = desired.lifecycle;
    const live = adopt === undefined ? undefined : byId.get(adopt);
    if (live === undefined) continue;
    proved.set(desired, { live, proof: 'adopt' });
    byId.delete(live.id);
  }
  // A marker holds the beginning of a long name: one that two addresses could have made proves neither.
  const byMarker = groupBy([...byId.values()], withoutTag);
  const byName = groupBy(declared, ({ name }) => makeMarker(name, ''));
  for (const [name, sharing] of byName) {
    const [desired, another] = sharing;
    const [live, double] = byMarker.get(name) ?? [];
    if (desired === undefined || another !== undefined || live === undefined || double !== undefined) continue;
    if (!proved.has(desired)) proved.set(desired, { live, proof: 'marker' });
  }
  return proved;
}

function specOf({ spec }: Desired): JsonObject {
  return spec as JsonObject;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | undefined): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
