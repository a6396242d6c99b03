import type { Address } from '../model/address.ts';
import type { ChangeOutcome } from '../model/changeOutcome.ts';
import type { ApplySummary } from '../model/event.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { State } from '../model/state.ts';

export interface ApplyResult {
  /** The state as the store last acknowledged it. */
  readonly state: State;
  readonly diagnostics: readonly Diagnostic[];
  readonly summary: ApplySummary;
  /** By change of the plan. Empty: nothing was begun. */
  readonly outcomes: ReadonlyMap<Address, ChangeOutcome>;
  /** Those that `summary.halfReplaced` counts. */
  readonly halfReplaced: ReadonlySet<Address>;
}
