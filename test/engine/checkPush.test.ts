import { describe, expect, it } from 'vitest';
import { checkPush } from '../../src/engine/checkPush.ts';
import type { Address } from '../../src/model/address.ts';
import { emptyState, type Intent, type State } from '../../src/model/state.ts';
import { applyRecords } from '../../src/model/stateRecord.ts';

const WEB = 'imunify_key.web' as Address;
const intent: Intent = { seq: 3, address: WEB, type: 'imunify_key', spec: {}, idsBefore: [], since: 0, phase: 'sent' };
const stored: State = { ...emptyState('acme', 'one'), serial: 7, seq: 3 };
const open: State = { ...stored, intents: [intent] };
const bound = { [WEB]: { type: 'imunify_key', id: 'IM1', applied: {} } };

describe('a push', () => {
  it.each([
    { reason: 'where nothing is stored', before: undefined, pushed: stored, codes: [] },
    { reason: 'an edit of what is stored', before: stored, pushed: { ...stored, bindings: bound }, codes: [] },
    { reason: 'a later state', before: stored, pushed: { ...stored, serial: 8 }, codes: [] },
    { reason: 'an older state', before: stored, pushed: { ...stored, serial: 6 }, codes: ['push-older'] },
    { reason: 'another lineage', before: stored, pushed: { ...stored, lineage: 'two' }, codes: ['push-lineage'] },
    { reason: 'an open create that it forgets', before: open, pushed: stored, codes: ['push-drops-intents'] },
    { reason: 'an open create that it has, too', before: open, pushed: open, codes: [] },
    { reason: 'an open create that it has settled', before: open, pushed: { ...stored, bindings: bound }, codes: [] },
    {
      reason: 'one that was given up',
      before: { ...stored, intents: [{ ...intent, phase: 'free' as const }] },
      pushed: stored,
      codes: [],
    },
  ])('$reason: $codes', ({ before, pushed, codes }) => {
    expect(checkPush(before, pushed).map(({ code }) => code)).toEqual(codes);
  });

  it('of another lineage is told with both states and the command that is meant', () => {
    const [told] = checkPush(stored, { ...stored, lineage: 'two', serial: 4, bindings: bound }, 'old.json');
    expect(told?.summary).toContain(
      'what is stored (serial 7, 0 bindings) was not made from this one (serial 4, 1 binding)',
    );
    expect(told?.help).toContain('clnform state push old.json --force');
    expect(told?.help).toContain('clnform state rebuild');
  });

  it('never turns a counter back', () => {
    const old = { ...emptyState('acme', 'two'), serial: 2, seq: 1, bindings: bound };
    expect(applyRecords(open, [{ op: 'replace', state: old }])).toEqual({ ...old, serial: 7, seq: 3 });
    expect(applyRecords(old, [{ op: 'replace', state: open }])).toEqual(open);
  });
});
