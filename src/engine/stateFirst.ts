import type { Address } from '../model/address.ts';
import type { Outcome } from '../model/outcome.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import { StateError } from '../model/stateStore.ts';
import { report, type Run } from './run.ts';

type NotSent = Extract<Outcome<never>, { status: 'notSent' }>;

/** Makes durable what must be before a call is sent. Undefined: it is. Otherwise the call is not sent: this is its outcome. */
export function commitFirst(run: Run, address: Address, records: readonly StateRecord[]): Promise<NotSent | undefined> {
  return unsent(run, address, run.session.commit(records), 'the state could not be written: ');
}

/** Whether this run still holds the state. Undefined: it does. Otherwise nothing may be sent any more. `what`: the call. */
export function fence(run: Run, what: string): Promise<NotSent | undefined> {
  return unsent(run, what, run.session.fence(), '');
}

async function unsent(run: Run, endpoint: string, work: Promise<void>, clause: string): Promise<NotSent | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    report(run, error.diagnostic);
    return { status: 'notSent', endpoint, reason: `${clause}${error.message}` };
  }
}
