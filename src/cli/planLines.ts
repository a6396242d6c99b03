import { hasErrors, type Diagnostic } from '../model/diagnostic.ts';
import type { JsonObject } from '../model/json.ts';
import type { Plan } from '../model/plan.ts';
import { jsonText } from '../views/jsonText.ts';
import { planJson } from '../views/planJson.ts';
import { planText } from '../views/planText.ts';
import { refusalText } from '../views/refusalText.ts';
import type { View } from '../views/view.ts';
import type { OutputFormat } from './outputFormat.ts';
import type { Rehearsal } from './rehearse.ts';

export interface ShownPlan {
  readonly plan: Plan;
  readonly diagnostics: readonly Diagnostic[];
  readonly rehearsal?: Rehearsal;
}

/** A plan in a format, line by line. The formats for reviewers are loaded when one of them is asked for. */
export async function planLines(
  format: OutputFormat,
  { plan, diagnostics, rehearsal }: ShownPlan,
  view: View,
): Promise<Iterable<string>> {
  switch (format) {
    case 'text':
      return [...planText(plan, view), ...refusalText(plan, view), ...rehearsalText(rehearsal)];
    case 'json':
      return [jsonText({ ...planJson(plan, view, diagnostics), ...rehearsalJson(rehearsal) })];
    default: {
      const { planReport } = await import('../views/report/planReport.ts');
      const { reportLines } = await import('../views/reportLines.ts');
      return reportLines(planReport(plan, view, [...diagnostics, ...(rehearsal?.diagnostics ?? [])]), format);
    }
  }
}

function* rehearsalText(rehearsal: Rehearsal | undefined): Generator<string> {
  if (rehearsal === undefined) return;
  const { done, assumptions, diagnostics } = rehearsal;
  yield hasErrors(diagnostics)
    ? `Rehearsed on a copy of the account: ${done} done, and it does not end well. The errors say why.`
    : `Rehearsed on a copy of the account: ${done} done, and nothing is left for the next plan.`;
  if (assumptions.length > 0) yield `    taken for granted: ${assumptions.join('; ')}`;
}

function rehearsalJson(rehearsal: Rehearsal | undefined): JsonObject {
  if (rehearsal === undefined) return {};
  const { done, assumptions, diagnostics } = rehearsal;
  return { rehearsal: { passed: !hasErrors(diagnostics), done, assumptions: [...assumptions] } };
}
