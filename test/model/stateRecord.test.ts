import { expect, test } from 'vitest';
import type { Address } from '../../src/model/address.ts';
import { emptyState, type Binding, type Intent, type State } from '../../src/model/state.ts';
import { applyRecords, type StateRecord } from '../../src/model/stateRecord.ts';

const A = 'imunify_key.a' as Address;
const B = 'imunify_key.b' as Address;
const OLD = 'imunify_key.a#replaced' as Address;
const binding = (id: string, more: Partial<Binding> = {}): Binding => ({
  type: 'imunify_key',
  id,
  applied: {},
  ...more,
});
const intent = (seq: number): Intent => ({
  seq,
  address: A,
  type: 'imunify_key',
  spec: {},
  idsBefore: [],
  since: 0,
  phase: 'sent',
});
const start: State = { ...emptyState('acme', 'line'), serial: 4 };

const CASES: readonly { reason: string; from?: Partial<State>; records: readonly StateRecord[]; to: Partial<State> }[] =
  [
    { reason: 'no record, no change', records: [], to: {} },
    {
      reason: 'what is given up stays, and its number counts',
      from: { intents: [intent(1), intent(2)], seq: 2 },
      records: [{ op: 'free', seq: 2 }],
      to: { intents: [intent(1), { ...intent(2), phase: 'free' }], seq: 2 },
    },
    {
      reason: 'bind binds',
      records: [{ op: 'bind', address: A, binding: binding('1') }],
      to: { bindings: { [A]: binding('1') } },
    },
    {
      reason: 'bind replaces what was bound',
      from: { bindings: { [A]: binding('1', { protect: true }) } },
      records: [{ op: 'bind', address: A, binding: binding('2') }],
      to: { bindings: { [A]: binding('2') } },
    },
    {
      reason: 'unbind lets go, also of nothing',
      from: { bindings: { [A]: binding('1') } },
      records: [
        { op: 'unbind', address: A },
        { op: 'unbind', address: B },
      ],
      to: { bindings: {} },
    },
    {
      reason: 'a rename keeps the binding',
      from: { bindings: { [A]: binding('1', { protect: true }) } },
      records: [{ op: 'rename', from: A, to: B }],
      to: { bindings: { [B]: binding('1', { protect: true }) } },
    },
    {
      reason: 'a rename that was carried out already does nothing',
      from: { bindings: { [B]: binding('1') } },
      records: [{ op: 'rename', from: A, to: B }],
      to: { bindings: { [B]: binding('1') } },
    },
    {
      reason: 'what an object replaced follows its new name',
      from: { bindings: { [A]: binding('2'), [OLD]: binding('1', { replacedBy: A }) } },
      records: [{ op: 'rename', from: A, to: B }],
      to: { bindings: { [OLD]: binding('1', { replacedBy: B }), [B]: binding('2') } },
    },
    {
      reason: 'an intent moves the counter on',
      records: [{ op: 'intend', intent: intent(3) }],
      to: { seq: 3, intents: [intent(3)] },
    },
    {
      reason: 'the counter never goes back',
      from: { seq: 9 },
      records: [{ op: 'intend', intent: intent(3) }],
      to: { seq: 9, intents: [intent(3)] },
    },
    {
      reason: 'settle takes one intent away and leaves the counter',
      from: { seq: 2, intents: [intent(1), intent(2)] },
      records: [{ op: 'settle', seq: 1 }],
      to: { seq: 2, intents: [intent(2)] },
    },
    {
      reason: 'an unremovable object is remembered once, with the last reason',
      from: {
        unremovable: [
          { type: 'imunify_key', id: '1', reason: 'no' },
          { type: 'kernelcare_key', id: '1', reason: 'no' },
        ],
      },
      records: [{ op: 'unremovable', object: { type: 'imunify_key', id: '1', reason: 'never' } }],
      to: {
        unremovable: [
          { type: 'kernelcare_key', id: '1', reason: 'no' },
          { type: 'imunify_key', id: '1', reason: 'never' },
        ],
      },
    },
  ];

test.each(CASES)('$reason', ({ from = {}, records, to }) => {
  const before: State = { ...start, ...from };
  const frozen = JSON.stringify(before);
  expect(applyRecords(before, records)).toEqual({ ...before, ...to });
  expect(JSON.stringify(before), 'the state before is left as it was').toBe(frozen);
});

test('a plan that was spent stays so when another copy of the state takes its place, whichever knows of it', () => {
  const spend = (plan: string) => ({ op: 'spend', plan }) as const;
  const base = emptyState('acme', 'lineage');
  const ours = applyRecords({ ...base, serial: 3 }, [spend('ours')]);
  const theirs = applyRecords({ ...base, serial: 2 }, [spend('theirs')]);
  const ids = (state: typeof base) => state.appliedPlans?.map(({ id }) => id);
  expect(ids(applyRecords(ours, [{ op: 'replace', state: theirs }]))).toEqual(['theirs', 'ours']);
  expect(ids(applyRecords(ours, [{ op: 'replace', state: base }]))).toEqual(['ours']);
  expect(ids(applyRecords(base, [{ op: 'replace', state: theirs }]))).toEqual(['theirs']);
  expect(ids(applyRecords(base, [{ op: 'replace', state: base }]))).toBeUndefined();
});
