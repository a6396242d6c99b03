import type { CondenseObject, CondenseTools } from '../../model/section.ts';

/**
 * One object for each natural name: the bound one, else the one with the lowest id. The others share its address, so that
 * no manifest can declare both; they are left with this reason.
 */
export function firstOfName(
  objects: readonly CondenseObject[],
  tools: CondenseTools,
  reason: string,
): readonly CondenseObject[] {
  const taken = new Set<string>();
  const sorted = objects.toSorted((a, b) => rank(a) - rank(b) || (a.live.id < b.live.id ? -1 : 1));
  return sorted.filter(({ live }) => {
    const name = live.name ?? live.id;
    if (taken.has(name)) tools.leave(live, reason);
    return taken.size !== taken.add(name).size;
  });
}

function rank({ boundName }: CondenseObject): number {
  return boundName === undefined ? 1 : 0;
}
