import { describe, expect, it } from 'vitest';
import { checkPush } from '../../src/engine/checkPush.ts';
import type { Address } from '../../src/model/address.ts';
import { emptyState, type Binding, type Intent, type State } from '../../src/model/state.ts';
import { applyRecords } from '../../src/model/stateRecord.ts';

const WEB = 'imunify_key.web' as Address;
const intent: Intent = { seq: 3, address: WEB, type: 'imunify_key', spec: {}, idsBefore: [], since: 0, phase: 'sent' };
const stored: State = { ...emptyState('acme', 'one'), serial: 7, seq: 3 };
const open: State = { ...stored, intents: [intent] };
const IM1: Binding = { type: 'imunify_key', id: 'IM1', applied: {} };
const bound: State['bindings'] = { [WEB]: IM1 };

describe('a push', () => {
  it.each([
    { reason: 'where nothing is stored', before: undefined, pushed: stored, codes: [] },
    { reason: 'an edit of what is stored', before: stored, pushed: { ...stored, bindings: bound }, codes: [] },
    { reason: 'a later state', before: stored, pushed: { ...stored, serial: 8 }, codes: [] },
    { reason: 'an older state', before: stored, pushed: { ...stored, serial: 6 }, codes: ['push-older'] },
    { reason: 'another lineage', before: stored, pushed: { ...stored, lineage: 'two' }, codes: ['push-lineage'] },
    { reason: 'an open create that it forgets', before: open, pushed: stored, codes: ['push-drops-intents'] },
    {
      reason: 'a lost binding that it forgets',
      before: { ...stored, intents: [{ ...intent, phase: 'lost' as const }] },
      pushed: stored,
      codes: ['push-drops-intents'],
    },
    { reason: 'an open create that it has, too', before: open, pushed: open, codes: [] },
    {
      reason: 'an open create that it has settled',
      before: open,
      pushed: { ...stored, bindings: { [WEB]: { ...IM1, seq: 3 } } },
      codes: [],
    },
    {
      reason: 'one that was given up',
      before: { ...stored, intents: [{ ...intent, phase: 'free' as const }] },
      pushed: stored,
      codes: [],
    },
  ])('$reason: $codes', ({ before, pushed, codes }) => {
    expect(checkPush(before, pushed).map(({ code }) => code)).toEqual(codes);
  });

  const sent: Intent = { ...intent, marker: 'm', spec: { limit: 5 }, idsBefore: ['IM0'], since: 9 };
  const made: Intent = { ...sent, phase: 'made', id: 'IM1' };
  const delta: Intent = { ...intent, delta: { field: 'limit', id: 'IM1', from: 5, to: 7 } };
  const binds = (more: object): State['bindings'] => ({ [WEB]: { ...IM1, ...more } });
  const intents = (...all: Intent[]): Partial<State> => ({ intents: all });
  const of = (phase: Intent['phase']): Intent => ({ ...sent, phase });

  it.each<{ reason: string; before: Intent; pushed: Partial<State>; dropped: boolean }>([
    {
      reason: 'a replacement whose address is bound to the old object',
      before: sent,
      pushed: { bindings: bound },
      dropped: true,
    },
    {
      reason: 'an address that another call was bound by',
      before: sent,
      pushed: { bindings: binds({ seq: 2 }) },
      dropped: true,
    },
    {
      reason: 'an address bound to an object of another kind',
      before: sent,
      pushed: { bindings: binds({ seq: 3, type: 'backup' }) },
      dropped: true,
    },
    { reason: 'an address bound by this call', before: sent, pushed: { bindings: binds({ seq: 3 }) }, dropped: false },
    { reason: 'the same intent', before: sent, pushed: intents(sent), dropped: false },
    {
      reason: 'the number at another address',
      before: sent,
      pushed: intents({ ...sent, address: 'imunify_key.other' as Address }),
      dropped: true,
    },
    { reason: 'the number of another kind', before: sent, pushed: intents({ ...sent, type: 'backup' }), dropped: true },
    { reason: 'another marker', before: sent, pushed: intents({ ...sent, marker: 'n' }), dropped: true },
    {
      reason: 'no marker',
      before: sent,
      pushed: intents({ ...intent, spec: sent.spec, idsBefore: ['IM0'], since: 9 }),
      dropped: true,
    },
    { reason: 'another spec', before: sent, pushed: intents({ ...sent, spec: { limit: 6 } }), dropped: true },
    {
      reason: 'other ids before it',
      before: sent,
      pushed: intents({ ...sent, idsBefore: ['IM0', 'IM1'] }),
      dropped: true,
    },
    { reason: 'another time', before: sent, pushed: intents({ ...sent, since: 0 }), dropped: true },
    { reason: 'one that is given up by hand', before: sent, pushed: intents(of('free')), dropped: true },
    {
      reason: 'one that a person must judge, left to the lists',
      before: of('lost'),
      pushed: intents(of('sent')),
      dropped: true,
    },
    {
      reason: 'one that a person must judge, as it was',
      before: of('lost'),
      pushed: intents(of('lost')),
      dropped: false,
    },
    {
      reason: 'one that was answered since',
      before: sent,
      pushed: intents({ ...made, idsBefore: [] }),
      dropped: false,
    },
    { reason: 'an audit that is due', before: made, pushed: {}, dropped: true },
    {
      reason: 'an audit that is due, of what is bound',
      before: made,
      pushed: { bindings: { ['imunify_key.moved' as Address]: IM1 } },
      dropped: false,
    },
    { reason: 'an audit of another object', before: made, pushed: intents({ ...made, id: 'IM2' }), dropped: true },
    { reason: 'an audit, as it was', before: made, pushed: intents(made), dropped: false },
    {
      reason: 'a guess that is told as a fact',
      before: { ...made, guessed: true },
      pushed: intents(made),
      dropped: true,
    },
    {
      reason: 'a guess',
      before: { ...made, guessed: true },
      pushed: intents({ ...made, guessed: true }),
      dropped: false,
    },
    {
      reason: 'a denial that nobody heard',
      before: sent,
      pushed: intents({ ...sent, denied: true }),
      dropped: true,
    },
    {
      reason: 'a denial, as it was',
      before: { ...sent, denied: true },
      pushed: intents({ ...sent, denied: true }),
      dropped: false,
    },
    {
      reason: 'a denial that is taken for a lost answer',
      before: { ...sent, denied: true },
      pushed: intents(sent),
      dropped: false,
    },
    { reason: 'a marker that may still arrive', before: of('free'), pushed: {}, dropped: true },
    {
      reason: 'a marker that may still arrive, as it was',
      before: of('free'),
      pushed: intents(of('free')),
      dropped: false,
    },
    {
      reason: 'a marker that the next create took up',
      before: of('free'),
      pushed: intents({ ...sent, seq: 4 }),
      dropped: false,
    },
    { reason: 'a difference', before: delta, pushed: { bindings: bound }, dropped: true },
    {
      reason: 'a difference, of which the value is bound',
      before: delta,
      pushed: { bindings: binds({ applied: { limit: 7 } }) },
      dropped: false,
    },
    {
      reason: 'a difference, of which the old value is bound',
      before: delta,
      pushed: { bindings: binds({ applied: { limit: 5 } }) },
      dropped: true,
    },
    {
      reason: 'another difference',
      before: delta,
      pushed: intents({ ...delta, delta: { ...delta.delta!, to: 8 } }),
      dropped: true,
    },
    { reason: 'a create in place of a difference', before: delta, pushed: intents(intent), dropped: true },
    { reason: 'the same difference', before: delta, pushed: intents(delta), dropped: false },
  ])('forgets $reason: $dropped', ({ before, pushed, dropped }) => {
    const codes = checkPush({ ...stored, intents: [before] }, { ...stored, ...pushed }).map(({ code }) => code);
    expect(codes).toEqual(dropped ? ['push-drops-intents'] : []);
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
