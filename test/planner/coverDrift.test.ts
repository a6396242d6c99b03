import { describe, expect, it, test } from 'vitest';
import { makeAddress } from '../../src/model/address.ts';
import type { DriftFinding, DriftReport } from '../../src/model/drift.ts';
import type { BaselineEntry } from '../../src/model/driftBaseline.ts';
import { driftOutcome } from '../../src/model/driftOutcome.ts';
import { coverDrift } from '../../src/planner/coverDrift.ts';
import { matchesGlob } from '../../src/planner/glob.ts';
import { fc } from '../support/fc.ts';

const source = { file: 'drift-baseline.yaml', line: 3, column: 5 };

function entry(address: string, more: Partial<BaselineEntry> = {}): BaselineEntry {
  return { address, what: ['changed'], owner: 'ops', reason: 'later', expires: '2024-05-01', source, ...more };
}

function report(...findings: readonly DriftFinding[]): DriftReport {
  return { formatVersion: 1, account: 'acme', findings, inSync: 0, unmanaged: [] };
}

function finding(what: DriftFinding['what'], ...fields: readonly string[]): DriftFinding {
  const answer = 'drifted';
  return {
    answer,
    what,
    address: makeAddress('vault', 'web'),
    type: 'vault',
    name: 'web',
    fields: fields.map((field) => ({ field })),
  };
}

interface Case {
  readonly reason: string;
  readonly found: DriftFinding;
  readonly entries: readonly BaselineEntry[];
  /** Fields that still count; undefined: nothing counts. */
  readonly counts?: readonly string[];
  readonly codes?: readonly string[];
}

test.each<Case>([
  { reason: 'its address', found: finding('changed', 'limit'), entries: [entry('vault.web')] },
  { reason: 'a pattern', found: finding('changed', 'limit'), entries: [entry('vault.*')] },
  {
    reason: 'its last day',
    found: finding('changed', 'limit'),
    entries: [entry('vault.web', { expires: '2024-05-01' })],
  },
  {
    reason: 'the day after: it covers nothing, and fails by itself',
    found: finding('changed', 'limit'),
    entries: [entry('vault.web', { expires: '2024-04-30' })],
    counts: ['limit'],
    codes: ['baseline-expired'],
  },
  {
    reason: 'some of the fields',
    found: finding('changed', 'limit', 'note'),
    entries: [entry('vault.web', { fields: ['limit'] })],
    counts: ['note'],
  },
  {
    reason: 'all of the fields, by two entries',
    found: finding('changed', 'limit', 'note'),
    entries: [entry('vault.web', { fields: ['limit'] }), entry('*', { fields: ['note'] })],
  },
  {
    reason: 'another resource',
    found: finding('changed', 'limit'),
    entries: [entry('vault.mail')],
    counts: ['limit'],
    codes: ['baseline-unused'],
  },
  {
    reason: 'fields that changed, where the object is gone',
    found: finding('gone'),
    entries: [entry('vault.web')],
    counts: [],
    codes: ['baseline-unused'],
  },
  { reason: 'an object that is gone', found: finding('gone'), entries: [entry('vault.web', { what: ['gone'] })] },
  {
    reason: 'what is pending: that is for the next apply',
    found: { ...finding('changed', 'limit'), answer: 'pending' },
    entries: [entry('vault.web')],
    codes: ['baseline-unused'],
  },
])('an entry for $reason', ({ found, entries, counts, codes = [] }) => {
  const { report: covered, diagnostics } = coverDrift(report(found), entries, '2024-05-01');
  const left = covered.findings.filter(({ answer, known }) => answer === 'drifted' && known === undefined);
  expect(left.map(({ fields }) => fields.map(({ field }) => field))).toEqual(counts === undefined ? [] : [counts]);
  expect(diagnostics.map(({ code }) => code)).toEqual(codes);
  const told = covered.findings.flatMap(({ fields }) => fields.map(({ field }) => field));
  expect(told.sort()).toEqual(found.fields.map(({ field }) => field).sort());
  expect(driftOutcome(covered, false)).toBe(
    counts === undefined && !codes.includes('baseline-expired') ? 'in-sync' : 'drift',
  );
});

describe('an expired entry', () => {
  it('names the entry, the owner and its last day, and fails even where nothing drifted', () => {
    const { report: covered, diagnostics } = coverDrift(report(), [entry('vault.web')], '2024-05-02');
    expect(diagnostics).toMatchObject([{ severity: 'error', source }]);
    expect(diagnostics[0]?.summary).toMatch(/vault\.web.*2024-05-01.*ops.*later/u);
    expect(driftOutcome(covered, false)).toBe('drift');
  });
});

describe('an entry that covers nothing', () => {
  it('is told what it would have to say', () => {
    const { diagnostics } = coverDrift(report(finding('gone')), [entry('vault.web')], '2024-05-01');
    expect(diagnostics[0]?.help).toContain('what: [changed, gone]');
  });
});

describe('an entry for some fields that covers nothing', () => {
  it('is named by its fields', () => {
    const { diagnostics } = coverDrift(report(), [entry('vault.web', { fields: ['limit', 'note'] })], '2024-05-01');
    expect(diagnostics[0]?.summary).toContain('for limit, note of vault.web covers nothing');
    expect(diagnostics[0]?.help).toBe('Remove it, or correct its address.');
  });
});

describe('the outcome', () => {
  const pending = report({ ...finding('changed', 'limit'), answer: 'pending' });
  const unverified = report({ ...finding('changed', 'note'), answer: 'unverified' });
  const unsettled = report(finding('gone'), { ...finding('unsettled'), answer: 'unverified' });

  it.each([
    { reason: 'nothing', given: report(), plain: 'in-sync', strict: 'in-sync' },
    { reason: 'pending', given: pending, plain: 'in-sync', strict: 'drift' },
    { reason: 'unverified', given: unverified, plain: 'in-sync', strict: 'in-sync' },
    { reason: 'drifted', given: report(finding('gone')), plain: 'drift', strict: 'drift' },
    { reason: 'unsettled, whatever else', given: unsettled, plain: 'unknown', strict: 'unknown' },
  ])('of $reason', ({ given, plain, strict }) => {
    expect([driftOutcome(given, false), driftOutcome(given, true)]).toEqual([plain, strict]);
  });
});

describe('a pattern', () => {
  it('fits what a regular expression says that it fits', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (pattern, text) => {
        const source = pattern.replaceAll('.', '\\.').replaceAll('*', '.*');
        expect(matchesGlob(pattern, text)).toBe(new RegExp(`^${source}$`, 'u').test(text));
      }),
    );
  });

  it('of many stars takes no time', () => {
    const started = performance.now();
    expect(matchesGlob(`${'*a'.repeat(150)}b`, 'a'.repeat(3000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
