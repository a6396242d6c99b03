import { applyPlan } from '../engine/applyPlan.ts';
import type { ApplyDeps, ApplyOptions } from '../engine/applyDeps.ts';
import { hasErrors } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import type { State } from '../model/state.ts';
import { appliedPlan } from './appliedPlan.ts';
import { applyExitCode } from './applyExitCode.ts';
import type { ApplyVoice } from './applyVoice.ts';
import { EXIT } from './exitCode.ts';
import type { ExitCode } from './exitCode.ts';
import type { Interrupt } from './interrupt.ts';
import { writeReports, type Telling } from './telling.ts';

export interface Work {
  readonly plan: Plan;
  /** How many changes were left out of it because they went stale after someone agreed to them. */
  readonly stale: number;
  readonly state: State;
  readonly interrupt: Interrupt;
  readonly voice: ApplyVoice;
  readonly deps: ApplyDeps;
  readonly options: Omit<ApplyOptions, 'interrupt'>;
  readonly telling: Telling;
}

/** Carries a plan out that someone has agreed to, tells how it ended and gives the exit code. */
export async function carryOut(work: Work): Promise<ExitCode> {
  const { plan, stale, state, interrupt, voice, deps, options, telling } = work;
  interrupt.begin();
  const result = await applyPlan(deps, plan, state, { ...options, interrupt: interrupt.signal });
  const told = { ...result, diagnostics: [...telling.diagnostics, ...result.diagnostics] };
  await voice.end(plan, told);
  await writeReports(telling, { ...appliedPlan(plan, told, telling.operation), refused: false });
  const exitCode = applyExitCode(result.summary, voice.stepsWithEffect());
  if (exitCode !== EXIT.ok) return exitCode;
  if (!hasErrors(result.diagnostics)) return stale > 0 ? EXIT.partial : EXIT.ok;
  // Trouble that no change stands for, such as a state that could not be written at the end.
  return voice.stepsWithEffect() > 0 ? EXIT.partial : EXIT.error;
}
