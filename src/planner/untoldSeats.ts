import type { Change } from '../model/change.ts';
import type { HazardName } from '../model/hazard.ts';
import type { KindRegistry } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { ObjectMap } from '../model/objectMap.ts';
import { shownValue } from '../model/shownValue.ts';

/**
 * The hazard of seats that follows from the numbers of a change and that it does not tell, or undefined: as
 * `addSeatHazards` and `decideOccupants` tell them, from what a plan alone shows.
 */
export function untoldSeats(
  changes: readonly Change[],
  kinds: KindRegistry,
): (change: Change) => HazardName | undefined {
  const leaving = countChildren(changes, kinds, ({ action, fields }, field) => {
    return action === 'remove' || fields.some((change) => change.field === field);
  });
  const spokenOf = countChildren(changes, kinds, () => true);
  const parents = new Set([...kinds.values()].map(({ parent }) => parent?.type));
  const due = ({ type, action, live, target, fields, losing = [] }: Change): HazardName | undefined => {
    if (losing.length > 0) return 'removes-servers';
    const field = kinds.get(type)?.seats?.field;
    const occupants = live?.occupants ?? 0;
    if (action === 'remove' || (action === 'replace' && parents.has(type))) {
      if (occupants > countOn(spokenOf, live)) return 'removes-servers';
    }
    const limit = field === undefined ? undefined : target?.[field];
    if (field === undefined || typeof limit !== 'number') return undefined;
    if (action !== 'create' && action !== 'replace' && !fields.some((change) => change.field === field))
      return undefined;
    if (limit === 0) return shownValue(live, field) === 0 ? undefined : 'unlimited';
    const staying = occupants - countOn(leaving, live);
    return action === 'update' && staying > limit ? 'removes-servers' : undefined;
  };
  return (change) => {
    const name = due(change);
    return change.hazards.some((hazard) => hazard.name === name) ? undefined : name;
  };
}

type Counts = Pick<ObjectMap<number>, 'get'>;

/** Parent → how many of the changes that are meant are of objects that sit there. */
function countChildren(
  changes: readonly Change[],
  kinds: KindRegistry,
  isMeant: (change: Change, field: string) => boolean,
): Counts {
  const counts = new ObjectMap<number>();
  for (const change of changes) {
    const parent = kinds.get(change.type)?.parent;
    const on = parent === undefined ? undefined : shownValue(change.live, parent.field);
    if (parent === undefined || typeof on !== 'string' || !isMeant(change, parent.field)) continue;
    counts.set(parent.type, on, (counts.get(parent.type, on) ?? 0) + 1);
  }
  return counts;
}

function countOn(counts: Counts, live: Live | undefined): number {
  return live === undefined ? 0 : (counts.get(live.type, live.id) ?? 0);
}
