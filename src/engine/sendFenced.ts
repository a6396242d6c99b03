import type { Address } from '../model/address.ts';
import type { Api } from '../model/api/api.ts';
import type { Failure, Outcome } from '../model/outcome.ts';
import { inTime } from './inTime.ts';
import { patiently } from './patiently.ts';
import type { Run } from './run.ts';
import { fence } from './stateFirst.ts';

interface SentCall {
  /** For messages. */
  readonly what: string;
  /** Calls of one sort take about as long. */
  readonly sort: string;
  readonly addresses: readonly Address[];
  readonly kind: string;
}

/**
 * Makes a call that no write to the state goes before, if this run still holds the state: the lock may have been taken
 * from it, and whoever has it now may have planned from what is there. Tries again what the service refused for the
 * moment, and goes no faster than it allows.
 */
export async function sendFenced<T>(
  run: Run,
  { what, sort, addresses, kind }: SentCall,
  send: (api: Api) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const check = (): Promise<Failure | undefined> => fence(run, what);
  const outcome = await patiently(
    run.deps.system,
    run.stopping,
    () => run.throttle.run({ sort, check, send: (checkedAt) => send(inTime(run, what, checkedAt)) }),
    (ms) => run.deps.emit({ type: 'waiting', addresses, because: 'denied', kind, ms }),
  );
  run.answered();
  return outcome;
}
