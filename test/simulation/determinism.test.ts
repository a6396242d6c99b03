import { expect, test } from 'vitest';
import { drawStory } from './support/drawStory.ts';
import { firstCaught } from './support/seeds.ts';
import { MUTANTS } from './support/mutants.ts';
import { shrink } from './support/shrink.ts';
import { simulate } from './support/simulate.ts';
import { partsOf, without } from './support/without.ts';

test('a seed tells the same story, event for event, every time', async () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const [one, other] = [await simulate(drawStory(seed), TRACED), await simulate(drawStory(seed), TRACED)];
    expect(one.trace.length).toBeGreaterThan(3);
    expect(other).toEqual(one);
  }
});

test('different seeds tell different stories', async () => {
  const traces = new Set<string>();
  for (let seed = 1; seed <= 40; seed += 1) traces.add((await simulate(drawStory(seed), TRACED)).trace.join('\n'));
  expect(traces.size).toBe(40);
});

test('a story that fails shrinks to one that fails in the same way, and in which nothing more can be left out', async () => {
  const mutant = MUTANTS.find(({ name }) => name.includes('5xx'));
  if (mutant === undefined) throw new Error('no such mutant');
  const caught = await firstCaught(mutant, 500);
  const story = drawStory(caught?.seed ?? 0, mutant.focus);
  const dropped = await shrink(story, mutant);
  const small = without(story, dropped);
  expect((await simulate(small, { mutant })).violations.join('\n')).toContain('duplicate');
  expect(dropped.size).toBeGreaterThan(0);
  expect(partsOf(small).length).toBeLessThan(partsOf(story).length);
});

const TRACED = { trace: true };
