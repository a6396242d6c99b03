import type { SourceRef } from './diagnostic.ts';

/** One entry of a drift baseline: drift that someone knows of, answers for, and means to end by a day. */
export interface BaselineEntry {
  /** An address, in which `*` stands for any characters. A masked one (`imunify_key.****QART`) is a pattern as well. */
  readonly address: string;
  /** What it covers. Fields that changed say nothing about an object that is gone, so the others have to be named. */
  readonly what: readonly BaselineWhat[];
  /** The fields that it covers, where fields changed. Absent: all of them. */
  readonly fields?: readonly string[];
  /** Who answers for it. */
  readonly owner: string;
  readonly reason: string;
  /** A date of the UTC calendar, `2026-12-31`: the last day on which it holds. */
  readonly expires: string;
  readonly source: SourceRef;
}

/** What of the drift in an account can be known and accepted. */
export const BASELINE_WHAT = ['changed', 'gone', 'appeared'] as const;

export type BaselineWhat = (typeof BASELINE_WHAT)[number];
