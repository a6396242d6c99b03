import type { DriftAnswer, DriftFinding, DriftReport } from '../model/drift.ts';
import type { BaselineEntry } from '../model/driftBaseline.ts';
import { driftFieldLines } from './driftFieldLines.ts';
import { driftSummary } from './driftSummary.ts';
import { driftSecrets } from './knownSecrets.ts';
import { headingLine, lostLines, sentHeading, settlingLines } from './openLines.ts';
import { sourceText } from './sourceText.ts';
import { table } from './table.ts';
import { show, showId, titleOf, withSecrets } from './view.ts';
import type { View } from './view.ts';

/** A drift report as people read it, line by line, without line ends. Each answer stands under a heading of its own. */
export function* driftText(report: DriftReport, outer: View): Generator<string> {
  const view = withSecrets(outer, driftSecrets(report, outer.kinds));
  const of = (answer: DriftAnswer, test: (finding: DriftFinding) => boolean = () => true): readonly DriftFinding[] =>
    report.findings.filter((finding) => finding.answer === answer && test(finding));
  const { red, cyan, dim } = view.paint;
  yield* unsettledLines(
    of('unverified', ({ what, rebuilt }) => what === 'unsettled' && rebuilt !== true),
    view,
  );
  yield* rebuiltLines(
    of('unverified', ({ rebuilt }) => rebuilt === true),
    view,
  );
  yield* section(
    red('Drifted'),
    'changed in the account since it was last applied.',
    of('drifted', ({ known }) => known === undefined),
    view,
  );
  yield* section(
    dim('Known drift'),
    'in the baseline, and not counted until it expires.',
    of('drifted', ({ known }) => known !== undefined),
    view,
  );
  yield* section(cyan('Pending'), 'changed in the manifest, and not applied yet.', of('pending'), view);
  yield* unverifiedLines(
    of('unverified', ({ what }) => what !== 'unsettled'),
    view,
  );
  yield* expiredLines(report.expired ?? [], view);
  if (report.unmanaged.length > 0) {
    yield 'In the account, not in the manifest, left alone:';
    yield* table(
      report.unmanaged.map(({ type, count: n, whole }) => [show(type, view), whole ? String(n) : `at least ${n}`]),
      '    ',
    );
    yield '';
  }
  yield* driftSummary(report, view);
}

function* section(title: string, meaning: string, findings: readonly DriftFinding[], view: View): Generator<string> {
  if (findings.length === 0) return;
  yield `${title}: ${meaning}`;
  yield '';
  for (const finding of findings) yield* findingLines(finding, view);
  yield '';
}

function* findingLines(finding: DriftFinding, view: View): Generator<string> {
  const { paint } = view;
  const { address, type, id, what, reason, source, known } = finding;
  const object = id === undefined ? titleOf(type, view) : `${titleOf(type, view)} ${showId(type, id, view)}`;
  const at = source === undefined ? '' : `, ${sourceText(source)}`;
  yield `  ${paint.bold(show(address, view))} ${WORDS[what](finding)}  ${paint.dim(`(${object}${at})`)}`;
  if (reason !== undefined) yield `      because: ${show(reason, view)}`;
  if (known !== undefined) {
    const { owner, reason: why, expires } = known;
    yield `      known until ${show(expires, view)} by ${show(owner, view)}: ${show(why, view)}`;
  }
  yield* driftFieldLines(finding, view);
}

/** So many that are alike are told one by one; more are counted. */
const MOST_ALIKE = 3;

function* unverifiedLines(findings: readonly DriftFinding[], view: View): Generator<string> {
  if (findings.length === 0) return;
  const meaning = 'the account does not show it; this is what was last applied, and nobody can say whether it holds.';
  yield `${view.paint.yellow('Not verified')}: ${meaning}`;
  yield '';
  const groups = new Map<string, DriftFinding[]>();
  for (const finding of findings) {
    const key = `${titleOf(finding.type, view)}: ${finding.fields.map(({ field }) => show(field, view)).join(', ')}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  for (const [key, alike] of groups) {
    if (alike.length > MOST_ALIKE) yield `  ${key} (${alike.length} resources)`;
    else for (const finding of alike) yield* findingLines(finding, view);
  }
  yield '';
}

const WORDS: Readonly<Record<DriftFinding['what'], (finding: DriftFinding) => string>> = {
  changed: ({ answer }) => (answer === 'unverified' ? 'cannot be verified' : 'differs'),
  gone: () => 'is gone from the account',
  appeared: () => 'appeared in the account',
  new: ({ id }) => (id === undefined ? 'is to be created' : 'is to be taken over'),
  left: ({ id }) => (id === undefined ? 'is to be forgotten' : 'is no longer kept by the manifest'),
  unsettled: () => 'may have been created',
};

function* unsettledLines(findings: readonly DriftFinding[], view: View): Generator<string> {
  if (findings.length === 0) return;
  yield headingLine(sentHeading(findings.length, 'call'), view);
  for (const finding of findings) {
    const { address, type, id, reason } = finding;
    const why = reason === undefined ? '' : `: ${show(reason, view)}`;
    yield `    ${show(address, view)} (${titleOf(type, view)})${why}`;
    yield* settlingLines(finding, id, view);
  }
  yield '  The next apply looks for it first.';
  yield '';
}

function* rebuiltLines(findings: readonly DriftFinding[], view: View): Generator<string> {
  if (findings.length === 0) return;
  yield* lostLines(findings, view);
  yield '  `clnform state rebuild` names what each may be.';
  yield '';
}

function* expiredLines(expired: readonly BaselineEntry[], view: View): Generator<string> {
  if (expired.length === 0) return;
  yield `${view.paint.red('Expired')}: entries of the baseline whose last day is over; they cover nothing.`;
  for (const { address, owner, reason, expires, source } of expired) {
    yield `    ${show(address, view)}, until ${show(expires, view)} by ${show(owner, view)}: ${show(reason, view)}  ${view.paint.dim(`(${sourceText(source)})`)}`;
  }
  yield '';
}
