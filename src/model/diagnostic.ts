import type { Address } from './address.ts';

/** A place in a manifest file. Lines and columns count from 1. */
export interface SourceRef {
  /** Path as the user would type it, relative to the working folder where that is shorter. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type Severity = 'error' | 'warning';

/**
 * Everything that a user or the service can cause is told by one of these: collected, never thrown, so that all of
 * them are shown and not the first. `summary` is one sentence; `help` says what to do about it.
 */
export interface Diagnostic {
  readonly severity: Severity;
  /** Stable kebab-case code, for example `unknown-field`. */
  readonly code: string;
  readonly summary: string;
  readonly help: string;
  readonly source?: SourceRef;
  /** The offending line of the manifest and, below it, a line of carets. */
  readonly excerpt?: readonly [line: string, marker: string];
  /** Other places that matter, such as the first declaration of a duplicate. */
  readonly related?: readonly { readonly source: SourceRef; readonly note: string }[];
  readonly address?: Address;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === 'error');
}
