import { expect, test } from 'vitest';
import { LiveIndex } from '../../src/planner/liveIndex.ts';

const coin = (id: string, vault: string, name?: string) => ({
  ...{ type: 'coin', id, spec: { vault } },
  ...(name === undefined ? {} : { name }),
});
const objects = [coin('1', 'A', 'x'), coin('2', 'B', 'x'), coin('3', 'A')];
const index = new LiveIndex(new Map([['coin', { objects, whole: true, under: new Set<string>() }]]), (type) =>
  type === 'coin' || type === 'unseen' ? 'vault' : undefined,
);
const ids = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id);

test.each([
  { what: 'all of a kind', found: index.all('coin'), expected: ['1', '2', '3'] },
  { what: 'all of a kind that was not listed: none', found: index.all('unseen'), expected: [] },
  { what: 'those of a name', found: index.named('coin', 'x'), expected: ['1', '2'] },
  { what: 'a name of a kind that was not listed: none', found: index.named('unseen', 'x'), expected: [] },
  { what: 'those under a parent', found: index.under('coin', 'A'), expected: ['1', '3'] },
  { what: 'under a parent, of a kind that was not listed: none', found: index.under('unseen', 'A'), expected: [] },
  { what: 'under a parent, of a kind that lives under none: none', found: index.under('vault', 'A'), expected: [] },
])('finds $what', ({ found, expected }) => {
  expect(ids(found)).toEqual(expected);
});

test('finds an object by its id, of its own kind alone', () => {
  expect(index.withId('coin', '2')).toBe(objects[1]);
  expect(index.withId('vault', '2')).toBeUndefined();
});
