import type { Diagnostic } from '../model/diagnostic.ts';
import { safeText } from './safeText.ts';
import { hideKeys } from './view.ts';
import type { View } from './view.ts';
import { workflowCommand } from './workflowCommand.ts';

/** A diagnostic as a workflow command: GitHub shows it beside the line of the manifest. One line. */
export function diagnosticGithub({ severity, code, summary, help, source }: Diagnostic, view: View): string {
  const text = `${safeText(hideKeys(summary, view))}\nhelp: ${hideKeys(help, view)}`;
  return workflowCommand(severity, code, text, source);
}
