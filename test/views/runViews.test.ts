import { describe, expect, it } from 'vitest';
import { makeAddress } from '../../src/model/address.ts';
import type { ApplySummary, EngineEvent } from '../../src/model/event.ts';
import type { Json } from '../../src/model/json.ts';
import type { Intent } from '../../src/model/state.ts';
import { plain } from '../../src/model/text.ts';
import { applyText, type ApplyReport } from '../../src/views/applyText.ts';
import { eventJson } from '../../src/views/eventJson.ts';
import { eventText } from '../../src/views/eventText.ts';
import { jsonText } from '../../src/views/jsonText.ts';
import { planSecrets } from '../../src/views/knownSecrets.ts';
import { advance, NO_PROGRESS, progressLine } from '../../src/views/progress.ts';
import type { Progress } from '../../src/views/progress.ts';
import { createView } from '../../src/views/view.ts';
import { FIXTURE_KINDS } from '../support/fixtureKinds.ts';
import { EVERYTHING, HOSTILE, INTENT, OLD_KEY } from '../support/fixturePlans.ts';
import { expectGolden, fileOf } from '../support/golden.ts';
import { fc, fuzz } from '../support/fc.ts';

const VIEW = createView(FIXTURE_KINDS, { secrets: planSecrets(EVERYTHING, FIXTURE_KINDS) });
const web = makeAddress('vault', 'web');
const gone = makeAddress('vault', OLD_KEY);
const diagnostic = {
  severity: 'error' as const,
  code: 'refused',
  summary: `${web}: vault/create was refused: ${HOSTILE}.`,
  help: 'Look.',
};
const SUMMARY: ApplySummary = {
  done: { create: 1, update: 2, replace: 0, remove: 0, adopt: 1, forget: 0 },
  failed: 0,
  unknown: 0,
  skipped: 0,
  kept: 0,
  halfReplaced: 0,
  doubled: 0,
  interrupted: false,
};

const EVENTS: readonly EngineEvent[] = [
  { type: 'listing', kinds: ['vault', 'permit', HOSTILE] },
  { type: 'listed', kind: 'vault', count: 12, ms: 340 },
  { type: 'checking', kind: 'permit', count: 20 },
  { type: 'apply_started', steps: 7 },
  { type: 'step_started', step: 'put vault.web', op: 'put', addresses: [web], action: 'create' },
  { type: 'step_done', step: 'put vault.web', addresses: [web], action: 'create', ms: 1234, finished: 1 },
  {
    type: 'step_started',
    step: 'put permit',
    op: 'put',
    addresses: [makeAddress('permit', 'a'), makeAddress('permit', 'b'), web],
    action: 'update',
  },
  { type: 'step_started', step: 'put vault.web', op: 'put', addresses: [web], action: 'replace' },
  { type: 'step_done', step: 'put vault.web', addresses: [web], action: 'replace', ms: 0, finished: 2 },
  { type: 'step_done', step: `remove ${gone}`, addresses: [gone], action: 'remove', ms: 5, finished: 3, kept: true },
  { type: 'step_started', step: `remove ${gone}`, op: 'remove', addresses: [gone], action: 'replace' },
  { type: 'step_done', step: `remove ${gone}`, addresses: [gone], action: 'replace', ms: 99, finished: 3 },
  {
    type: 'step_failed',
    step: 'put vault.web',
    addresses: [web],
    action: 'create',
    outcome: 'refused',
    diagnostic,
    finished: 4,
  },
  {
    type: 'step_failed',
    step: 'put vault.web',
    addresses: [web],
    action: 'create',
    outcome: 'notSent',
    diagnostic,
    finished: 5,
  },
  {
    type: 'step_failed',
    step: 'put vault.web',
    addresses: [web],
    action: 'create',
    outcome: 'unknown',
    diagnostic: { ...diagnostic, summary: 'The answer was lost.' },
    finished: 6,
  },
  {
    type: 'step_skipped',
    step: 'put seat.a',
    addresses: [makeAddress('seat', 'a')],
    because: 'put vault.web',
    finished: 7,
  },
  { type: 'step_skipped', step: `put ${gone}`, addresses: [gone], because: 'interrupted', finished: 7 },
  { type: 'diagnostic', diagnostic },
  { type: 'settling', addresses: [web, gone], ms: 60_000 },
  { type: 'settling', addresses: [web, gone], denied: [gone], ms: 60_000 },
  { type: 'settling', addresses: [web, gone], denied: [web, gone], ms: 60_000 },
  { type: 'waiting', addresses: [gone], because: 'behind', kind: 'vault', ms: 5000 },
  { type: 'waiting', addresses: [web, gone], because: 'denied', kind: HOSTILE, ms: 10_000 },
  { type: 'auditing', kind: 'vault', ms: 0 },
  { type: 'auditing', kind: HOSTILE, ms: 20_000 },
  { type: 'apply_finished', summary: { ...SUMMARY, failed: 2, unknown: 1, skipped: 2 } },
];

describe('events', () => {
  it('as text', () => {
    expectGolden('events/text.txt', fileOf(EVENTS.map((event) => eventText(event, VIEW) ?? '(nothing)')));
  });

  it('as JSON, one line each', () => {
    const lines = EVENTS.map((event) => jsonText(eventJson(event, VIEW), 0));
    expectGolden('events/stream.ndjson', fileOf(lines));
    for (const line of lines) expect(line).not.toContain('\n');
    expect(lines.join('')).not.toContain(OLD_KEY);
  });
});

describe('applyText', () => {
  const NOTHING = { ...SUMMARY.done, create: 0, update: 0, adopt: 0 };
  const lost: Intent = { ...INTENT, phase: 'lost' };
  it.each<{ name: string; summary: ApplySummary; open?: number; more?: Partial<ApplyReport> }>([
    { name: 'complete', summary: SUMMARY },
    { name: 'failed', summary: { ...SUMMARY, failed: 1, skipped: 2 } },
    { name: 'kept', summary: { ...SUMMARY, kept: 2 } },
    { name: 'half-replaced', summary: { ...SUMMARY, kept: 1, halfReplaced: 1 } },
    { name: 'half-replaced-partway', summary: { ...SUMMARY, failed: 2, halfReplaced: 2 } },
    { name: 'interrupted', summary: { ...SUMMARY, skipped: 9, interrupted: true } },
    { name: 'unknown-create', summary: { ...SUMMARY, failed: 1, unknown: 1 }, open: 1 },
    { name: 'doubled', summary: { ...SUMMARY, doubled: 2 } },
    { name: 'doubled-partway', summary: { ...SUMMARY, failed: 1, doubled: 1 } },
    { name: 'unknown-update', summary: { ...SUMMARY, unknown: 1 } },
    { name: 'unknown-both', summary: { ...SUMMARY, unknown: 3 }, open: 2 },
    {
      name: 'unknown-told',
      summary: { ...SUMMARY, unknown: 2 },
      open: 2,
      more: { advised: new Set([INTENT.address]) },
    },
    { name: 'waiting', summary: { ...SUMMARY, done: NOTHING, unknown: 1 }, open: 1, more: { changes: [] } },
    {
      name: 'waiting-told',
      summary: { ...SUMMARY, done: NOTHING, unknown: 1 },
      more: { changes: [], openIntents: [lost], advised: new Set([INTENT.address]), operation: 'Destroy' },
    },
  ])('$name', ({ name, summary, open = 0, more = {} }) => {
    const openIntents = [INTENT, { ...INTENT, seq: 8, address: makeAddress('vault', 'also') }].slice(0, open);
    const text = fileOf(applyText({ summary, openIntents, ...more }, VIEW));
    expectGolden(`applyText/${name}.txt`, text);
    expect(/(?<!not )complete/u.test(text)).toBe(['complete', 'kept', 'half-replaced'].includes(name));
  });
});

describe('progress', () => {
  const after = (events: readonly EngineEvent[]): Progress =>
    events.reduce((p, event) => advance(p, event, 1000), NO_PROGRESS);
  const done = (finished: number): EngineEvent => ({
    type: 'step_done',
    step: 's',
    addresses: [web],
    action: 'create',
    ms: 5,
    finished,
  });
  const started: EngineEvent = { type: 'apply_started', steps: 200 };
  const begun: EngineEvent = {
    type: 'step_started',
    step: 'put vault.web',
    op: 'put',
    addresses: [web],
    action: 'create',
  };

  it.each<{ reason: string; events: readonly EngineEvent[]; now: number; width?: number; line: string | undefined }>([
    { reason: 'before anything', events: [], now: 0, line: undefined },
    {
      reason: 'reading',
      events: EVENTS.slice(0, 2),
      now: 2000,
      line: 'Reading the account: 1/3, still to come: Permit, a\\u{1b}[31mred\\u{2...',
      width: 70,
    },
    {
      reason: 'reading what hangs below, beyond what was named',
      events: [
        { type: 'listing', kinds: ['vault'] },
        { type: 'listed', kind: 'vault', count: 1, ms: 1 },
        { type: 'listed', kind: 'seat', count: 1, ms: 1 },
      ],
      now: 2000,
      line: 'Reading the account: 2/2 Seat',
    },
    { reason: 'checking', events: EVENTS.slice(0, 3), now: 2000, line: 'Checking 20 of Permit' },
    { reason: 'no rate yet', events: [started, begun], now: 1500, line: '[                    ] 0/200  vault.web' },
    {
      reason: 'a rate',
      events: [started, begun, done(50)],
      now: 11_000,
      line: '[=====               ] 50/200  5.0/s  30 s left  vault.web',
    },
    {
      reason: 'a slow one',
      events: [started, done(1)],
      now: 61_000,
      line: '[                    ] 1/200  0.0/s  3 h 19 min left',
    },
    {
      reason: 'a fast one',
      events: [started, done(100)],
      now: 2000,
      line: '[==========          ] 100/200  100/s  1 s left',
    },
    {
      reason: 'troubles',
      events: [started, ...EVENTS.slice(12, 16)],
      now: 1000,
      line: '[                    ] 7/200  3 failed  1 skipped',
    },
    { reason: 'a narrow terminal', events: [started, begun], now: 1000, width: 20, line: '[                ...' },
    { reason: 'hardly a terminal', events: [started, begun], now: 1000, width: 2, line: '..' },
    {
      reason: 'a late event does not turn it back',
      events: [started, done(9), done(8)],
      now: 1000,
      line: '[                    ] 9/200',
    },
    {
      reason: 'no steps at all',
      events: [{ type: 'apply_started', steps: 0 }],
      now: 1000,
      line: '[====================] 0/0',
    },
    {
      reason: 'a wait for the account',
      events: [started, done(200), { type: 'settling', addresses: [web, gone], denied: [gone], ms: 60_000 }],
      now: 2000,
      line: 'Waiting for the account to settle (next look in 59 s): vault.web',
    },
    {
      reason: 'a wait for what is to be sent again',
      events: [started, { type: 'settling', addresses: [web], denied: [web], ms: 90_000 }],
      now: 1000,
      width: 100,
      line: 'Too many requests (429), looking before it is sent again (next look in 2 min): vault.web',
    },
    {
      reason: 'a step that waits for a list',
      events: [started, done(200), { type: 'waiting', addresses: [web], because: 'behind', kind: 'seat', ms: 15_000 }],
      now: 2000,
      line: '[====================] 200/200  list behind, next look in 14 s  vault.web',
    },
    {
      reason: 'a step that is sent again later',
      events: [started, { type: 'waiting', addresses: [web], because: 'denied', kind: 'vault', ms: 9000 }],
      now: 1000,
      line: '[                    ] 0/200  429, sent again in 9 s  vault.web',
    },
    {
      reason: 'the audit',
      events: [started, done(200), { type: 'auditing', kind: 'vault', ms: 0 }],
      now: 1000,
      line: 'Looking whether anything was bought twice: Vault key',
    },
    {
      reason: 'a wait for a list that shows what is to be audited',
      events: [started, done(200), { type: 'auditing', kind: 'vault', ms: 20_000 }],
      now: 1500,
      line: 'Looking whether anything was bought twice (next look in 20 s): Vault key',
    },
    {
      reason: 'the look after it',
      events: [started, done(200), { type: 'auditing', kind: 'vault', ms: 20_000 }],
      now: 21_000,
      line: 'Looking whether anything was bought twice: Vault key',
    },
    { reason: 'when all is over', events: EVENTS, now: 9000, line: undefined },
  ])('$reason', ({ events, now, width = 80, line }) => {
    expect(progressLine(after(events), now, width, VIEW)).toBe(line);
  });
});

describe('jsonText', () => {
  it('reads back as exactly what it was, and holds nothing that a terminal obeys', () => {
    const value = fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 }) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(value, fc.constantFrom(0 as const, 2 as const), (json, indent) => {
        const text = jsonText(json, indent);
        expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(json));
        expect(plain(text.replaceAll('\n', ''))).toBe(text.replaceAll('\n', ''));
      }),
      { numRuns: 500 * fuzz },
    );
    expect(JSON.parse(jsonText(HOSTILE))).toBe(HOSTILE);
  });
});
