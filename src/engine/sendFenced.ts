import type { Outcome } from '../model/outcome.ts';
import { StateError } from '../model/stateStore.ts';
import { patiently } from './patiently.ts';
import { report, type Run } from './run.ts';

/**
 * Makes a call that no write to the state goes before, if this run still holds the state: the lock may have been taken
 * from it, and whoever has it now may have planned from what is there. Tries again what the service refused for the
 * moment. `what`: the call, for the message.
 */
export function sendFenced<T>(run: Run, what: string, call: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  return patiently(run.deps.system, run.stopping, async () => {
    try {
      await run.session.fence();
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      report(run, error.diagnostic);
      return { status: 'notSent', endpoint: what, reason: error.message };
    }
    return call();
  });
}
