import type { ObserveDeps } from '../engine/observe.ts';
import { refreshPlan } from '../engine/refreshPlan.ts';
import { hasErrors, type Diagnostic } from '../model/diagnostic.ts';
import type { LeftOut, Plan } from '../model/plan.ts';
import type { SavedPlan } from '../model/savedPlan.ts';
import type { State } from '../model/state.ts';
import { digest } from '../state/savedPlanText.ts';
import type { ApplyVoice } from './applyVoice.ts';
import { cliError } from './cliError.ts';
import type { Interrupt } from './interrupt.ts';
import { noPlan } from './planning.ts';

export interface Holding {
  readonly deps: ObserveDeps;
  readonly interrupt: Interrupt;
  readonly voice: ApplyVoice;
  /** What to do when nothing of the plan holds any more. */
  readonly again: string;
}

export interface HeldPlan {
  readonly plan: Plan;
  /** How many of its changes were left out. */
  readonly stale: number;
  /** What was told of it now. */
  readonly told: readonly Diagnostic[];
}

/**
 * What of a plan still holds, some time after someone agreed to it; what went stale is told and left out, with its
 * dependents. Throws `CliError` when nothing of it holds, and when a list that would show that cannot be read.
 */
export async function holdAgainstAccount(
  { deps, interrupt, voice, again }: Holding,
  agreed: SavedPlan,
  state: State,
): Promise<HeldPlan> {
  const refreshed = await interrupt.abandon(refreshPlan(deps, agreed, state, digest));
  voice.quiet();
  const { plan, stale, diagnostics } = refreshed;
  if (plan === undefined || hasErrors(diagnostics)) throw noPlan(diagnostics, state);
  const told = [...diagnostics, ...stale.map(staleDiagnostic)];
  voice.report(told);
  if (stale.length > 0 && plan.changes.length === 0) {
    const all = stale.length === 1 ? 'its one change' : `all of its ${stale.length} changes`;
    throw cliError('plan-stale', `Nothing of this plan holds any more: ${all} went stale. Nothing was done.`, again);
  }
  return { plan, stale: stale.length, told };
}

function staleDiagnostic({ address, because }: LeftOut): Diagnostic {
  return {
    severity: 'warning',
    code: 'stale-change',
    summary: `${address} is left out: ${because}.`,
    help: 'Plan again to see what it takes now.',
    address,
  };
}
