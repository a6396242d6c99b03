import { expect, test } from 'vitest';
import { judge, planFor, renamed, type Case } from './support/situation.ts';

const spec = { product: '360_30', limit: 5 };
const there = {
  imunify_key: [
    { id: 'A', spec },
    { id: 'B', spec },
  ],
  imunify_server: [],
};
const moved = [renamed('imunify_key.old', 'imunify_key.web')];

const CASES: readonly Case[] = [
  {
    reason: 'a renamed key keeps its object',
    given: {
      blocks: { imunify_keys: { web: { ...spec } } },
      extras: { moved },
      bound: { 'imunify_key.old': 'A' },
      live: there,
    },
    changes: { 'imunify_key.web': 'adopt' },
  },
  {
    reason: 'without the moved entry it would be bought again and the old one removed',
    given: { blocks: { imunify_keys: { web: { ...spec } } }, bound: { 'imunify_key.old': 'A' }, live: there },
    changes: { 'imunify_key.old': 'remove', 'imunify_key.web': 'create' },
    warnings: ['looks-renamed'],
    // There is another one just like it.
    hazards: { 'imunify_key.web': ['alike'] },
  },
  {
    reason: 'an entry that was carried out is left alone',
    given: {
      blocks: { imunify_keys: { web: { ...spec } } },
      extras: { moved },
      bound: { 'imunify_key.web': 'A' },
      live: there,
    },
  },
  {
    reason: 'two bound keys cannot become one',
    given: {
      blocks: { imunify_keys: { web: { ...spec } } },
      extras: { moved },
      bound: { 'imunify_key.old': 'B', 'imunify_key.web': 'A' },
      live: there,
    },
    changes: { 'imunify_key.old': 'remove' },
    errors: ['moved-onto-bound'],
  },
];

judge(CASES);

test.each([
  { reason: 'an update', block: { ...spec, limit: 6 }, action: 'update' },
  { reason: 'a replacement', block: { ...spec, product: '360_250' }, action: 'replace' },
  { reason: 'letting go', block: { ...spec, forget: true }, action: 'forget' },
  { reason: 'a removal', block: undefined, action: 'remove' },
])('$reason carries the rename with it', ({ block, action }) => {
  const { plan } = planFor({
    blocks: block === undefined ? {} : { imunify_keys: { web: block } },
    extras: { moved },
    bound: { 'imunify_key.old': 'A' },
    live: there,
  });
  expect(plan.changes.map((c) => [c.address, c.action, c.movedFrom])).toEqual([
    ['imunify_key.web', action, 'imunify_key.old'],
  ]);
});
