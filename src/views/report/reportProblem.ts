import type { Diagnostic } from '../../model/diagnostic.ts';
import { safeText } from '../safeText.ts';
import { hideKeys, show } from '../view.ts';
import type { View } from '../view.ts';
import { clip } from './clip.ts';
import type { ReportProblem } from './report.ts';

/** A diagnostic as a report shows it. */
export function reportProblem({ severity, code, summary, help, source }: Diagnostic, view: View): ReportProblem {
  return {
    severity,
    code: safeText(code),
    summary: clip(show(summary, view)),
    help: hideKeys(help, view)
      .split('\n')
      // None of them may begin like a command of a build server.
      .map((line) => clip(safeText(line)).replace(/^( *)::/, '$1\\u{3a}:')),
    ...(source !== undefined && { source: { ...source, file: clip(show(source.file, view)) } }),
  };
}
