import { describe, expect, test } from 'vitest';
import { MUTANTS } from './support/mutants.ts';
import { firstCaught } from './support/seeds.ts';

/** A bug that so many seeds do not show has to be looked for in another way. */
const SEEDS = Number(process.env.SIM_TEETH ?? 600);

describe('the simulation notices at once when', () => {
  test.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))('%s', async (_, mutant) => {
    const caught = await firstCaught(mutant, SEEDS);
    expect(caught, `not within ${SEEDS} seeds`).toBeDefined();
  });

  test('there are enough of them to speak of teeth', () => {
    expect(MUTANTS.length).toBeGreaterThanOrEqual(12);
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
  });
});
