import type { Diagnostic } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import { jsonText } from '../views/jsonText.ts';
import { planJson } from '../views/planJson.ts';
import { planText } from '../views/planText.ts';
import { refusalText } from '../views/refusalText.ts';
import type { Context } from './context.ts';

export type PlanFormat = 'text' | 'json';

/** Prints a plan, new or saved, as the result of a command. */
export function showPlan(context: Context, format: PlanFormat, plan: Plan, diagnostics: readonly Diagnostic[]): void {
  const { terminal } = context;
  const view = context.view(terminal.paint);
  switch (format) {
    case 'text':
      terminal.result([...planText(plan, view), ...refusalText(plan, view)]);
      return;
    case 'json':
      terminal.result([jsonText(planJson(plan, view, diagnostics))]);
      return;
    default:
      format satisfies never;
  }
}
