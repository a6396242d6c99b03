import type { Api } from '../model/api/api.ts';
import type { Failure, Outcome } from '../model/outcome.ts';
import { StateError } from '../model/stateStore.ts';
import { inTime } from './inTime.ts';
import { patiently } from './patiently.ts';
import { report, type Run } from './run.ts';

/**
 * Makes a call that no write to the state goes before, if this run still holds the state: the lock may have been taken
 * from it, and whoever has it now may have planned from what is there. Tries again what the service refused for the
 * moment, and goes no faster than it allows. `what`: the call, for the message. `sort`: of what kind it is.
 */
export async function sendFenced<T>(
  run: Run,
  { what, sort }: { readonly what: string; readonly sort: string },
  send: (api: Api) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const check = (): Promise<Failure | undefined> => fence(run, what);
  const outcome = await patiently(run.deps.system, run.stopping, () =>
    run.throttle.run({ sort, check, send: (checkedAt) => send(inTime(run, what, checkedAt)) }),
  );
  run.answered();
  return outcome;
}

/** Why nothing may be sent any more, or undefined. */
export async function fence(run: Run, what: string): Promise<Failure | undefined> {
  try {
    await run.session.fence();
    return undefined;
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    report(run, error.diagnostic);
    return { status: 'notSent', endpoint: what, reason: error.message };
  }
}
