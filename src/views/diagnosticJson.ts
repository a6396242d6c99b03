import type { Diagnostic, SourceRef } from '../model/diagnostic.ts';
import type { JsonObject } from '../model/json.ts';

/** A diagnostic for programs: the same members, and only those that it has. */
export function diagnosticJson(diagnostic: Diagnostic): JsonObject {
  const { severity, code, summary, help, source, excerpt, related, address } = diagnostic;
  return {
    severity,
    code,
    summary,
    help,
    ...(address !== undefined && { address }),
    ...(source !== undefined && { source: sourceJson(source) }),
    ...(excerpt !== undefined && { excerpt: [...excerpt] }),
    ...(related !== undefined && {
      related: related.map((place) => ({ source: sourceJson(place.source), note: place.note })),
    }),
  };
}

export function sourceJson({ file, line, column }: SourceRef): JsonObject {
  return { file, line, column };
}
