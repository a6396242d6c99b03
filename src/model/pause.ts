import type { System } from './system.ts';

const NAP_MS = 500;

/** Waits in short naps, so that an interrupt does not have to sit out the wait. `ms`: milliseconds. */
export async function pause(system: System, stopping: () => boolean, ms: number): Promise<void> {
  for (let left = ms; left > 0 && !stopping(); left -= NAP_MS) await system.sleep(Math.min(left, NAP_MS));
}
