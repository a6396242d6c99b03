import type { Address } from '../model/address.ts';
import { done, type Failure, type Outcome } from '../model/outcome.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import { StateError } from '../model/stateStore.ts';
import type { Step } from '../model/step.ts';
import { putStep } from './putStep.ts';
import { removeStep } from './removeStep.ts';
import { bindingOf, changeOf, report, type Run } from './run.ts';

/** Does what one step says, and records it. */
export async function carryOut(run: Run, step: Step): Promise<Outcome<void>> {
  try {
    switch (step.op) {
      case 'put':
        return await putStep(run, step);
      case 'remove':
        return await removeStep(run, step);
      case 'bind':
      case 'forget':
        await run.session.commit(step.addresses.flatMap((address) => noteRecords(run, step, address)));
        return done(undefined);
      default:
        return step.op satisfies never;
    }
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    report(run, error.diagnostic);
    return lostState(step, error);
  }
}

/** The call may have been answered, but its result could not be recorded: an intent that is open stays so. */
function lostState(step: Step, error: StateError): Failure {
  return {
    status: 'unknown',
    endpoint: step.id,
    reason: `${step.id}: the state could not be written: ${error.message}`,
  };
}

function noteRecords(run: Run, { op }: Step, address: Address): readonly StateRecord[] {
  const change = changeOf(run, address);
  if (op === 'forget') {
    const binding = run.session.current.bindings[address];
    if (binding === undefined) return [];
    if (change.missing !== true) return [{ op: 'unbind', address }];
    return [{ op: 'bind', address, binding: { ...binding, missingSince: run.deps.system.now() } }];
  }
  if (change.live === undefined) throw new Error(`${address} is to be bound, but nothing was found.`);
  return [{ op: 'bind', address, binding: bindingOf(run, change, change.live.id, change.target ?? {}) }];
}
