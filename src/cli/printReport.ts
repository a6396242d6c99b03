import { reportLines } from '../views/report.ts';
import type { Report, ReportFormat } from '../views/report.ts';
import type { Context } from './context.ts';

/** Prints a report as the result. CSV has no place for what the table leaves out, so that goes to stderr. */
export function printReport<Row>(context: Context, report: Report<Row>, format: ReportFormat): void {
  const { terminal } = context;
  terminal.result(reportLines(report, format, context.view(terminal.paint)));
  if (format === 'csv' && report.caveats.length > 0) terminal.note(report.caveats);
}
