import type { Address } from './address.ts';
import type { SourceRef } from './diagnostic.ts';
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
   * `changed`: fields differ. `gone`: bound, and not in the account. `appeared`: in the account, undeclared, and its kind
   * is exclusive. `new`: declared and never applied. `left`: bound, and no longer declared. `unsettled`: a create whose
   * outcome is unknown.
   */
  readonly what: 'changed' | 'gone' | 'appeared' | 'new' | 'left' | 'unsettled';
  /** The object's id, where there is one. */
  readonly id?: string;
  readonly fields: readonly DriftField[];
  readonly source?: SourceRef;
  /** Covered by the baseline: told, and not counted. */
  readonly known?: KnownDrift;
}

/** What `drift` found. Plain data, sorted by answer (drifted, pending, unverified) and address. */
export interface DriftReport {
  readonly formatVersion: 1;
  readonly account: string;
  readonly findings: readonly DriftFinding[];
  /** Bound resources that equal the account and the manifest in all that can be read. */
  readonly inSync: number;
  readonly unmanaged: readonly UnmanagedCount[];
}
