import type { Diagnostic } from '../../model/diagnostic.ts';
import type { CostChange, Plan } from '../../model/plan.ts';
import { isEmptyPlan } from '../../model/plan.ts';
import type { Intent } from '../../model/state.ts';
import { ACTION_WORDS, signOf, VERBS } from '../actionWords.ts';
import { count } from '../count.ts';
import { planGraph } from '../graph/planGraph.ts';
import { intentLines } from '../intentLines.ts';
import { planSecrets } from '../knownSecrets.ts';
import { money, signedMoney } from '../money.ts';
import { headingWords, lostHeading, sentHeading, sortOf } from '../openLines.ts';
import type { OpenHeading } from '../openLines.ts';
import { PLAIN_PAINT } from '../paint.ts';
import { leftOutLines, unmanagedLines, unremovableLines, unverifiedLines } from '../planNotes.ts';
import { planSummary, verbCounts } from '../planSummary.ts';
import { refusalText } from '../refusalText.ts';
import { verbOf } from '../verb.ts';
import { show, withSecrets } from '../view.ts';
import type { View } from '../view.ts';
import { changeRow } from './changeRow.ts';
import { clip } from './clip.ts';
import type { Report, ReportCount, ReportMoney, ReportNote, Tone } from './report.ts';
import { reportProblem } from './reportProblem.ts';

/** A plan for reviewers. */
export function planReport(
  plan: Plan,
  outer: View,
  diagnostics: readonly Diagnostic[] = [],
  operation: 'Apply' | 'Destroy' = 'Apply',
): Report {
  const view = { ...withSecrets(outer, planSecrets(plan, outer.kinds)), paint: PLAIN_PAINT };
  return {
    command: 'plan',
    account: clip(show(plan.account, view)),
    verdict: { tone: toneOf(plan), words: [...planSummary(plan, view, { open: false })].join(' ') },
    counts: planCounts(plan, 'to'),
    alerts: planAlerts(plan, view, operation),
    ...(plan.cost !== undefined && { money: reportMoney(plan.cost, view) }),
    table: {
      noun: ['change', 'changes'],
      groupTitle: 'Action',
      size: plan.changes.length,
      *rows() {
        for (const change of plan.changes) yield changeRow(change, view);
      },
    },
    notes: planReportNotes(plan, view),
    problems: diagnostics.map((diagnostic) => reportProblem(diagnostic, view)),
    ...(plan.steps.length > 0 && { graph: planGraph(plan, view) }),
  };
}

function toneOf(plan: Plan): Tone {
  if (plan.openIntents.length > 0) return 'bad';
  if (plan.hazards.length > 0 || plan.changes.some(({ hazards }) => hazards.length > 0)) return 'warn';
  // What was left out may differ: that is no good news.
  if (isEmptyPlan(plan)) return plan.leftOut.length === 0 ? 'good' : 'warn';
  return 'change';
}

/** How many changes of each sort, in the order of a summary. */
export function planCounts(plan: Pick<Plan, 'changes'>, form: 'to' | 'done'): readonly ReportCount[] {
  const counts = verbCounts(plan);
  const signs = new Map(plan.changes.map((change) => [verbOf(change), signOf(change)]));
  return VERBS.filter((verb) => counts.has(verb)).map((verb) => ({
    group: verb,
    sign: signs.get(verb) ?? '',
    words: form === 'to' ? `to ${ACTION_WORDS[verb].to}` : ACTION_WORDS[verb].done,
    count: counts.get(verb) ?? 0,
  }));
}

function planAlerts(plan: Plan, view: View, operation: 'Apply' | 'Destroy'): readonly ReportNote[] {
  const alerts = [...intentNotes(plan.openIntents, view)];
  for (const { name, detail } of plan.hazards) {
    alerts.push({ tone: 'warn', words: `Hazard of the plan as a whole: ${name}`, lines: [clip(show(detail, view))] });
  }
  const [flags] = refusalText(plan, view, operation);
  if (flags !== undefined) {
    const text = flags.slice(flags.indexOf(':') + 1).trim();
    alerts.push({ tone: 'warn', words: `${operation} will refuse this without these flags`, lines: [clip(text)] });
  }
  return alerts;
}

/** What stands open, with what settles it: calls whose outcome is unknown, and what a rebuilt state could not bind. */
export function intentNotes(open: readonly Intent[], view: View): readonly ReportNote[] {
  const lost = open.filter(({ phase }) => phase === 'lost');
  const sent = open.filter(({ phase }) => phase !== 'lost');
  const note = (heading: OpenHeading, of: readonly Intent[]): readonly ReportNote[] => {
    if (of.length === 0) return [];
    const [, ...lines] = intentLines(of, view);
    return [{ tone: 'bad', words: headingWords(heading), lines: lines.map((line) => clip(line.trim())) }];
  };
  return [...note(sentHeading(sent.length, sortOf(sent)), sent), ...note(lostHeading(lost.length), lost)];
}

/** What a plan says beside its changes. */
export function planReportNotes(plan: Plan, view: View): readonly ReportNote[] {
  const notes: ReportNote[] = [];
  const add = (tone: Tone, words: string, [, ...lines]: readonly string[]): void => {
    notes.push({ tone, words, lines: lines.map((line) => clip(line.trim())) });
  };
  if (plan.leftOut.length > 0) {
    const lines = [...leftOutLines(plan.leftOut, view)];
    add('warn', (lines[0] ?? '').replace(/\.$/, ''), lines);
  }
  if (plan.unverified.length > 0) {
    const lines = [...unverifiedLines(plan.unverified, view)];
    add('warn', (lines[0] ?? '').replace(/\.$/, ''), lines);
  }
  if (plan.rebindings.length > 0) {
    const found = count(plan.rebindings.length, 'declared resource was', 'declared resources were');
    add('good', `Found: ${found} in the account already; the next apply records that, nothing is sent for it`, []);
  }
  if (plan.unmanaged.length > 0) {
    add('good', 'In the account, not in the manifest, left alone', [...unmanagedLines(plan, view)]);
  }
  if (plan.unremovable.length > 0) {
    const words = 'Left in place, because the service has refused to remove it before';
    add('warn', words, [...unremovableLines(plan, view)]);
  }
  return notes;
}

/** The monthly cost of what is managed. */
export function reportMoney(
  { currency, before, after, byType, unknown }: CostChange,
  view: View,
  words = 'Monthly cost of what is managed',
): ReportMoney {
  return {
    words,
    currency: clip(show(currency, view)),
    before: money(before),
    after: money(after),
    change: signedMoney(after - before),
    byType: Object.entries(byType).map(([type, change]) => ({
      type: clip(show(type, view)),
      change: signedMoney(change),
    })),
    unknown: unknown.map((product) => clip(show(product, view))),
  };
}
