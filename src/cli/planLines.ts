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
  /** Of a saved plan: it was carried out before, or begun. Absent where nothing here can tell. */
  readonly spent?: boolean;
  /** What carries it out: `Apply`, unless it is a destroy. */
  readonly operation?: 'Apply' | 'Destroy';
}

/** A plan in a format, line by line. The formats for reviewers are loaded when one of them is asked for. */
export async function planLines(
  format: OutputFormat,
  { plan, diagnostics, rehearsal, spent, operation = 'Apply' }: ShownPlan,
  view: View,
): Promise<Iterable<string>> {
  switch (format) {
    case 'text':
      return [
        ...spentText(spent, view),
        ...planText(plan, view, { operation }),
        ...refusalText(plan, view, operation),
        ...rehearsalText(rehearsal),
      ];
    case 'json':
      return [
        jsonText({
          ...(spent === undefined ? {} : { spent }),
          ...planJson(plan, view, diagnostics),
          ...rehearsalJson(rehearsal),
        }),
      ];
    default: {
      const { planReport } = await import('../views/report/planReport.ts');
      const { reportLines } = await import('../views/reportLines.ts');
      const told = [...(spent === true ? [SPENT] : []), ...diagnostics, ...(rehearsal?.diagnostics ?? [])];
      return reportLines(planReport(plan, view, told, operation), format);
    }
  }
}

const SPENT: Diagnostic = {
  severity: 'warning',
  code: 'plan-spent',
  summary: 'This plan is spent: it was carried out before, or begun.',
  help: 'It is not applied again. Plan anew: clnform plan --out FILE',
};

function* spentText(spent: boolean | undefined, { paint }: View): Generator<string> {
  if (spent !== true) return;
  yield `${paint.bold(paint.yellow(SPENT.summary))} ${SPENT.help}`;
  yield '';
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
