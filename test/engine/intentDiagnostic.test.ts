import { expect, test } from 'vitest';
import { failureDiagnostic } from '../../src/engine/failureDiagnostic.ts';
import { intentDiagnostic } from '../../src/engine/intentDiagnostic.ts';
import type { OpenReason, Verdict } from '../../src/engine/judgeIntent.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { Address } from '../../src/model/address.ts';
import type { Intent } from '../../src/model/state.ts';

const A = 'imunify_key.a' as Address;
const intent: Intent = { seq: 1, address: A, type: 'imunify_key', spec: {}, idsBefore: [], since: 0, phase: 'sent' };
const found = { type: 'imunify_key', id: 'SECRETKEY1', spec: {} };

const REASONS: readonly { readonly why: OpenReason; readonly says: string; readonly help?: string }[] = [
  { why: { name: 'doubled' }, says: 'more than once: ****KEY1', help: 'each is billed' },
  {
    why: { name: 'elsewhere', address: 'imunify_key.b' },
    says: 'bound to imunify_key.b',
    help: 'state rm imunify_key.b',
  },
  { why: { name: 'several' }, says: '****KEY1', help: 'not created again' },
  { why: { name: 'not-adopted' }, says: '****KEY1', help: 'without --no-adopt' },
  { why: { name: 'young', leftMs: 1 }, says: 'may still arrive', help: 'in 1 minute:' },
  { why: { name: 'young', leftMs: 60_001 }, says: 'may still arrive', help: 'in 2 minutes:' },
  { why: { name: 'young', leftMs: 600_001 }, says: 'still to come', help: 'in 11 minutes, or look' },
  { why: { name: 'nowhere' }, says: 'nothing that fits', help: 'single_writer: true' },
  { why: { name: 'unsettled' }, says: 'kept changing', help: 'no one else' },
  { why: { name: 'behind' }, says: 'made last', help: 'Apply again later' },
  { why: { name: 'unseen', endpoint: 'im/key/list' }, says: 'im/key/list could not be read', help: 'Apply again' },
  { why: { name: 'interrupted' }, says: 'interrupted', help: 'Apply again' },
  { why: { name: 'unknown-kind' }, says: 'no such kind', help: 'the version that made it' },
];

test.each(REASONS)('what stays open says why, and what to type: $why.name', ({ why, says, help = '' }) => {
  const told = intentDiagnostic(
    { intent, verdict: { status: 'open', why, candidates: [found] } },
    'it was lost',
    KINDS,
  );
  expect(told).toMatchObject({ severity: 'error', code: 'outcome-unknown', address: A });
  expect(told?.summary).toContain(says);
  expect(told?.help).toContain(help);
  for (const way of ['--adopt ID', '--none']) expect(told?.help).toContain(`clnform state resolve ${A} ${way}`);
  expect(JSON.stringify(told)).not.toContain('SECRETKEY1');
});

test('a difference of a field that there is not can only be given up', () => {
  const why: OpenReason = { name: 'unknown-field', field: 'nope' };
  const told = intentDiagnostic({ intent, verdict: { status: 'open', why, candidates: [] } }, 'it was lost', KINDS);
  expect(told).toMatchObject({ severity: 'error', code: 'outcome-unknown', address: A });
  expect(told?.summary).toContain('has no field nope');
  expect(told?.help).toContain(`clnform state resolve ${A} --none`);
  expect(told?.help).not.toContain('--adopt');
});

test.each<{ readonly reason: string; readonly verdict: Verdict }>([
  { reason: 'bound already', verdict: { status: 'bound' } },
  { reason: 'free to be sent again', verdict: { status: 'free' } },
])('nothing is told of what is $reason', ({ verdict }) => {
  expect(intentDiagnostic({ intent, verdict }, 'it was lost', KINDS)).toBeUndefined();
});

test('a kind that is not known goes by its type', () => {
  const verdict: Verdict = { status: 'made', live: found, proof: 'difference' };
  const told = intentDiagnostic({ intent, verdict }, 'it was lost', new Map());
  expect(told?.help).toContain('someone else made that imunify_key');
});

test.each([
  { reason: 'an open create', intent: {}, words: ['may have been created', 'looks for it first', '--adopt ID'] },
  { reason: 'any other call', intent: undefined, words: ['not known whether', 'clnform plan'] },
])('an unknown outcome of $reason', ({ intent: open, words }) => {
  const failure = { status: 'unknown' as const, endpoint: 'x', reason: 'x: lost', stated: 'Moon' };
  const { summary, help } = failureDiagnostic(A, failure, open);
  for (const word of words) expect(`${summary} ${help}`).toContain(word);
  expect(summary).toContain('"Moon"');
});
