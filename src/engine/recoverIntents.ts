import type { Address } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { State } from '../model/state.ts';
import { StateDraft } from '../model/stateDraft.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import type { StateStore } from '../model/stateStore.ts';
import { registered } from '../planner/registered.ts';
import { putOtherwise } from './auditDiagnostics.ts';
import { intentDiagnostic } from './intentDiagnostic.ts';
import { lookForIntents, type Judged, type LookDeps } from './lookForIntents.ts';
import { DEFAULT_RECOVERY, type RecoveryOptions } from './recovery.ts';
import { recoveredRecords } from './recoveredRecords.ts';

/** How long what was given up, and is wanted no more, is still looked for: a day, in milliseconds. */
const LOOKED_FOR_MS = 86_400_000;

export interface RecoveryRun extends Partial<RecoveryOptions> {
  /** What the manifest declares: what left it is not created again, so that nothing needs to be remembered for it. */
  readonly declared?: ReadonlySet<Address>;
  /** Aborted: no more waiting; what is not settled stays open. */
  readonly interrupt?: AbortSignal;
}

/**
 * Settles what earlier runs left open, before anything is planned (PROTOCOL.md, "Recovery"): binds what a create with a
 * lost answer made, frees what certainly made nothing, and says of the rest what is known and what to type. One write.
 * Throws the store's `StateError`.
 */
export async function recoverIntents(
  deps: LookDeps & { readonly store: StateStore },
  state: State,
  run: RecoveryRun = {},
): Promise<{ readonly state: State; readonly diagnostics: readonly Diagnostic[] }> {
  // What was made is looked at after the run, with what that makes; what a rebuilt state does not know is a person's to say.
  const lost = state.intents.filter(({ phase }) => phase === 'sent' || phase === 'free');
  if (lost.length === 0) return { state, diagnostics: [] };
  const options = { ...DEFAULT_RECOVERY, ...run };
  const judged = await lookForIntents(deps, state, lost, options, () => run.interrupt?.aborted === true);
  const records: StateRecord[] = [];
  const next = new StateDraft(state);
  for (const one of judged) {
    const more = recordsOf(deps, next, one, run.declared);
    next.apply(more);
    records.push(...more);
  }
  const how = 'an earlier run got no clear answer';
  // What was given up before, and still shows nowhere, stops nothing.
  const told = judged.filter(
    ({ intent, verdict }) => intent.phase === 'sent' || verdict.status !== 'open' || verdict.candidates.length > 0,
  );
  return {
    state: records.length === 0 ? state : await deps.store.commit(state, records),
    diagnostics: told.flatMap((one) => otherwise(one) ?? intentDiagnostic(one, how, deps.kinds) ?? []),
  };
}

/** A difference that certainly arrives no more, of a field that is neither as it was nor as it was wanted. */
function otherwise({ intent: { address, delta }, verdict }: Judged): Diagnostic | undefined {
  if (delta === undefined || verdict.status !== 'free') return undefined;
  const { there } = verdict;
  return there === undefined || there === delta.from ? undefined : putOtherwise(address, delta, there);
}

function recordsOf(
  { kinds, system }: LookDeps,
  state: Pick<State, 'bindings'>,
  { intent, verdict }: Judged,
  declared: ReadonlySet<Address> | undefined,
): readonly StateRecord[] {
  switch (verdict.status) {
    case 'made':
      return recoveredRecords(state, registered(kinds, intent.type), intent, verdict);
    case 'bound':
      return [{ op: 'settle', seq: intent.seq }];
    case 'free':
      // No create will, of what left the manifest: it is looked for until it is certain that nothing arrives any more.
      if (declared?.has(intent.address) === false && intent.since < system.now() - LOOKED_FOR_MS) {
        return [{ op: 'settle', seq: intent.seq }];
      }
      if (intent.delta !== undefined) return [{ op: 'settle', seq: intent.seq }];
      return intent.phase === 'free' ? [] : [{ op: 'free', seq: intent.seq }];
    case 'open':
      // What turned up twice, or elsewhere, after it was given up is a question again.
      return intent.phase === 'free' && verdict.candidates.length > 0
        ? [
            { op: 'settle', seq: intent.seq },
            { op: 'intend', intent: { ...intent, phase: 'sent' } },
          ]
        : [];
    default:
      return verdict satisfies never;
  }
}
