import type { Api } from '../model/api/api.ts';
import { ApiError } from '../model/apiError.ts';
import type { Change } from '../model/change.ts';
import type { JsonObject } from '../model/json.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { makeMarker, makeTag } from '../model/marker.ts';
import { done, type Outcome } from '../model/outcome.ts';
import type { Intent } from '../model/state.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import { noteSent, type SentCreates } from '../planner/sentCreates.ts';
import { boundRecords } from './boundRecords.ts';
import { countedAnew } from './countedAnew.ts';
import { laterFields, putLater } from './putLater.ts';
import type { Run } from './run.ts';
import { sendFenced } from './sendFenced.ts';
import { sendIntended } from './sendIntended.ts';
import { commitFirst } from './stateFirst.ts';

type NotSent = Extract<Outcome<never>, { status: 'notSent' }>;

/**
 * Makes one object. A kind whose id the service chooses gets an intent first, durable before the send, which goes in
 * the very write that records the id; fields that the create call does not take are put after that.
 */
export async function createObject(run: Run, kind: AnyKind, change: Change, spec: JsonObject): Promise<Outcome<void>> {
  if (change.heir !== undefined) return takeOver(run, kind, change, change.heir, spec);
  const later = laterFields(kind, spec);
  const first = Object.fromEntries(Object.entries(spec).filter(([field]) => !later.includes(field)));
  const made =
    kind.identity === 'assigned'
      ? await createAssigned(run, kind, change, first, later)
      : await createNatural(run, kind, change, first, later);
  if (made.status !== 'done') return made;
  return putLater(run, kind, change, made.value, spec);
}

/** The new object of a replacement is there already: it is bound, and gets what it lacks. */
async function takeOver(run: Run, kind: AnyKind, change: Change, heir: Live, spec: JsonObject): Promise<Outcome<void>> {
  const { update } = kind;
  const fields = change.heirFields ?? [];
  if (fields.length > 0) {
    if (update === undefined) throw new Error(`${change.address} takes over an object that it cannot update.`);
    const outcome = await sendFenced(run, { does: 'update', kind: kind.type, addresses: [change.address] }, (api) =>
      update(api, heir, spec, fields),
    );
    if (outcome.status !== 'done') return outcome;
  }
  await run.session.commit(boundRecords(run, change, heir, spec));
  return done(undefined);
}

/** `later`: fields that are still to be put when it is made. */
async function createNatural(
  run: Run,
  kind: AnyKind,
  change: Change,
  spec: JsonObject,
  later: readonly string[],
): Promise<Outcome<Live>> {
  const call = { does: 'create', kind: kind.type, addresses: [change.address] } as const;
  const outcome = await sendFenced(run, call, (api) => send(api, kind, spec, undefined));
  if (outcome.status === 'done') {
    await run.session.commit(boundRecords(run, change, outcome.value, spec, { doubted: later }));
  }
  return outcome;
}

async function createAssigned(
  run: Run,
  kind: AnyKind,
  change: Change,
  spec: JsonObject,
  later: readonly string[],
): Promise<Outcome<Live>> {
  const marked = kind.marker !== undefined && run.plan.markers;
  const idsBefore = marked ? [] : await idsNow(run, kind, spec);
  if (!Array.isArray(idsBefore)) return idsBefore;
  let written: Written | undefined;
  let sentAt = 0;
  const { outcome, intent } = await sendIntended(run, {
    address: change.address,
    sort: `create ${kind.type}`,
    intend: async () => {
      const intended = await intend(run, kind, change, spec, marked ? undefined : idsBefore);
      if ('status' in intended) return intended;
      written = intended;
      return intended.intent;
    },
    send: (api, { marker }) => {
      sentAt = run.tick();
      return send(api, kind, spec, marker);
    },
  });
  if (written === undefined || intent === undefined) return outcome;
  const { freed, sent } = written;
  const settle: StateRecord = freed ? { op: 'free', seq: intent.seq } : { op: 'settle', seq: intent.seq };
  switch (outcome.status) {
    case 'done':
      run.answered();
      run.knownIds.get(kind.type)?.add(outcome.value.id);
      sent.made.add(outcome.value.id);
      sent.sentAt.set(outcome.value.id, sentAt);
      await run.session.commit([
        ...boundRecords(run, change, outcome.value, spec, { seq: intent.seq, doubted: later }),
        ...countedAnew(run.deps.system, intent),
        { op: 'made', seq: intent.seq, id: outcome.value.id },
      ]);
      return outcome;
    case 'refused':
      if (outcome.retryAfterMs !== undefined) {
        // Whatever stands between the service and us could have answered so after the effect.
        const since = run.deps.system.now();
        run.denied.set(intent.seq, run.tick());
        await run.session.commit([{ op: 'intend', intent: { ...intent, since, denied: true } }]);
        return { status: 'unknown', endpoint: outcome.endpoint, reason: outcome.reason, denied: true };
      }
      await run.session.commit([settle]);
      return outcome;
    case 'notSent':
      // The one before it, which was given up, may still turn up.
      await run.session.commit([settle]);
      return outcome;
    case 'unknown':
      await run.session.commit(countedAnew(run.deps.system, intent));
      return outcome;
    default:
      return outcome satisfies never;
  }
}

/** An intent that is durable, so that its create may be sent. */
interface Written {
  readonly intent: Intent;
  /** It takes the place of one that was given up. */
  readonly freed: boolean;
  readonly sent: SentCreates;
}

/** Writes the intent of a create. `idsBefore`: absent where a marker tells what it makes. */
async function intend(
  run: Run,
  kind: AnyKind,
  change: Change,
  spec: JsonObject,
  idsBefore: readonly string[] | undefined,
): Promise<Written | NotSent> {
  const { current } = run.session;
  // A create that was given up is sent again with its marker, so that two of them can be seen for what they are.
  const freed = current.intentsAt(change.address).find(({ phase }) => phase === 'free');
  const marker = idsBefore === undefined ? (freed?.marker ?? newMarker(run, change)) : undefined;
  const intent: Intent = {
    seq: current.seq + 1,
    address: change.address,
    type: kind.type,
    spec,
    ...(marker === undefined ? {} : { marker }),
    idsBefore: idsBefore ?? [],
    since: run.deps.system.now(),
    phase: 'sent',
  };
  const replaced: readonly StateRecord[] = freed === undefined ? [] : [{ op: 'settle', seq: freed.seq }];
  const unwritten = await commitFirst(run, change.address, [...replaced, { op: 'intend', intent }]);
  return unwritten ?? { intent, freed: freed !== undefined, sent: noteSent(run.sent, intent) };
}

function newMarker(run: Run, change: Change): string {
  return makeMarker(
    change.name,
    makeTag(() => run.deps.system.random()),
  );
}

function send(api: Api, kind: AnyKind, spec: JsonObject, marker: string | undefined): Promise<Outcome<Live>> {
  if (kind.create === undefined) throw new Error(`${kind.type} cannot be created, but a create was planned.`);
  return kind.create(api, spec, marker);
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
