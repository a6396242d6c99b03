import type { Mutant } from './mutant.ts';
import { simulate } from './simulate.ts';
import type { Story } from './story.ts';
import { partsOf, without } from './without.ts';

/** What can be left out of a story so that it still fails in the same way: one part at a time, until none can go. */
export async function shrink(story: Story, mutant?: Mutant): Promise<ReadonlySet<string>> {
  const wanted = kindsOf((await simulate(story, { mutant })).violations);
  let dropped: ReadonlySet<string> = new Set();
  for (let again = true; again;) {
    again = false;
    for (const part of partsOf(story)) {
      if (dropped.has(part)) continue;
      const fewer = new Set([...dropped, part]);
      const smaller = without(story, fewer);
      if (smaller.actors.length === 0) continue;
      const found = kindsOf((await simulate(smaller, { mutant })).violations);
      if (![...wanted].some((kind) => found.has(kind))) continue;
      dropped = fewer;
      again = true;
    }
  }
  return dropped;
}

/** The part of each violation before the colon: names and ids change when a story shrinks. */
function kindsOf(violations: readonly string[]): ReadonlySet<string> {
  return new Set(violations.map((violation) => violation.split(':')[0] ?? violation));
}
