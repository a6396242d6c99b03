import type { Address } from '../model/address.ts';
import { done, type Failure, type Outcome } from '../model/outcome.ts';
import { openIntents, type Intent } from '../model/state.ts';
import { registered } from '../planner/registered.ts';
import { boundRecords } from './boundRecords.ts';
import { failureDiagnostic, said } from './failureDiagnostic.ts';
import { intentDiagnostic } from './intentDiagnostic.ts';
import { lookForIntents, type Judged } from './lookForIntents.ts';
import { putLater } from './putLater.ts';
import { recovered } from './recovered.ts';
import { madeRecord, recoveredRecords } from './recoveredRecords.ts';
import type { RecoveryOptions } from './recovery.ts';
import { changeOf, report, resolveSpec, type Run } from './run.ts';

type Unknown = Extract<Failure, { status: 'unknown' }>;

/** What became of a create with a lost answer. */
export interface Settled {
  /** Of the create, with what is put on its object after it. */
  readonly outcome: Outcome<void>;
  /** It was denied and certainly made nothing: it may be sent again. */
  readonly madeNothing?: true;
}

/**
 * Looks, in the run itself, for what its creates with a lost answer made, so that most of them need no other run. Answers
 * the addresses that are made now, and those that were denied and certainly made nothing; what stays open is reported.
 */
export async function settleRun(
  run: Run,
  lost: ReadonlyMap<Address, { readonly failure: Unknown }>,
  options: RecoveryOptions,
): Promise<ReadonlyMap<Address, Settled>> {
  const { api, kinds, system, emit } = run.deps;
  const intents = openIntents(run.session.durable).filter(({ address }) => lost.has(address));
  const deps = { kinds, read: api.read, system, emit };
  const settled = new Map<Address, Settled>();
  const since = new Map(intents.map((intent) => [intent, sentSince(run, intent)]));
  for (const judged of await lookForIntents(deps, run.session.durable, intents, options, run.stopping, since)) {
    const { intent, verdict } = judged;
    const { address } = intent;
    const failure = lost.get(address)?.failure;
    if (failure === undefined) continue;
    if (verdict.status === 'free' && intent.denied === true) {
      // The next create takes its place; until then it is looked for still, for a refusal may be none.
      await run.session.commit([{ op: 'free', seq: intent.seq }]);
      const { endpoint, reason } = failure;
      settled.set(address, { outcome: { status: 'refused', endpoint, reason }, madeNothing: true });
      continue;
    }
    const told = intentDiagnostic(judged, `no clear answer came (${said(failure)})`, kinds);
    report(run, told ?? failureDiagnostic(address, failure, judged.intent));
    if (verdict.status !== 'made') continue;
    const outcome = await bind(run, judged);
    settled.set(address, { outcome });
    if (outcome.status !== 'done') report(run, failureDiagnostic(address, outcome, undefined));
  }
  return settled;
}

/** What was made of its kind after a create was denied; nothing where it was not. */
function sentSince(run: Run, { seq, type }: Intent): readonly string[] {
  const deniedAt = run.denied.get(seq) ?? Infinity;
  return [...(run.sent.get(type)?.sentAt ?? [])].flatMap(([id, at]) => (at > deniedAt ? [id] : []));
}

async function bind(run: Run, { intent, verdict }: Judged): Promise<Outcome<void>> {
  if (verdict.status !== 'made') throw new Error(`${intent.address} was not made.`);
  const { type, address } = intent;
  const kind = registered(run.deps.kinds, type);
  const change = changeOf(run, address);
  const { live, proof } = verdict;
  if (intent.delta !== undefined || proof === 'value') {
    await run.session.commit(recoveredRecords(run.session.current, kind, intent, verdict));
    return done(undefined);
  }
  const { applied, doubted } = recovered(kind, intent, live, proof);
  await run.session.commit([
    ...boundRecords(run, change, live, applied, { seq: intent.seq, doubted }),
    madeRecord(intent, live.id, proof),
  ]);
  run.sent.get(type)?.made.add(live.id);
  // The list of before is taken anew: others may have come while this one was looked for.
  run.knownIds.delete(type);
  return putLater(run, kind, change, live, resolveSpec(run, change));
}
