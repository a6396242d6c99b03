/** What the process ends with; the same for every `--format` (CLI.md, "Exit codes"). */
export const EXIT = {
  /** Done, nothing to do, or in sync. */
  ok: 0,
  /** An error; nothing was half-done. */
  error: 1,
  /** `plan --detailed-exitcode`: there are changes. `drift`: something drifted, or an entry of the baseline expired. */
  changes: 2,
  /** Apply stopped partway: what is done is saved, run it again. */
  partial: 3,
  /** The outcome of a call is unknown and needs `state resolve`. */
  unknown: 4,
  /** Someone else holds the lock. */
  locked: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
