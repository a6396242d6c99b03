import type { Diagnostic } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import { jsonText } from '../views/jsonText.ts';
import { planJson } from '../views/planJson.ts';
import { planText } from '../views/planText.ts';
import { refusalText } from '../views/refusalText.ts';
import type { View } from '../views/view.ts';
import type { OutputFormat } from './outputFormat.ts';

/** A plan in a format, line by line. The formats for reviewers are loaded when one of them is asked for. */
export async function planLines(
  format: OutputFormat,
  { plan, diagnostics }: { readonly plan: Plan; readonly diagnostics: readonly Diagnostic[] },
  view: View,
): Promise<Iterable<string>> {
  switch (format) {
    case 'text':
      return [...planText(plan, view), ...refusalText(plan, view)];
    case 'json':
      return [jsonText(planJson(plan, view, diagnostics))];
    default: {
      const { planReport } = await import('../views/report/planReport.ts');
      const { reportLines } = await import('../views/reportLines.ts');
      return reportLines(planReport(plan, view, diagnostics), format);
    }
  }
}
