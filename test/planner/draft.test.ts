import { expect, test } from 'vitest';
import type { Address } from '../../src/model/address.ts';
import type { Change } from '../../src/model/change.ts';
import { Draft } from '../../src/planner/draft.ts';

const address = 'vault.a' as Address;
const change: Change = {
  ...{ address, type: 'vault', name: 'a', action: 'remove', fields: [], bind: false },
  hazards: [{ name: 'vanished', detail: 'before' }],
};

test('a hazard is added to what is planned, and plans nothing by itself', () => {
  const draft = new Draft();
  draft.add(change);
  const hazard = { name: 'unlimited', detail: 'more' } as const;
  draft.addHazard(address, hazard);
  draft.addHazard('vault.b' as Address, hazard);
  expect([...draft.changes]).toEqual([[address, { ...change, hazards: [...change.hazards, hazard] }]]);
});

test('what is said has a place in the manifest, or none at all', () => {
  const draft = new Draft();
  const source = { file: 'clnform.yaml', line: 1, column: 1 };
  const words = { code: 'a', summary: 'b', help: 'c' };
  draft.error({ ...words, source });
  draft.warn({ ...words, source: undefined });
  expect(draft.diagnostics).toStrictEqual([
    { severity: 'error', ...words, source },
    { severity: 'warning', ...words },
  ]);
});
