import type { Address } from '../model/address.ts';
import type { Change } from '../model/change.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { done, type Failure, type Outcome } from '../model/outcome.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import type { Step } from '../model/step.ts';
import { registered } from '../planner/registered.ts';
import { replacedAddress } from './boundRecords.ts';
import { isListed } from './isListed.ts';
import { announce, changeOf, type Run } from './run.ts';
import { sendFenced } from './sendFenced.ts';
import { whyNotAlone } from './whyNotAlone.ts';

/** Removes exactly the object that the plan saw, and drops its binding. */
export async function removeStep(run: Run, step: Step): Promise<Outcome<void>> {
  const kind = registered(run.deps.kinds, step.type);
  const [address] = step.addresses;
  if (address === undefined) throw new Error(`Step ${step.id} removes nothing.`);
  const change = changeOf(run, address);
  const { live } = change;
  const { remove } = kind;
  if (live === undefined || remove === undefined)
    throw new Error(`${address} cannot be removed, but that was planned.`);
  const unbind = unbindRecords(run, change, live);
  const applied = change.whole === true ? undefined : run.session.current.bindingTo(live.type, live.id)?.applied;
  const against = (): Promise<Failure | undefined> => whyNotAlone(run, kind, step, change, live);
  const call = { does: 'remove', kind: kind.type, addresses: [address], against } as const;
  const outcome: Outcome<void> = await sendFenced(run, call, (api) => remove(api, live, applied));
  if (outcome.status === 'done') {
    await run.session.commit(unbind);
    return outcome;
  }
  const reason = await refusedForGood(run, kind, live, outcome);
  if (reason === undefined) return outcome;
  await run.session.commit([{ op: 'unremovable', object: { type: kind.type, id: live.id, reason } }, ...unbind]);
  const diagnostic = {
    severity: 'warning' as const,
    code: 'unremovable',
    summary: `${address} stays in the account: the service refuses to remove it (${reason}).`,
    help: 'The default keys of an account cannot be removed, so that is remembered. --retry-refused asks again.',
    address,
  };
  run.kept.add(address);
  announce(run, diagnostic);
  return done(undefined);
}

/**
 * A stated refusal of a kind that has default keys, with the object still there: the text is documented nowhere, so it
 * is the list that decides. Undefined: not certain.
 */
async function refusedForGood(run: Run, kind: AnyKind, live: Live, failure: Failure): Promise<string | undefined> {
  const stated = failure.status === 'notSent' ? undefined : failure.stated;
  if (kind.hasDefaults !== true || stated === undefined || isMade(run, live)) return undefined;
  return (await isListed(run, kind, live)) === true ? stated : undefined;
}

/** What clnform bought is no default of the account, whatever the service says: it keeps being asked for. */
function isMade(run: Run, live: Live): boolean {
  return live.tag !== undefined || run.session.current.bindingTo(live.type, live.id)?.made === true;
}

function unbindRecords(run: Run, change: Change, live: Live): readonly StateRecord[] {
  const { bindings } = run.session.current;
  const at: Address =
    change.replacement === 'create-first'
      ? replacedAddress(run.session.current, change.address, live.id)
      : change.address;
  return bindings[at]?.id === live.id ? [{ op: 'unbind', address: at }] : [];
}
