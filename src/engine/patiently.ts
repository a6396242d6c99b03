import type { Outcome } from '../model/outcome.ts';
import type { System } from '../model/system.ts';
import { pause } from '../model/pause.ts';

const MOST_TRIES = 6;
/** However long a 429 asks to wait. */
const LONGEST_WAIT_MS = 60_000;

/** What is shorter is no news: under load a service says it again and again. */
const SHORT_WAIT_MS = 1000;

/**
 * Tries again what the service refused for the moment (429), after the time that it named and some more by chance.
 * `tell` hears of every wait that is long enough to be asked about.
 * Only such a refusal is certain to have changed nothing: every other failure is handed on.
 */
export async function patiently<T>(
  system: System,
  stopping: () => boolean,
  attempt: () => Promise<Outcome<T>>,
  tell: (waitMs: number) => void = () => undefined,
): Promise<Outcome<T>> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await attempt();
    if (outcome.status !== 'refused' || outcome.retryAfterMs === undefined || tries === MOST_TRIES || stopping()) {
      return outcome;
    }
    const named = Math.min(outcome.retryAfterMs, LONGEST_WAIT_MS);
    if (named > SHORT_WAIT_MS) tell(named);
    await pause(system, stopping, named + system.random() * 250 * 2 ** tries);
    if (stopping()) return outcome;
  }
}
