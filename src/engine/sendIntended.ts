import type { Address } from '../model/address.ts';
import type { Api } from '../model/api/api.ts';
import type { Failure, Outcome } from '../model/outcome.ts';
import type { Intent } from '../model/state.ts';
import { inTime } from './inTime.ts';
import { renewIntent } from './renewIntent.ts';
import type { Run } from './run.ts';

interface IntendedCall<T> {
  readonly address: Address;
  /** Calls of one sort take about as long. */
  readonly sort: string;
  /** Makes the intent durable, or answers why the call must not be sent. */
  readonly intend: () => Promise<Intent | Failure>;
  readonly send: (api: Api, intent: Intent) => Promise<Outcome<T>>;
}

interface Sent<T> {
  readonly outcome: Outcome<T>;
  /** As it was written last; undefined: none was, and nothing was sent. */
  readonly intent: Intent | undefined;
}

/**
 * Makes a call of which an intent goes before, once: what becomes of it is read off the account, whatever the answer. Where
 * it had to wait for room, the lock is looked at again, and the intent is renewed.
 */
export async function sendIntended<T>(run: Run, { address, sort, intend, send }: IntendedCall<T>): Promise<Sent<T>> {
  let intent: Intent | undefined;
  const write = async (writing: Promise<Intent | Failure>): Promise<Failure | undefined> => {
    const written = await writing;
    if ('status' in written) return written;
    intent = written;
    return undefined;
  };
  const outcome = await run.throttle.run({
    sort,
    check: () => write(intend()),
    recheck: () => write(renewIntent(run, written())),
    send: (checkedAt) => send(inTime(run, address, checkedAt), written()),
  });
  return { outcome, intent };

  function written(): Intent {
    if (intent === undefined) throw new Error(`${address} is sent without an intent.`);
    return intent;
  }
}
