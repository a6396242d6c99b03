import { httpDate } from './httpDate.ts';

const TOLERATED_MS = 60_000;

/**
 * A token carries this machine's time. When a refused answer's `Date` is more than a minute away from our clock, the
 * clock is the likely cause, and this says by how much; otherwise undefined.
 */
export function clockSkew(dateHeader: string | undefined, nowMs: number): string | undefined {
  const theirs = httpDate(dateHeader);
  if (theirs === undefined) return undefined;
  const skew = nowMs - theirs;
  if (Math.abs(skew) <= TOLERATED_MS) return undefined;
  return `this machine's clock is ${duration(Math.abs(skew))} ${skew > 0 ? 'ahead of' : 'behind'} the service's`;
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${String(seconds)} seconds`;
  return seconds < 7200 ? `${String(Math.round(seconds / 60))} minutes` : `${String(Math.round(seconds / 3600))} hours`;
}
