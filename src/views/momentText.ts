const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A moment in milliseconds since 1970 UTC, to the minute, which is as much as the service says: `2024-04-30 15:26Z`. */
export function momentText(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')}Z`;
}

/** The same as programs read it: ISO 8601 with seconds. */
export function momentIso(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** How long ago, in the largest unit that fits: `95d`, `3h`, `12m`. A moment that is still to come is `0m`. */
export function ageText(ms: number | undefined, now: number): string | undefined {
  if (ms === undefined) return undefined;
  const age = Math.max(0, now - ms);
  if (age >= DAY) return `${Math.floor(age / DAY)}d`;
  return age >= HOUR ? `${Math.floor(age / HOUR)}h` : `${Math.floor(age / MINUTE)}m`;
}

/** Whole days since the moment, never below 0. */
export function ageDays(ms: number | undefined, now: number): number | undefined {
  return ms === undefined ? undefined : Math.max(0, Math.floor((now - ms) / DAY));
}
