import { expect, test } from 'vitest';
import { drawStory } from './support/drawStory.ts';
import { World } from './support/world.ts';

test.each([1, 2, 3])('a fault of commit %i strikes that one, and no other', (nth) => {
  const story = { ...drawStory(1), strikes: [{ fault: 'reset', when: 'after', on: 'commit', nth }] as const };
  const world = new World(story, {}, undefined, false);
  world.arm(story.strikes);
  const struck = [1, 2, 3, 4].filter(() => world.strike('commit', 'commit') !== undefined);
  expect(struck).toEqual([nth]);
});
