import type { JsonObject } from './json.ts';

/** `unknown`: it could not be determined; that is no failure. */
export type CheckStatus = 'ok' | 'warn' | 'fail' | 'unknown';

/** One thing that `doctor` looked at. No text in it names a secret, a whole key, an address, a login or a host. */
export interface Check {
  /** Stable, for programs: `clock`, `shape.numbers`. */
  readonly id: string;
  readonly title: string;
  readonly status: CheckStatus;
  /** What was found, in a phrase. */
  readonly detail: string;
  /** What to do about it, or what follows from it. */
  readonly help?: string;
  /** The same for programs. */
  readonly data?: JsonObject;
}

export interface CheckGroup {
  readonly title: string;
  readonly checks: readonly Check[];
}

/** What `clnform doctor` found, fit to be pasted into a bug report. */
export interface DoctorReport {
  /** Of clnform. */
  readonly version: string;
  readonly groups: readonly CheckGroup[];
}
