import type { Address } from '../model/address.ts';
import type { Api } from '../model/api/api.ts';
import type { Failure, Outcome } from '../model/outcome.ts';
import { inTime } from './inTime.ts';
import { patiently } from './patiently.ts';
import type { Run } from './run.ts';
import { fence } from './stateFirst.ts';

interface SentCall {
  readonly does: 'create' | 'update' | 'put' | 'remove';
  readonly kind: string;
  readonly addresses: readonly [Address, ...Address[]];
  /** For messages, where it is not the address. */
  readonly what?: string;
  /** What the account says against it: asked right before each try, for the one before may have been told to wait. */
  readonly against?: () => Promise<Failure | undefined>;
}

/**
 * Makes a call that no write to the state goes before, if this run still holds the state: the lock may have been taken
 * from it, and whoever has it now may have planned from what is there. Tries again what the service refused for the
 * moment, and goes no faster than it allows.
 */
export async function sendFenced<T>(
  run: Run,
  { does, kind, addresses, what = addresses[0], against }: SentCall,
  send: (api: Api) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  let checkedAt = 0;
  const check = async (): Promise<Failure | undefined> => {
    const failure = await against?.();
    // Looking may take longer than a check holds.
    checkedAt = run.deps.system.now();
    return failure ?? fence(run, what);
  };
  const outcome = await patiently(
    run.deps.system,
    run.stopping,
    () => run.throttle.run({ sort: `${does} ${kind}`, check, send: () => send(inTime(run, what, checkedAt)) }),
    (ms) => run.deps.emit({ type: 'waiting', addresses, because: 'denied', kind, ms }),
  );
  run.answered();
  return outcome;
}
