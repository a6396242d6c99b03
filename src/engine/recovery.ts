/** How creates whose answer was lost are looked for (PROTOCOL.md, "Recovery"). */
export interface RecoveryOptions {
  /** Milliseconds between two lists that have to agree (`--settle`). */
  readonly settleMs: number;
  /** False: what only fits, without a marker that proves it, is never bound (`--no-adopt`). */
  readonly adopt: boolean;
  /** The manifest's `single_writer`: no one and nothing else makes objects in the account. */
  readonly singleWriter: boolean;
}

export const DEFAULT_RECOVERY: RecoveryOptions = { settleMs: 60_000, adopt: true, singleWriter: false };

/** A create that shows nowhere may still be on its way for so long: before that it is never sent again. Milliseconds. */
export const LATEST_ARRIVAL_MS = 600_000;
