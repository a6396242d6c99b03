import type { SourceRef } from '../model/diagnostic.ts';
import { safeText } from './safeText.ts';

/** `clnform.yaml:12`: what editors and terminals open on a click. */
export function sourceText({ file, line }: SourceRef): string {
  return `${safeText(file)}:${line}`;
}

/** `clnform.yaml:12:5`. */
export function positionText({ file, line, column }: SourceRef): string {
  return `${safeText(file)}:${line}:${column}`;
}
