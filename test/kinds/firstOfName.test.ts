import { expect, test } from 'vitest';
import { firstOfName } from '../../src/kinds/support/firstOfName.ts';
import type { CondenseObject, CondenseTools } from '../../src/model/section.ts';

const object = (id: string, name?: string, boundName?: string): CondenseObject => ({
  live: { type: 'thing', id, spec: {}, ...(name === undefined ? {} : { name }) },
  children: [],
  ...(boundName === undefined ? {} : { boundName }),
});

test.each([
  { reason: 'one of each name', objects: [object('b', 'y'), object('a', 'x')], kept: ['a', 'b'], left: [] },
  { reason: 'the lowest id', objects: [object('b', 'x'), object('a', 'x')], kept: ['a'], left: ['b'] },
  { reason: 'the bound one before all', objects: [object('a', 'x'), object('b', 'x', 'x')], kept: ['b'], left: ['a'] },
  { reason: 'its id where there is no name', objects: [object('a'), object('b')], kept: ['a', 'b'], left: [] },
])('keeps $reason', ({ objects, kept, left }) => {
  const away: string[] = [];
  const tools = { leave: ({ id }: { id: string }) => void away.push(id) } as unknown as CondenseTools;
  expect(firstOfName(objects, tools, 'shares its name').map(({ live }) => live.id)).toEqual(kept);
  expect(away).toEqual(left);
});
