import type { ApplyResult } from '../engine/applyResult.ts';
import type { Plan } from '../model/plan.ts';
import { openIntents } from '../model/state.ts';
import type { AppliedPlan } from '../views/report/applyReport.ts';

/** A plan with what became of it, for views. */
export function appliedPlan(
  plan: Plan,
  { state, summary, outcomes, halfReplaced, diagnostics }: ApplyResult,
  operation: AppliedPlan['operation'],
): AppliedPlan {
  return { plan, operation, summary, outcomes, halfReplaced, diagnostics, openIntents: openIntents(state) };
}
