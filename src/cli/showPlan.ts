import { hasErrors, type Diagnostic } from '../model/diagnostic.ts';
import type { JsonObject } from '../model/json.ts';
import type { Plan } from '../model/plan.ts';
import { jsonText } from '../views/jsonText.ts';
import { planJson } from '../views/planJson.ts';
import { planText } from '../views/planText.ts';
import { refusalText } from '../views/refusalText.ts';
import type { Context } from './context.ts';
import type { Rehearsal } from './rehearse.ts';

export type PlanFormat = 'text' | 'json';

/** Prints a plan, new or saved, as the result of a command. */
export function showPlan(
  context: Context,
  format: PlanFormat,
  plan: Plan,
  diagnostics: readonly Diagnostic[],
  rehearsal?: Rehearsal,
): void {
  const { terminal } = context;
  const view = context.view(terminal.paint);
  switch (format) {
    case 'text':
      terminal.result([...planText(plan, view), ...refusalText(plan, view), ...rehearsalLines(rehearsal)]);
      return;
    case 'json':
      terminal.result([
        jsonText({
          ...planJson(plan, view, diagnostics),
          ...(rehearsal === undefined ? {} : { rehearsal: rehearsalJson(rehearsal) }),
        }),
      ]);
      return;
    default:
      format satisfies never;
  }
}

function* rehearsalLines(rehearsal: Rehearsal | undefined): Generator<string> {
  if (rehearsal === undefined) return;
  const { done, assumptions, diagnostics } = rehearsal;
  yield hasErrors(diagnostics)
    ? `Rehearsed on a copy of the account: ${done} done, and it does not end well. The errors say why.`
    : `Rehearsed on a copy of the account: ${done} done, and nothing is left for the next plan.`;
  if (assumptions.length > 0) yield `    taken for granted: ${assumptions.join('; ')}`;
}

function rehearsalJson({ done, assumptions, diagnostics }: Rehearsal): JsonObject {
  return { passed: !hasErrors(diagnostics), done, assumptions: [...assumptions] };
}
