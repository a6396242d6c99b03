import type { Address } from './address.ts';
import type { SourceRef } from './diagnostic.ts';
import type { BaselineEntry } from './driftBaseline.ts';
import type { Json } from './json.ts';
import type { UnmanagedCount } from './plan.ts';

/**
 * Three answers that are never mixed. `drifted`: the account differs from what was last applied. `pending`: the manifest
 * differs from what was last applied, and no apply has carried it out yet. `unverified`: the account does not show it, so
 * that nobody can say.
 */
export type DriftAnswer = 'drifted' | 'pending' | 'unverified';

/** One field of one finding. An absent side: unset, or not known. */
export interface DriftField {
  readonly field: string;
  /** Last applied. */
  readonly applied?: Json;
  /** What the account shows. */
  readonly live?: Json;
  /** What the manifest declares. */
  readonly desired?: Json;
  /** Where the field names another resource by its id: the addresses, which say more than ids that are masked. */
  readonly appliedRef?: Address;
  readonly liveRef?: Address;
  readonly desiredRef?: Address;
  readonly sensitive?: true;
}

/** An entry of a baseline that covers a finding. */
export interface KnownDrift {
  readonly owner: string;
  readonly reason: string;
  /** A date, `2026-12-31`: the last day on which it holds. */
  readonly expires: string;
}

/** One answer about one resource; a resource may have one of each. */
export interface DriftFinding {
  readonly answer: DriftAnswer;
  readonly address: Address;
  readonly type: string;
  readonly name: string;
  /**
   * `changed`: fields differ, or for a pending one what the state notes of it. `gone`: bound, and not in the account.
   * `appeared`: in the account, unknown to the state, and the manifest says that it must not be (its kind is exclusive,
   * or it is declared to be absent). `new`: declared and never applied. `left`: bound or stale, and the manifest no
   * longer keeps it. `unsettled`: a call whose outcome is unknown.
   */
  readonly what: 'changed' | 'gone' | 'appeared' | 'new' | 'left' | 'unsettled';
  /** The object's id, where there is one. */
  readonly id?: string;
  readonly fields: readonly DriftField[];
  /** Why, where `what` alone does not say it: `moved from imunify_key.web`. A clause, without a full stop. */
  readonly reason?: string;
  readonly source?: SourceRef;
  /** Of `unsettled`: no call was lost, but the state was rebuilt, and nothing proves which object it is. */
  readonly rebuilt?: true;
  /** Covered by the baseline: told, and not counted. */
  readonly known?: KnownDrift;
}

/** What `drift` found. Plain data, sorted by answer (drifted, pending, unverified) and address. */
export interface DriftReport {
  readonly formatVersion: 1;
  readonly account: string;
  readonly findings: readonly DriftFinding[];
  /** Declared resources that are in the account and equal it in all that can be read. */
  readonly inSync: number;
  readonly unmanaged: readonly UnmanagedCount[];
  /** Entries of the baseline whose last day is over: they cover nothing, and each of them fails the run. */
  readonly expired?: readonly BaselineEntry[];
}
