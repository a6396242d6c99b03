import { expect, test } from 'vitest';
import type { Desired } from '../../src/model/desired.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { AnyKind } from '../../src/model/kind.ts';
import { diff, type Diff } from '../../src/planner/diff.ts';
import { targetSpec } from '../../src/planner/target.ts';
import { declare, kindLike, NEVER_CALLED } from './support/situation.ts';

const thing: AnyKind = kindLike({
  type: 'thing',
  fields: {
    size: {},
    code: { immutable: true },
    label: { frozen: 'no call changes it' },
    tags: { unordered: true },
    secret: { sensitive: true },
    hidden: { writeOnly: true },
    nets: { writeOnly: true, unordered: true },
    note: { writeOnly: 'sometimes' },
    days: { local: true },
  },
  update: NEVER_CALLED,
});

interface DiffCase {
  readonly reason: string;
  readonly spec: object;
  readonly live: object;
  readonly applied?: JsonObject;
  readonly ignore?: readonly string[];
  readonly expected: Partial<Diff>;
  /** The spec that a put is to reach. */
  readonly target: object;
}

const CASES: readonly DiffCase[] = [
  {
    reason: 'an undeclared field is left as it is',
    spec: {},
    live: { size: 1 },
    expected: {},
    target: { size: 1 },
  },
  {
    reason: 'a changed field shows both sides',
    spec: { size: 2 },
    live: { size: 1 },
    expected: { fields: [{ field: 'size', before: 1, after: 2 }] },
    target: { size: 2 },
  },
  {
    reason: 'a field that the list does not show has no before',
    spec: { size: 2 },
    live: {},
    expected: { fields: [{ field: 'size', after: 2 }] },
    target: { size: 2 },
  },
  {
    reason: 'an immutable field forces replacement',
    spec: { code: 'B' },
    live: { code: 'A' },
    expected: { fields: [{ field: 'code', before: 'A', after: 'B', forcesReplacement: true }] },
    target: { code: 'B' },
  },
  {
    reason: 'a frozen field is told apart with its reason, and changes nothing',
    spec: { label: 'new' },
    live: { label: 'old' },
    expected: { frozen: [{ field: 'label', reason: 'no call changes it' }] },
    target: { label: 'new' },
  },
  {
    reason: 'a frozen field that is equal is no trouble',
    spec: { label: 'old' },
    live: { label: 'old' },
    expected: {},
    target: { label: 'old' },
  },
  {
    reason: 'a set has no order and no repeats',
    spec: { tags: ['b', 'a', 'b'] },
    live: { tags: ['a', 'b'] },
    expected: {},
    target: { tags: ['a', 'b'] },
  },
  {
    reason: 'a set that differs is shown in one order',
    spec: { tags: ['c', 'a'] },
    live: { tags: ['b', 'a'] },
    expected: { fields: [{ field: 'tags', before: ['a', 'b'], after: ['a', 'c'] }] },
    target: { tags: ['a', 'c'] },
  },
  {
    reason: 'a sensitive field is marked, so that views mask it',
    spec: { secret: 'K2' },
    live: { secret: 'K1' },
    expected: { fields: [{ field: 'secret', before: 'K1', after: 'K2', sensitive: true }] },
    target: { secret: 'K2' },
  },
  {
    reason: 'an ignored field never differs, and a put writes back what is there',
    spec: { size: 2 },
    live: { size: 1 },
    ignore: ['size'],
    expected: {},
    target: { size: 1 },
  },
  {
    reason: 'a local field is neither compared nor sent',
    spec: { days: 90 },
    live: { days: 1 },
    expected: {},
    target: {},
  },
  {
    reason: 'a write-only field equals what was last written, and says that it is unverified',
    spec: { hidden: true },
    live: {},
    applied: { hidden: true },
    expected: { unverified: ['hidden'] },
    target: { hidden: true },
  },
  {
    reason: 'a write-only field is compared with what was last written even where a list shows something',
    spec: { hidden: true },
    live: { hidden: true },
    applied: { hidden: false },
    expected: {
      unverified: ['hidden'],
      fields: [{ field: 'hidden', before: false, after: true, unverified: true }],
    },
    target: { hidden: true },
  },
  {
    reason: 'a write-only field that was never written overwrites what no one can read',
    spec: { hidden: true },
    live: {},
    expected: {
      unverified: ['hidden'],
      unreadable: ['hidden'],
      fields: [{ field: 'hidden', after: true, unverified: true }],
    },
    target: { hidden: true },
  },
  {
    reason: 'what was last written is a set as well',
    spec: { nets: ['b', 'a'] },
    live: {},
    applied: { nets: ['a', 'b', 'a'] },
    expected: { unverified: ['nets'] },
    target: { nets: ['a', 'b'] },
  },
  {
    reason: 'an undeclared write-only field keeps what was last written',
    spec: {},
    live: {},
    applied: { hidden: true, size: 9 },
    expected: {},
    target: { hidden: true },
  },
  {
    reason: 'a field that is sometimes shown is believed when it is',
    spec: { note: 'a' },
    live: { note: 'b' },
    applied: { note: 'a' },
    expected: { fields: [{ field: 'note', before: 'b', after: 'a' }] },
    target: { note: 'a' },
  },
  {
    reason: 'a field that is sometimes shown falls back on what was last written',
    spec: { note: 'a' },
    live: {},
    applied: { note: 'a' },
    expected: { unverified: ['note'] },
    target: { note: 'a' },
  },
];

test.each(CASES)('$reason', ({ spec, live, applied, ignore, expected, target }) => {
  const desired: Desired = declare('thing', 'a', spec, { lifecycle: ignore === undefined ? {} : { ignore } });
  const there = { type: 'thing', id: '1', spec: live };
  expect(diff(thing, desired, there, applied && { applied })).toEqual({
    fields: [],
    unverified: [],
    unreadable: [],
    frozen: [],
    ...expected,
  });
  expect(targetSpec(thing, desired, there, applied)).toEqual(target);
});

test('a create has nothing to leave as it is: an ignored field is put once', () => {
  const desired = declare('thing', 'a', { size: 2, days: 90 }, { lifecycle: { ignore: ['size'] } });
  expect(targetSpec(thing, desired, undefined, undefined)).toEqual({ size: 2 });
});
