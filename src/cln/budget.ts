import { forwardClock } from '../model/forwardClock.ts';
import type { System } from '../model/system.ts';

/**
 * How much of a span of time is left, in milliseconds, by a clock that may be set meanwhile. A clock that is set back
 * gives nothing back: what was spent stays spent, so that no wait can outgrow the span.
 */
export function createBudget(system: System, totalMs: number): () => number {
  const now = forwardClock(system);
  const began = now();
  return () => totalMs - (now() - began);
}
