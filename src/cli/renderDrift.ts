import type { Diagnostic } from '../model/diagnostic.ts';
import type { DriftReport } from '../model/drift.ts';
import { driftJson } from '../views/driftJson.ts';
import { driftGithub, driftHtml, driftJunit, driftMarkdown } from '../views/driftReports.ts';
import { driftText } from '../views/driftText.ts';
import { jsonText } from '../views/jsonText.ts';
import type { View } from '../views/view.ts';
import type { DriftFormat } from './commands/driftFormats.ts';

type Render = (report: DriftReport, view: View, diagnostics: readonly Diagnostic[]) => Iterable<string>;

const RENDER: Readonly<Record<DriftFormat, Render>> = {
  text: driftText,
  json: (report, view, diagnostics) => [jsonText(driftJson(report, view, diagnostics))],
  markdown: driftMarkdown,
  html: driftHtml,
  junit: driftJunit,
  github: driftGithub,
};

/** The report in a format, line by line. What it says is the same in each. */
export function renderDrift(
  format: DriftFormat,
  report: DriftReport,
  view: View,
  diagnostics: readonly Diagnostic[],
): Iterable<string> {
  return RENDER[format](report, view, diagnostics);
}
