import { ObjectMap } from '../model/objectMap.ts';
import type { UnmanagedCount } from '../model/plan.ts';
import type { Draft } from './draft.ts';
import { sortedBy } from './order.ts';
import { isManaged } from './undeclared.ts';
import type { World } from './world.ts';

/** Objects that no declaration and no binding speaks for, by kind, without those that the draft removes. */
export function countUnmanaged(world: World, draft: Draft): readonly UnmanagedCount[] {
  const removed = new ObjectMap<true>();
  for (const { type, live } of draft.changes.values()) if (live !== undefined) removed.set(type, live.id, true);
  const counts: UnmanagedCount[] = [];
  for (const { type, parent } of world.kinds) {
    const observed = world.input.observation.get(type);
    if (observed === undefined || parent !== undefined) continue;
    const count = observed.objects.filter(
      (live) => live.inert !== true && !isManaged(world, draft, live) && !removed.has(type, live.id),
    ).length;
    if (count > 0) counts.push({ type, count, whole: observed.whole });
  }
  return sortedBy(counts, (entry) => entry.type);
}
