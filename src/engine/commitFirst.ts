import type { Address } from '../model/address.ts';
import type { Outcome } from '../model/outcome.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import { StateError } from '../model/stateStore.ts';
import { report, type Run } from './run.ts';

/** Makes durable what must be before a call is sent. Undefined: it is. Otherwise the call is not sent, and this is its outcome. */
export async function commitFirst(
  run: Run,
  address: Address,
  records: readonly StateRecord[],
): Promise<Extract<Outcome<never>, { status: 'notSent' }> | undefined> {
  try {
    await run.session.commit(records);
    return undefined;
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    report(run, error.diagnostic);
    return { status: 'notSent', endpoint: address, reason: `the state could not be written: ${error.message}` };
  }
}
