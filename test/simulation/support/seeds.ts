import type { Coverage } from './coverage.ts';
import { drawStory } from './drawStory.ts';
import type { Mutant } from './mutant.ts';
import { shrink } from './shrink.ts';
import { simulate, type Verdict } from './simulate.ts';
import { without } from './without.ts';

export interface Failure {
  readonly seed: number;
  /** What happened, and the command that replays it. */
  readonly report: string;
}

/** Plays one seed; the failure, shrunk and explained, when there is one. */
export async function playSeed(
  seed: number,
  coverage?: Coverage,
): Promise<{ readonly verdict: Verdict; readonly failure?: Failure }> {
  const story = drawStory(seed);
  const verdict = await simulate(story, { coverage });
  if (verdict.violations.length === 0) return { verdict };
  const dropped = await shrink(story);
  return { verdict, failure: { seed, report: await explain(seed, dropped) } };
}

/** Whether the simulation notices a bug that was put in, within so many seeds: the first seed that does. */
export async function firstCaught(
  mutant: Mutant,
  seeds: number,
): Promise<{ seed: number; violation: string } | undefined> {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const drawn = drawStory(seed, mutant.focus);
    const story = mutant.sharpen?.(drawn) ?? drawn;
    const [violation] = (await simulate(story, { mutant })).violations;
    if (violation === undefined) continue;
    // Only what goes well without it is its doing.
    if ((await simulate(story)).violations.length === 0) return { seed, violation };
  }
  return undefined;
}

/** The whole course of a story with these parts left out. */
export async function explain(seed: number, dropped: ReadonlySet<string>): Promise<string> {
  const story = without(drawStory(seed), dropped);
  const { violations, trace } = await simulate(story, { trace: true });
  const drop = dropped.size === 0 ? '' : ` SIM_DROP=${[...dropped].join(',')}`;
  return [
    ...violations,
    '',
    `replay: SIM_SEED=${seed}${drop} npx vitest run test/simulation`,
    '',
    JSON.stringify({ ...story, contents: undefined }),
    ...trace,
  ].join('\n');
}
