import type { Address } from '../../model/address.ts';
import type { ChangeOutcome } from '../../model/changeOutcome.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { ApplySummary } from '../../model/event.ts';
import type { Plan } from '../../model/plan.ts';
import type { Intent } from '../../model/state.ts';
import { applyText } from '../applyText.ts';
import { planGraph } from '../graph/planGraph.ts';
import { intentLines } from '../intentLines.ts';
import { planSecrets } from '../knownSecrets.ts';
import { PLAIN_PAINT } from '../paint.ts';
import { show, withSecrets } from '../view.ts';
import type { View } from '../view.ts';
import { changeRow } from './changeRow.ts';
import { clip } from './clip.ts';
import { intentNotes, planCounts, planReport, planReportNotes, reportMoney } from './planReport.ts';
import type { Report, ReportNote, Tone } from './report.ts';
import { reportProblem } from './reportProblem.ts';

/** How an apply ended: the plan that was carried out, and what became of each of its changes. */
export interface AppliedPlan {
  readonly plan: Plan;
  readonly operation: 'Apply' | 'Destroy';
  readonly summary: ApplySummary;
  readonly outcomes: ReadonlyMap<Address, ChangeOutcome>;
  /** Replacements that made the new object, while the old one is not known to be gone. */
  readonly halfReplaced: ReadonlySet<Address>;
  /** Of the state as it is after the apply. */
  readonly openIntents: readonly Intent[];
  readonly diagnostics: readonly Diagnostic[];
}

/** An apply for reviewers. It says `complete` only if it is. */
export function applyReport(applied: AppliedPlan, outer: View): Report {
  const { plan, operation, summary, outcomes, halfReplaced, openIntents, diagnostics } = applied;
  const view = { ...withSecrets(outer, planSecrets({ ...plan, openIntents }, outer.kinds)), paint: PLAIN_PAINT };
  const [words = '', ...rest] = applyText({ summary, openIntents, changes: plan.changes, operation }, view);
  return {
    command: operation === 'Apply' ? 'apply' : 'destroy',
    account: clip(show(plan.account, view)),
    verdict: { tone: toneOf(applied), words },
    counts: planCounts(doneOf(applied), 'done'),
    alerts: applyAlerts(openIntents, rest, view),
    ...(plan.cost !== undefined && { money: reportMoney(plan.cost, view, moneyWords(applied)) }),
    table: {
      noun: ['change', 'changes'],
      groupTitle: 'Action',
      stateTitle: 'Outcome',
      size: plan.changes.length,
      *rows() {
        for (const change of plan.changes) {
          const outcome = outcomes.get(change.address) ?? 'skipped';
          yield changeRow(change, view, { outcome, half: halfReplaced.has(change.address) });
        }
      },
    },
    notes: planReportNotes(plan, view),
    problems: diagnostics.map((diagnostic) => reportProblem(diagnostic, view)),
    ...(plan.steps.length > 0 && { graph: planGraph(plan, view) }),
  };
}

/** An apply of which nothing was sent, because a hazard was refused or no one agreed. */
export function refusedReport(
  plan: Plan,
  operation: AppliedPlan['operation'],
  view: View,
  diagnostics: readonly Diagnostic[],
): Report {
  const report = planReport(plan, view, diagnostics, operation);
  return {
    ...report,
    command: operation === 'Apply' ? 'apply' : 'destroy',
    verdict: { tone: 'bad', words: `${operation} refused: nothing was sent. ${report.verdict.words}` },
  };
}

function doneOf({ plan, outcomes }: AppliedPlan): Pick<Plan, 'changes'> {
  return { changes: plan.changes.filter(({ address }) => outcomes.get(address) === 'done') };
}

function toneOf({ summary, openIntents }: AppliedPlan): Tone {
  const { failed, unknown, skipped, doubled, kept } = summary;
  if (failed + unknown + skipped + doubled > 0 || openIntents.length > 0) return 'bad';
  return kept > 0 ? 'warn' : 'good';
}

/** What was planned is not what is paid when some of it was not done. */
function moneyWords({ plan, outcomes }: AppliedPlan): string {
  const whole = plan.changes.every(({ address }) => outcomes.get(address) === 'done');
  return whole ? 'Monthly cost of what is managed' : 'Monthly cost as planned, not all of which was done';
}

/** The sentences after the first, and apart from them what stands open. */
function applyAlerts(openIntents: readonly Intent[], rest: readonly string[], view: View): readonly ReportNote[] {
  const ofIntents = new Set(openIntents.length === 0 ? [] : intentLines(openIntents, view));
  const lines = rest.filter((line) => !ofIntents.has(line)).map((line) => line.trim());
  return [
    ...intentNotes(openIntents, view),
    ...(lines.length > 0 ? [{ tone: 'bad' as const, words: 'What is left', lines }] : []),
  ];
}
