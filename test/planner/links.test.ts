import { expect, test } from 'vitest';
import type { Address } from '../../src/model/address.ts';
import type { Step } from '../../src/model/step.ts';
import { linksOf, reach } from '../../src/planner/links.ts';

const at = (name: string): Address => `vault.${name}` as Address;
const step = (name: string, ...after: readonly string[]): Step => ({
  ...{ id: `put ${name}`, op: 'put', type: 'vault', addresses: [at(name)], after: after.map((one) => `put ${one}`) },
});

test('what depends on a change is reached through all that lies between, with the root that led there', () => {
  const { neededBy } = linksOf([step('a'), step('b', 'a'), step('c', 'b'), step('d')]);
  expect([...reach([at('a')], neededBy)]).toEqual([
    [at('a'), undefined],
    [at('b'), at('a')],
    [at('c'), at('a')],
  ]);
});

test('a step that waits for one that was cut out needs nothing of it', () => {
  const { needs, neededBy } = linksOf([step('b', 'gone'), step('c', 'gone', 'b')]);
  expect([...needs]).toEqual([[at('c'), new Set([at('b')])]]);
  expect([...neededBy]).toEqual([[at('b'), new Set([at('c')])]]);
});
