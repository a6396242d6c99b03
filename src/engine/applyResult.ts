import type { ApplySummary } from '../model/event.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { State } from '../model/state.ts';

export interface ApplyResult {
  /** The state as the store last acknowledged it. */
  readonly state: State;
  readonly diagnostics: readonly Diagnostic[];
  readonly summary: ApplySummary;
}
