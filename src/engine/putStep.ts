import type { Change } from '../model/change.ts';
import type { AnyKind, Put } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { done, type Outcome } from '../model/outcome.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import type { Step } from '../model/step.ts';
import { registered } from '../planner/registered.ts';
import { createObject } from './createObject.ts';
import { bindingOf, changeOf, resolveSpec, type Run } from './run.ts';
import { sendFenced } from './sendFenced.ts';
import { updateObject } from './updateObject.ts';

type PutMany = NonNullable<AnyKind['putMany']>;

/** Makes or updates what the step names, and records it. */
export async function putStep(run: Run, step: Step): Promise<Outcome<void>> {
  const kind = registered(run.deps.kinds, step.type);
  if (kind.putMany !== undefined) return putTogether(run, step, kind.putMany);
  const [address] = step.addresses;
  if (address === undefined) throw new Error(`Step ${step.id} puts nothing.`);
  const change = changeOf(run, address);
  const spec = resolveSpec(run, change);
  if (change.action !== 'update') return createObject(run, kind, change, spec);
  return updateObject(run, kind, change, spec);
}

async function putTogether(run: Run, step: Step, putMany: PutMany): Promise<Outcome<void>> {
  const changes = step.addresses.map((address) => changeOf(run, address));
  const puts = changes.map((change): Put<object> => ({
    ...(change.action === 'remove' ? {} : { spec: resolveSpec(run, change) }),
    ...(change.live === undefined ? {} : { live: change.live }),
  }));
  const [first, ...others] = step.addresses;
  if (first === undefined) throw new Error(`Step ${step.id} puts nothing.`);
  const call = { does: 'put', kind: step.type, addresses: [first, ...others], what: step.id } as const;
  const outcome: Outcome<readonly Live[]> = await sendFenced(run, call, (api) => putMany(api, puts));
  if (outcome.status !== 'done') return outcome;
  await run.session.commit(changes.flatMap((change, index) => recordsOf(run, change, outcome.value[index])));
  return done(undefined);
}

function recordsOf(run: Run, change: Change, live: Live | undefined): readonly StateRecord[] {
  const { address } = change;
  if (change.action === 'remove') {
    return run.session.current.bindings[address] === undefined ? [] : [{ op: 'unbind', address }];
  }
  if (live === undefined) throw new Error(`The answer to ${change.type} leaves out ${address}.`);
  return [{ op: 'bind', address, binding: bindingOf(run, change, live.id, resolveSpec(run, change)) }];
}
