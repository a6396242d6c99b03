import type { Diagnostic } from '../../model/diagnostic.ts';
import type { DriftAnswer, DriftField, DriftFinding, DriftReport } from '../../model/drift.ts';
import type { Json } from '../../model/json.ts';
import type { Sign } from '../actionWords.ts';
import { count } from '../count.ts';
import type { FieldRow } from '../fieldRows.ts';
import { fieldText } from '../fieldRows.ts';
import { driftSecrets } from '../knownSecrets.ts';
import { headingWords, lostHeading, sentHeading } from '../openLines.ts';
import { PLAIN_PAINT } from '../paint.ts';
import { unmanagedLines } from '../planNotes.ts';
import { safeText } from '../safeText.ts';
import { isSecretField } from '../secretField.ts';
import { sourceText } from '../sourceText.ts';
import { show, showId, titleOf, withSecrets } from '../view.ts';
import type { View } from '../view.ts';
import { bounded } from './changeRow.ts';
import { clip } from './clip.ts';
import type { Report, ReportCount, ReportNote, ReportRow, Tone } from './report.ts';
import { reportProblem } from './reportProblem.ts';

/** Each answer with its sign, in the order in which they are told. */
const ANSWERS: Readonly<Record<DriftAnswer, { readonly sign: string; readonly meaning: string }>> = {
  drifted: { sign: '!', meaning: 'the account differs from what was last applied' },
  pending: { sign: '~', meaning: 'the manifest differs from what was last applied' },
  unverified: { sign: '?', meaning: 'the account does not show it' },
};

/** By what there is instead of fields that differ. */
const WHAT: Readonly<Record<DriftFinding['what'], string>> = {
  changed: 'fields differ',
  gone: 'is bound, and is not in the account',
  appeared: 'is in the account, and nothing declares it',
  new: 'is declared, and was never applied',
  left: 'is bound, and is no longer declared',
  unsettled: 'may or may not be there as it is declared',
};

/** Drift for reviewers. The three answers are never mixed, and known drift is told and not counted. */
export function driftReport(drift: DriftReport, outer: View, diagnostics: readonly Diagnostic[] = []): Report {
  const { account, findings, unmanaged, expired = [] } = drift;
  const view = { ...withSecrets(outer, driftSecrets(drift, outer.kinds)), paint: PLAIN_PAINT };
  return {
    command: 'drift',
    account: clip(show(account, view)),
    verdict: { tone: expired.length > 0 ? 'bad' : toneOf(findings), words: verdictWords(drift) },
    counts: driftCounts(findings),
    alerts: [...unsettledAlerts(findings, view), ...expiredAlerts(expired, view)],
    table: {
      noun: ['finding', 'findings'],
      groupTitle: 'Answer',
      stateTitle: 'What',
      size: findings.length,
      *rows() {
        for (const finding of findings) yield findingRow(finding, view);
      },
    },
    notes: [
      ...(unmanaged.length === 0
        ? []
        : [
            {
              tone: 'good' as const,
              words: 'In the account, not in the manifest, left alone',
              lines: [...unmanagedLines({ unmanaged }, view)].slice(1).map((line) => clip(line.trim())),
            },
          ]),
    ],
    problems: diagnostics.map((diagnostic) => reportProblem(diagnostic, view)),
  };
}

const fresh = (findings: readonly DriftFinding[]): readonly DriftFinding[] =>
  findings.filter(({ known }) => known === undefined);

function toneOf(findings: readonly DriftFinding[]): Tone {
  const answers = new Set(fresh(findings).map(({ answer }) => answer));
  if (answers.has('drifted')) return 'bad';
  if (answers.has('pending')) return 'change';
  return findings.length > 0 ? 'warn' : 'good';
}

function verdictWords({ findings, inSync, expired = [] }: DriftReport): string {
  const over = expired.length === 0 ? [] : [`${count(expired.length, 'entry', 'entries')} of the baseline expired`];
  const parts = [...driftCounts(findings).map(({ count: n, words }) => `${n} ${words}`), ...over];
  const equal = `${count(inSync, 'bound resource equals', 'bound resources equal')} the account and the manifest in all that can be read`;
  if (parts.length === 0) return `No drift: ${equal}.`;
  const drifted = over.length > 0 || fresh(findings).some(({ answer }) => answer === 'drifted');
  const title = drifted ? 'Drift' : 'No drift, but not all in sync';
  return `${title}: ${parts.join(', ')}. ${equal.charAt(0).toUpperCase()}${equal.slice(1)}.`;
}

function expiredAlerts(expired: NonNullable<DriftReport['expired']>, view: View): readonly ReportNote[] {
  if (expired.length === 0) return [];
  const lines = expired.map(
    ({ address, owner, reason, expires, source }) =>
      `${show(address, view)}, until ${show(expires, view)} by ${show(owner, view)}: ${show(reason, view)} (${sourceText(source)})`,
  );
  const words = 'Expired entries of the baseline: their last day is over, and they cover nothing';
  return [{ tone: 'warn', words, lines: lines.map((line) => clip(line)) }];
}

function driftCounts(findings: readonly DriftFinding[]): readonly ReportCount[] {
  const known = findings.length - fresh(findings).length;
  const counts = (Object.keys(ANSWERS) as DriftAnswer[]).map((answer) => ({
    group: answer,
    sign: ANSWERS[answer].sign,
    words: answer,
    count: fresh(findings).filter((finding) => finding.answer === answer).length,
  }));
  const some = counts.filter((entry) => entry.count > 0);
  return known === 0 ? some : [...some, { group: 'known', sign: '=', words: 'known and not counted', count: known }];
}

function unsettledAlerts(findings: readonly DriftFinding[], view: View): readonly ReportNote[] {
  const unsettled = findings.filter(({ what }) => what === 'unsettled');
  const note = (words: string, of: readonly DriftFinding[]): readonly ReportNote[] =>
    of.length === 0 ? [] : [{ tone: 'bad', words, lines: of.map(({ address }) => clip(show(address, view))) }];
  const sent = unsettled.filter(({ rebuilt }) => rebuilt !== true);
  const rebuilt = unsettled.filter((finding) => finding.rebuilt === true);
  return [
    ...note(headingWords(sentHeading(sent.length, 'call')), sent),
    ...note(headingWords(lostHeading(rebuilt.length)), rebuilt),
  ];
}

function findingRow(finding: DriftFinding, view: View): ReportRow {
  const { answer, address, type, what, id, fields, source, known, reason } = finding;
  const remarks: string[] = [];
  if (reason !== undefined) remarks.push(show(reason, view));
  if (known !== undefined) {
    const { owner, reason: why, expires } = known;
    remarks.push(`known until ${show(expires, view)}, owner ${show(owner, view)}: ${show(why, view)}`);
  }
  return {
    group: known === undefined ? answer : 'known',
    sign: known === undefined ? ANSWERS[answer].sign : '=',
    address: clip(show(address, view)),
    type: clip(show(type, view)),
    title: clip(titleOf(type, view)),
    ...(id !== undefined && { id: clip(showId(type, id, view)) }),
    words: what === 'changed' ? `${answer}: ${ANSWERS[answer].meaning}` : `${answer}: ${WHAT[what]}`,
    state: what,
    ...(source !== undefined && { source: { ...source, file: clip(show(source.file, view)) } }),
    remarks: remarks.map((remark) => clip(remark)),
    fields: fields.map((field) => bounded(fieldRow(finding, field, view))),
    hazards: [],
    level: known !== undefined ? 'passed' : levelOf(finding),
    removes: what === 'gone' || what === 'left',
  };
}

function levelOf({ answer, what }: DriftFinding): ReportRow['level'] {
  if (what === 'unsettled') return 'unknown';
  return answer === 'drifted' ? 'failed' : 'skipped';
}

/** Two values with an arrow between them, from what was to what is, or from what is to what is wanted. */
function fieldRow({ type, answer }: DriftFinding, field: DriftField, view: View): FieldRow {
  const secret = field.sensitive === true || isSecretField(view.kinds, type, field.field);
  const text = (value: Json | undefined): string => fieldText({ type, field: field.field, secret }, value, view);
  const name = safeText(field.field);
  switch (answer) {
    case 'drifted': {
      const note = 'last applied -> in the account';
      return row(name, signOf(field.applied, field.live), text(field.applied), text(field.live), note);
    }
    case 'pending': {
      const sign = signOf(field.live ?? field.applied, field.desired);
      const seen = field.live === undefined ? 'last applied' : 'in the account';
      return row(name, sign, text(field.live ?? field.applied), text(field.desired), `${seen} -> in the manifest`);
    }
    case 'unverified':
      return { sign: '=', name, after: text(field.applied ?? field.desired), note: 'last written', items: [] };
    default:
      return answer satisfies never;
  }
}

function row(name: string, sign: Sign, before: string, after: string, note: string): FieldRow {
  return { sign, name, before, after, note, items: [] };
}

function signOf(before: Json | undefined, after: Json | undefined): Sign {
  if (before === undefined) return '+';
  return after === undefined ? '-' : '~';
}
