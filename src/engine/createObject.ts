import { ApiError } from '../model/apiError.ts';
import type { Address } from '../model/address.ts';
import type { Change } from '../model/change.ts';
import type { JsonObject } from '../model/json.ts';
import type { AnyKind, FieldPolicy } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { makeMarker, makeTag } from '../model/marker.ts';
import { done, type Outcome } from '../model/outcome.ts';
import type { Binding, Intent, State } from '../model/state.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import { StateError } from '../model/stateStore.ts';
import { patiently } from './patiently.ts';
import { bindingOf, report, type Run } from './run.ts';

type NotSent = Extract<Outcome<never>, { status: 'notSent' }>;

/**
 * Makes one object. A kind whose id the service chooses gets an intent first, durable before the send, which goes in
 * the very write that records the id; fields that the create call does not take are put after that.
 */
export async function createObject(run: Run, kind: AnyKind, change: Change, spec: JsonObject): Promise<Outcome<void>> {
  const { api, system } = run.deps;
  if (change.heir !== undefined) return takeOver(run, kind, change, change.heir, spec);
  const later = Object.entries<FieldPolicy>(kind.fields)
    .filter(([field, policy]) => policy.afterCreate === true && spec[field] !== undefined)
    .map(([field]) => field);
  const first = Object.fromEntries(Object.entries(spec).filter(([field]) => !later.includes(field)));
  const made = await patiently(system, run.stopping, () =>
    kind.identity === 'assigned' ? createAssigned(run, kind, change, first) : createNatural(run, kind, change, first),
  );
  if (made.status !== 'done' || later.length === 0) return made.status === 'done' ? done(undefined) : made;
  const { update } = kind;
  if (update === undefined) throw new Error(`${kind.type} puts fields after the create, but has no update.`);
  const rest = await patiently(system, run.stopping, () => update(api, made.value, spec, later));
  if (rest.status !== 'done') return rest;
  await run.session.commit([
    { op: 'bind', address: change.address, binding: bindingOf(run, change, made.value.id, spec) },
  ]);
  return done(undefined);
}

/** The new object of a replacement is there already: it is bound, and gets what it lacks. */
async function takeOver(run: Run, kind: AnyKind, change: Change, heir: Live, spec: JsonObject): Promise<Outcome<void>> {
  const { update } = kind;
  const fields = change.heirFields ?? [];
  if (fields.length > 0) {
    if (update === undefined) throw new Error(`${change.address} takes over an object that it cannot update.`);
    const outcome = await patiently(run.deps.system, run.stopping, () => update(run.deps.api, heir, spec, fields));
    if (outcome.status !== 'done') return outcome;
  }
  await run.session.commit(boundRecords(run, change, heir, spec, false));
  return done(undefined);
}

async function createNatural(run: Run, kind: AnyKind, change: Change, spec: JsonObject): Promise<Outcome<Live>> {
  const outcome = await send(run, kind, spec, undefined);
  if (outcome.status === 'done') await run.session.commit(boundRecords(run, change, outcome.value, spec, true));
  return outcome;
}

async function createAssigned(run: Run, kind: AnyKind, change: Change, spec: JsonObject): Promise<Outcome<Live>> {
  const marked = kind.marker !== undefined && run.plan.markers;
  const idsBefore = marked ? [] : await idsNow(run, kind, spec);
  if (!Array.isArray(idsBefore)) return idsBefore;
  const marker = marked
    ? makeMarker(
        change.name,
        makeTag(() => run.deps.system.random()),
      )
    : undefined;
  const intent: Intent = {
    seq: run.session.current.seq + 1,
    address: change.address,
    type: kind.type,
    spec,
    ...(marker === undefined ? {} : { marker }),
    idsBefore,
    phase: 'sent',
  };
  const unwritten = await writeIntent(run, intent);
  if (unwritten !== undefined) return unwritten;
  const outcome = await send(run, kind, spec, marker);
  const settle: StateRecord = { op: 'settle', seq: intent.seq };
  switch (outcome.status) {
    case 'done':
      run.knownIds.get(kind.type)?.add(outcome.value.id);
      await run.session.commit([...boundRecords(run, change, outcome.value, spec, true), settle]);
      return outcome;
    case 'refused':
    case 'notSent':
      await run.session.commit([settle]);
      return outcome;
    case 'unknown':
      return outcome;
    default:
      return outcome satisfies never;
  }
}

/** A create whose intent is not durable is not sent. */
async function writeIntent(run: Run, intent: Intent): Promise<NotSent | undefined> {
  try {
    await run.session.commit([{ op: 'intend', intent }]);
    return undefined;
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    report(run, error.diagnostic);
    return { status: 'notSent', endpoint: 'create', reason: `the state could not be written: ${error.message}` };
  }
}

function send(run: Run, kind: AnyKind, spec: JsonObject, marker: string | undefined): Promise<Outcome<Live>> {
  if (kind.create === undefined) throw new Error(`${kind.type} cannot be created, but a create was planned.`);
  return kind.create(run.deps.api, spec, marker);
}

/** A replaced object stays bound, at an address of its own, until it is removed: it must not be forgotten. */
function boundRecords(run: Run, change: Change, live: Live, spec: JsonObject, made: boolean): readonly StateRecord[] {
  const state = run.session.current;
  const binding = bindingOf(run, change, live.id, spec, made);
  const records: StateRecord[] = [{ op: 'bind', address: change.address, binding }];
  if (change.replacement !== 'create-first' || change.live === undefined) return records;
  const before = state.bindings[change.address];
  const old: Binding = {
    type: change.type,
    id: change.live.id,
    applied: before?.applied ?? (change.live.spec as JsonObject),
    ...(before?.made === true ? { made: true } : {}),
    replacedBy: change.address,
  };
  return [...records, { op: 'bind', address: replacedAddress(state, change.address, change.live.id), binding: old }];
}

/** Where a replaced object is bound; `#` cannot stand in a declared name. */
export function replacedAddress(state: State, address: Address, id: string): Address {
  for (let n = 1; ; n += 1) {
    const candidate = `${address}#replaced${n === 1 ? '' : `-${n}`}` as Address;
    const holder = state.bindings[candidate];
    if (holder === undefined || holder.id === id) return candidate;
  }
}

/** The kind's ids as the account shows them, read once a run; those made since are added as they come. */
async function idsNow(run: Run, kind: AnyKind, spec: JsonObject): Promise<string[] | NotSent> {
  const known = run.knownIds.get(kind.type);
  if (known !== undefined) return [...known];
  try {
    const scope = { all: true, specs: [spec], names: new Set<string>(), under: [] };
    const ids = new Set((await kind.list(run.deps.api.read, scope)).map((live: Live) => live.id));
    run.knownIds.set(kind.type, ids);
    return [...ids];
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return {
      status: 'notSent',
      endpoint: error.endpoint,
      reason: `${error.endpoint}: the list before the create failed: ${error.message}`,
    };
  }
}
