import type { System } from './system.ts';

/** The time in milliseconds by a clock that may be set meanwhile: where it is set back, this goes on from where it was. */
export function forwardClock(system: System): () => number {
  let seen = -Infinity;
  let setBack = 0;
  return () => {
    const now = system.now();
    setBack += Math.max(0, seen - now);
    seen = now;
    return now + setBack;
  };
}
