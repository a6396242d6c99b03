import { expect, test } from 'vitest';
import { Coverage } from './support/coverage.ts';
import { explain, playSeed, type Failure } from './support/seeds.ts';

const SEEDS = Number(process.env.SIM_SEEDS ?? 500);
const FROM = Number(process.env.SIM_FROM ?? 1);
const ONE = process.env.SIM_SEED;

/** Enough to work with; the seeds after them are left for the next run. */
const MOST_FAILURES = 5;

async function playMany(): Promise<readonly Failure[]> {
  const coverage = new Coverage();
  const failures: Failure[] = [];
  const started = performance.now();
  let asked = 0;
  let played = 0;
  for (let seed = FROM; seed < FROM + SEEDS && failures.length < MOST_FAILURES; seed += 1) {
    const { verdict, failure } = await playSeed(seed, coverage);
    played += 1;
    if (verdict.asked) asked += 1;
    if (failure !== undefined) failures.push(failure);
  }
  const perSecond = Math.round((played * 1000) / (performance.now() - started));
  console.info(`${played} seeds, ${perSecond} a second; a person was asked in ${asked}.`);
  console.info(coverage.table());
  return failures;
}

/** The story itself is printed, whether it fails or not. */
async function playOne(seed: number): Promise<readonly Failure[]> {
  const dropped = new Set((process.env.SIM_DROP ?? '').split(',').filter((part) => part !== ''));
  console.info(await explain(seed, dropped));
  const { failure } = await playSeed(seed);
  return failure === undefined ? [] : [failure];
}

test(
  'no story buys twice, in silence or for the wrong address, and every one converges',
  async () => {
    const failures = ONE === undefined ? await playMany() : await playOne(Number(ONE));
    expect(failures.map(({ report }) => report).join('\n\n'), 'stories that fail').toBe('');
  },
  24 * 3_600_000,
);
