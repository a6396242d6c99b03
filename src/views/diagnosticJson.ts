import type { Diagnostic, SourceRef } from '../model/diagnostic.ts';
import type { JsonObject } from '../model/json.ts';
import { hideKeys } from './view.ts';
import type { View } from './view.ts';

/** A diagnostic for programs: the same members, and only those that it has. */
export function diagnosticJson(diagnostic: Diagnostic, view: View): JsonObject {
  const { severity, code, summary, help, source, excerpt, related, address } = diagnostic;
  const hide = (text: string): string => hideKeys(text, view);
  return {
    severity,
    code,
    summary: hide(summary),
    help: hide(help),
    ...(address !== undefined && { address: hide(address) }),
    ...(source !== undefined && { source: sourceJson(source) }),
    ...(excerpt !== undefined && { excerpt: excerpt.map(hide) }),
    ...(related !== undefined && {
      related: related.map((place) => ({ source: sourceJson(place.source), note: hide(place.note) })),
    }),
  };
}

export function sourceJson({ file, line, column }: SourceRef): JsonObject {
  return { file, line, column };
}
