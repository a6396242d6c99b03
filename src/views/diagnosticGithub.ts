import type { Diagnostic } from '../model/diagnostic.ts';
import { safeText } from './safeText.ts';
import { hideKeys } from './view.ts';
import type { View } from './view.ts';

/** A diagnostic as a workflow command: GitHub shows it beside the line of the manifest. One line. */
export function diagnosticGithub({ severity, code, summary, help, source }: Diagnostic, view: View): string {
  const properties: string[] = [];
  if (source !== undefined) {
    properties.push(`file=${property(source.file)}`, `line=${source.line}`, `col=${source.column}`);
  }
  properties.push(`title=${property(code)}`);
  return `::${severity} ${properties.join(',')}::${message(`${safeText(hideKeys(summary, view))}\nhelp: ${safeLines(hideKeys(help, view))}`)}`;
}

function safeLines(text: string): string {
  return text.split('\n').map(safeText).join('\n');
}

/** `%` first: the others are written with it. */
function message(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return message(safeText(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
