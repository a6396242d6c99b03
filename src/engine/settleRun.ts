import type { Address } from '../model/address.ts';
import type { Live } from '../model/live.ts';
import type { Failure, Outcome } from '../model/outcome.ts';
import { openIntents, type Intent } from '../model/state.ts';
import { boundRecords } from './boundRecords.ts';
import { failureDiagnostic, said } from './failureDiagnostic.ts';
import { intentDiagnostic } from './intentDiagnostic.ts';
import { lookForIntents } from './lookForIntents.ts';
import { putLater } from './putLater.ts';
import type { RecoveryOptions } from './recovery.ts';
import { changeOf, kindOf, report, resolveSpec, type Run } from './run.ts';

type Unknown = Extract<Failure, { status: 'unknown' }>;

/**
 * Looks, in the run itself, for what its creates with a lost answer made, so that most of them need no other run. Answers
 * the addresses that are made now; what stays open is reported.
 */
export async function settleRun(
  run: Run,
  lost: ReadonlyMap<Address, Unknown>,
  options: RecoveryOptions,
): Promise<ReadonlyMap<Address, Outcome<void>>> {
  const { api, kinds, system, emit } = run.deps;
  const intents = openIntents(run.session.durable).filter(({ address }) => lost.has(address));
  const deps = { kinds, read: api.read, system, emit };
  const settled = new Map<Address, Outcome<void>>();
  for (const judged of await lookForIntents(deps, run.session.durable, intents, options, run.stopping)) {
    const { address } = judged.intent;
    const failure = lost.get(address);
    if (failure === undefined) continue;
    const told = intentDiagnostic(judged, `no clear answer came (${said(failure)})`, kinds);
    report(run, told ?? failureDiagnostic(address, failure, true));
    if (judged.verdict.status !== 'made') continue;
    const outcome = await bind(run, judged.intent, judged.verdict.live);
    settled.set(address, outcome);
    if (outcome.status !== 'done') report(run, failureDiagnostic(address, outcome, false));
  }
  return settled;
}

async function bind(run: Run, intent: Intent, live: Live): Promise<Outcome<void>> {
  const change = changeOf(run, intent.address);
  await run.session.commit([
    ...boundRecords(run, change, live, intent.spec, intent),
    { op: 'settle', seq: intent.seq },
  ]);
  run.sent.get(intent.type)?.made.add(live.id);
  // The list of before is taken anew: others may have come while this one was looked for.
  run.knownIds.delete(intent.type);
  return putLater(run, kindOf(run, intent.type), change, live, resolveSpec(run, change));
}
