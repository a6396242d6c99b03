import type { Diagnostic } from '../model/diagnostic.ts';
import type { DriftReport } from '../model/drift.ts';
import { driftReport } from './report/driftReport.ts';
import type { ReportFormat } from './reportFormat.ts';
import { reportLines } from './reportLines.ts';
import type { View } from './view.ts';

type Render = (report: DriftReport, view: View, diagnostics?: readonly Diagnostic[]) => Iterable<string>;

const render =
  (format: ReportFormat): Render =>
  (report, view, diagnostics = []) =>
    reportLines(driftReport(report, view, diagnostics), format);

/** Drift as a comment on a pull request, of bounded length. */
export const driftMarkdown = render('markdown');
/** Drift as one page that asks for nothing. */
export const driftHtml = render('html');
/** Drift for what shows tests: what drifted fails, what is pending or cannot be read back is skipped. */
export const driftJunit = render('junit');
/** Drift as annotations at the manifest's own lines. */
export const driftGithub = render('github');
