import { describe, expect, test } from 'vitest';
import type { Intent } from '../../src/model/state.ts';
import { makeDrift } from '../../src/planner/makeDrift.ts';
import { inputOf, intentOf, planFor, type Situation } from './support/situation.ts';

const key = { product: 'AVP', limit: 5, note: 'web' };
const WEB = 'imunify_key.web';
const made = (more: Partial<Intent> = {}) =>
  intentOf(WEB, { phase: 'made', id: 'A', spec: key, guessed: true, ...more });
const keys = (...others: readonly (readonly [id: string, spec: object])[]) => ({
  imunify_key: [{ id: 'A', spec: key }, ...others.map(([id, spec]) => ({ id, spec }))],
});
const web: Situation = { blocks: { imunify_keys: { web: key } }, bound: { [WEB]: { id: 'A', applied: key } } };

/** What plan and drift say alike: an audit is no affair of one of them. */
function told(situation: Situation) {
  const { diagnostics, plan } = planFor(situation);
  const drift = makeDrift({ ...inputOf(situation), acceptEmpty: false });
  expect(drift.diagnostics).toEqual(diagnostics);
  expect([plan.changes, drift.report.findings.filter(({ what }) => what !== 'unsettled')]).toEqual([[], []]);
  return diagnostics;
}

function codes(situation: Situation): readonly string[] {
  return told(situation).map(({ code }) => code);
}

describe('an audit that is due', () => {
  test('is named, with the command that makes it, and what the list shows beside it', () => {
    const [twice, due] = told({ ...web, intents: [made()], live: keys(['SECRETEXTRA1', key]) });
    expect([twice?.severity, twice?.code]).toEqual(['warning', 'bought-twice']);
    expect(twice?.summary).toContain('(Imunify key: ****TRA1)');
    expect([due?.severity, due?.code]).toEqual(['warning', 'audit-due']);
    expect(due?.summary).toContain(WEB);
    expect(due?.help).toContain('clnform apply');
  });

  test.each<{ reason: string; intents: readonly Intent[]; others?: readonly (readonly [string, object])[] }>([
    { reason: 'nothing else', intents: [made()] },
    { reason: 'what was there before', intents: [made({ idsBefore: ['B'] })], others: [['B', key]] },
    { reason: 'what it could not have made', intents: [made()], others: [['B', { ...key, limit: 6 }]] },
    {
      reason: 'what another create made that waits for its audit, too',
      intents: [made(), made({ seq: 2, address: 'imunify_key.gone' as never, id: 'B' })],
      others: [['B', key]],
    },
    {
      reason: 'a difference alone',
      intents: [made({ delta: { field: 'limit', id: 'A', from: 4, to: 5 } })],
      others: [['B', key]],
    },
  ])('is named though the list shows no more than $reason', ({ intents, others = [] }) => {
    expect(codes({ ...web, intents, live: keys(...others) })).toEqual(['audit-due']);
  });

  test('is named of a kind that nothing lists any more', () => {
    expect(codes({ intents: [made()] })).toEqual(['audit-due']);
  });

  test('leaves to an open create what that may have made', () => {
    const open = intentOf('imunify_key.mail', { seq: 2, spec: key, idsBefore: ['A'] });
    expect(codes({ ...web, intents: [made(), open], live: keys(['B', key]) })).toEqual(['audit-due']);
  });

  test('is none where nothing waits for it', () => {
    expect(codes({ ...web, live: keys(['B', key]) })).toEqual([]);
  });

  test('says nothing of what is bound or declared', () => {
    const both: Situation = {
      blocks: { imunify_keys: { web: key, mail: key } },
      bound: { ...web.bound, 'imunify_key.mail': { id: 'B', applied: key } },
    };
    expect(codes({ ...both, intents: [made()], live: keys(['B', key]) })).toEqual(['audit-due']);
  });

  describe('of a create with a marker', () => {
    const spec = { product: 'CL', limit: 5, note: 'web' };
    const [marker, tag] = ['[clnform:web#abcd1234]', 'abcd1234'];
    const intents = [intentOf('cloudlinux_key.web', { phase: 'made', id: 'A', spec, marker })];
    const marked = (id: string, text = marker, own = tag) => ({ id, spec, marker: text, tag: own });
    const block = { cloudlinux_keys: { web: spec } };

    test.each([
      {
        reason: 'is told once of its twin while it is bound',
        situation: { blocks: block, bound: { 'cloudlinux_key.web': { id: 'A', applied: spec } } },
        live: [marked('A'), marked('B')],
        says: ['bought-twice', 'audit-due'],
      },
      {
        reason: 'is told of its twin when it is no longer there',
        situation: {},
        live: [marked('B')],
        says: ['bought-twice', 'audit-due'],
      },
      {
        reason: 'has nothing to do with the marker of another',
        situation: {},
        live: [marked('B', '[clnform:web#zzzz9999]', 'zzzz9999'), { id: 'C', spec }],
        says: ['audit-due'],
      },
    ])('$reason', ({ situation, live, says }) => {
      expect(codes({ ...situation, intents, live: { cloudlinux_key: live } })).toEqual(says);
    });

    test('leaves to an open create what carries its marker', () => {
      const open = intentOf('cloudlinux_key.mail', { seq: 2, spec, marker });
      expect(codes({ intents: [...intents, open], live: { cloudlinux_key: [marked('B')] } })).toEqual(['audit-due']);
    });
  });
});
