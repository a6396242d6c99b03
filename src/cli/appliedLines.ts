import type { AppliedPlan } from '../views/report/applyReport.ts';
import { applyJson } from '../views/applyJson.ts';
import { applyText } from '../views/applyText.ts';
import { jsonText } from '../views/jsonText.ts';
import { planText } from '../views/planText.ts';
import type { View } from '../views/view.ts';
import type { OutputFormat } from './outputFormat.ts';

/** How an apply ended, in a format, line by line. `refused`: nothing was sent, for what its diagnostics say. */
export async function appliedLines(
  format: OutputFormat,
  applied: AppliedPlan & { readonly refused: boolean },
  view: View,
): Promise<Iterable<string>> {
  const { plan, summary, openIntents, operation, refused, diagnostics } = applied;
  switch (format) {
    case 'text':
      if (refused) return [...planText(plan, view, { operation }), '', `${operation} refused: nothing was sent.`];
      return [
        ...planText(plan, view, { open: false, operation }),
        '',
        ...applyText({ summary, openIntents, changes: plan.changes, operation }, view),
      ];
    case 'json':
      return [jsonText(applyJson(applied, view))];
    default: {
      const { applyReport, refusedReport } = await import('../views/report/applyReport.ts');
      const { reportLines } = await import('../views/reportLines.ts');
      const report = refused ? refusedReport(plan, operation, view, diagnostics) : applyReport(applied, view);
      return reportLines(report, format);
    }
  }
}
