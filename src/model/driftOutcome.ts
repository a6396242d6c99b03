import type { DriftFinding, DriftReport } from './drift.ts';

/** How many findings a report holds of each answer. */
export interface DriftCounts {
  readonly drifted: number;
  /** Drifted, and covered by the baseline: not among `drifted`. */
  readonly known: number;
  readonly pending: number;
  /** Calls whose outcome is unknown: not among `unverified`. */
  readonly unsettled: number;
  /** Resources with fields that the account does not show. */
  readonly unverified: number;
  /** Entries of the baseline that have expired. */
  readonly expired: number;
}

export function driftCounts({ findings, expired = [] }: DriftReport): DriftCounts {
  const count = (test: (finding: DriftFinding) => boolean): number => findings.filter(test).length;
  return {
    drifted: count(({ answer, known }) => answer === 'drifted' && known === undefined),
    known: count(({ answer, known }) => answer === 'drifted' && known !== undefined),
    pending: count(({ answer }) => answer === 'pending'),
    unsettled: count(({ what }) => what === 'unsettled'),
    unverified: count(({ answer, what }) => answer === 'unverified' && what !== 'unsettled'),
    expired: expired.length,
  };
}

/** What a run on this report says to whoever started it; the same for every format. */
export type DriftOutcome = 'in-sync' | 'drift' | 'unknown';

/**
 * `unknown` while a call is unsettled, whatever else there is: nothing that depends on it can be trusted. `drift`: something
 * drifted that no baseline knows of, an entry of the baseline has expired, or, where the caller counts that as well,
 * something is pending. What is unverified is always told and fails nothing: there may be no drift in it.
 */
export function driftOutcome(report: DriftReport, countPending: boolean): DriftOutcome {
  const { drifted, pending, unsettled, expired } = driftCounts(report);
  if (unsettled > 0) return 'unknown';
  return drifted + expired > 0 || (countPending && pending > 0) ? 'drift' : 'in-sync';
}
