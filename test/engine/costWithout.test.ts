import { expect, test } from 'vitest';
import { costWithout } from '../../src/engine/costWithout.ts';
import type { Change } from '../../src/model/change.ts';

const dropped = (type: string, cost?: { before: number | null; after: number | null }): Change =>
  ({ type, ...(cost === undefined ? {} : { cost }) }) as unknown as Change;

test.each([
  { reason: 'nothing dropped', changes: [], after: 30, byType: { key: 10 } },
  {
    reason: 'what it would have added stays out',
    changes: [dropped('key', { before: 0, after: 10 })],
    after: 20,
    byType: {},
  },
  {
    reason: 'what it would have saved stays in',
    changes: [dropped('ip', { before: 5.1, after: 0 })],
    after: 35.1,
    byType: { key: 10, ip: 5.1 },
  },
  { reason: 'what has no cost changes nothing', changes: [dropped('key')], after: 30, byType: { key: 10 } },
  {
    reason: 'what is not known was not counted',
    changes: [dropped('key', { before: null, after: null })],
    after: 30,
    byType: { key: 10 },
  },
])('$reason', ({ changes, after, byType }) => {
  const cost = { currency: 'USD', before: 20, after: 30, byType: { key: 10 }, unknown: [] };
  expect(costWithout(cost, changes)).toEqual({ ...cost, after, byType });
});
