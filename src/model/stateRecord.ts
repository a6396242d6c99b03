import type { Address } from './address.ts';
import type { Binding, Intent, State, Unremovable } from './state.ts';
import { StateDraft } from './stateDraft.ts';

/** One change of the state: what the journal of a state file holds. */
export type StateRecord =
  | { readonly op: 'bind'; readonly address: Address; readonly binding: Binding }
  | { readonly op: 'unbind'; readonly address: Address }
  | { readonly op: 'rename'; readonly from: Address; readonly to: Address }
  | { readonly op: 'intend'; readonly intent: Intent }
  | { readonly op: 'settle'; readonly seq: number }
  | { readonly op: 'free'; readonly seq: number }
  | { readonly op: 'made'; readonly seq: number; readonly id: string }
  | { readonly op: 'unremovable'; readonly object: Unremovable }
  /** Another state in place of this one, lineage and all (`state push`). */
  | { readonly op: 'replace'; readonly state: State }
  /** A saved plan is begun: from here on it is spent. */
  | { readonly op: 'spend'; readonly plan: string };

/**
 * The state after the records, with the same serial, or that of a state that took its place where that is higher: the
 * store gives the next one when it writes.
 */
export function applyRecords(state: State, records: readonly StateRecord[]): State {
  return new StateDraft(state).apply(records).toState();
}
