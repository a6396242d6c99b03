import type { SourceRef } from '../model/diagnostic.ts';
import { safeText } from './safeText.ts';

/** How GitHub marks it. */
export type AnnotationLevel = 'error' | 'warning' | 'notice';

/** A line that GitHub's runner takes for an annotation beside the line of a file. `text` may have several lines. */
export function workflowCommand(
  level: AnnotationLevel,
  title: string,
  text: string,
  source: SourceRef | undefined,
): string {
  const properties: string[] = [];
  if (source !== undefined) {
    properties.push(`file=${property(source.file)}`, `line=${source.line}`, `col=${source.column}`);
  }
  properties.push(`title=${property(title)}`);
  return `::${level} ${properties.join(',')}::${message(text.split('\n').map(safeText).join('\n'))}`;
}

/** `%` first: the others are written with it. */
function message(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return message(safeText(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
