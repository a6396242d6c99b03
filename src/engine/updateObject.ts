import type { Api } from '../model/api/api.ts';
import type { Change } from '../model/change.ts';
import { fieldPolicy } from '../model/fieldPolicy.ts';
import type { JsonObject } from '../model/json.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { done, type Outcome } from '../model/outcome.ts';
import { shownValue } from '../model/shownValue.ts';
import type { Binding, Delta, Intent } from '../model/state.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import { isBlind } from '../planner/diff.ts';
import { countedAnew } from './countedAnew.ts';
import { bindingOf, type Run } from './run.ts';
import { sendFenced } from './sendFenced.ts';
import { sendIntended } from './sendIntended.ts';
import { commitFirst } from './stateFirst.ts';

/** Changes one object in place, and records what it holds now. */
export async function updateObject(run: Run, kind: AnyKind, change: Change, spec: JsonObject): Promise<Outcome<void>> {
  const { live, address } = change;
  const { update } = kind;
  if (live === undefined || update === undefined) {
    throw new Error(`${address} cannot be updated, but that was planned.`);
  }
  const call = (api: Api): Promise<Outcome<Live>> =>
    update(
      api,
      live,
      spec,
      change.fields.map(({ field }) => field),
    );
  const delta = deltaOf(kind, change, live, spec);
  if (delta !== undefined) return putDelta(run, change, spec, delta, call);
  const before = run.session.current.bindings[address];
  const doubt = before?.id === live.id ? doubting(kind, change, live, before) : undefined;
  if (doubt !== undefined) {
    const unwritten = await commitFirst(run, address, [{ op: 'bind', address, binding: doubt }]);
    if (unwritten !== undefined) return unwritten;
  }
  const outcome = await sendFenced(run, { does: 'update', kind: kind.type, addresses: [address] }, call);
  if (outcome.status === 'done') {
    await run.session.commit(bound(run, change, outcome.value, spec));
    return done(undefined);
  }
  // What certainly changed nothing leaves nothing to doubt.
  if (doubt !== undefined && before !== undefined && outcome.status !== 'unknown') {
    await run.session.commit([{ op: 'bind', address, binding: before }]);
  }
  return outcome;
}

/**
 * A difference is sent once: its intent is durable before, and stays until a list has shown what became of it
 * (PROTOCOL.md, "Deltas are sent once").
 */
async function putDelta(
  run: Run,
  change: Change,
  spec: JsonObject,
  delta: Delta,
  call: (api: Api) => Promise<Outcome<Live>>,
): Promise<Outcome<void>> {
  const { address, type } = change;
  // Not even what was refused for the moment is sent again here: the next run looks anew.
  const { outcome, intent } = await sendIntended(run, {
    address,
    sort: `resize ${type}`,
    intend: async () => {
      const fresh: Intent = {
        ...{ seq: run.session.current.seq + 1, address, type, spec, idsBefore: [] },
        ...{ since: run.deps.system.now(), phase: 'sent', delta },
      };
      return (await commitFirst(run, address, [{ op: 'intend', intent: fresh }])) ?? fresh;
    },
    send: call,
  });
  if (intent === undefined) return outcome.status === 'done' ? done(undefined) : outcome;
  run.answered();
  switch (outcome.status) {
    case 'done':
      await run.session.commit([
        ...bound(run, change, outcome.value, spec),
        ...countedAnew(run.deps.system, intent),
        { op: 'made', seq: intent.seq, id: delta.id },
      ]);
      return done(undefined);
    case 'refused':
    case 'notSent':
      await run.session.commit([{ op: 'settle', seq: intent.seq }]);
      return outcome;
    case 'unknown':
      await run.session.commit(countedAnew(run.deps.system, intent));
      return outcome;
    default:
      return outcome satisfies never;
  }
}

/** The first of the fields that differ and are put as a difference, if both its values are known. */
function deltaOf(kind: AnyKind, change: Change, live: Live, spec: JsonObject): Delta | undefined {
  const field = change.fields.find((one) => fieldPolicy(kind, one.field)?.delta === true)?.field;
  if (field === undefined) return undefined;
  const from = shownValue(live, field);
  const to = spec[field];
  return typeof from === 'number' && typeof to === 'number' ? { field, id: live.id, from, to } : undefined;
}

/** The binding with doubt in the fields that no list will ever show: durable before they are sent. */
function doubting(kind: AnyKind, change: Change, live: Live, before: Binding): Binding | undefined {
  const blind = change.fields
    .map(({ field }) => field)
    .filter((field) => isBlind(fieldPolicy(kind, field) ?? {}, live, field));
  if (blind.length === 0) return undefined;
  const applied = Object.fromEntries(Object.entries(before.applied).filter(([field]) => !blind.includes(field)));
  return { ...before, applied, doubted: [...new Set([...(before.doubted ?? []), ...blind])] };
}

function bound(run: Run, change: Change, live: Live, spec: JsonObject): readonly StateRecord[] {
  if (!change.bind) return [];
  return [{ op: 'bind', address: change.address, binding: bindingOf(run, change, live.id, spec) }];
}
