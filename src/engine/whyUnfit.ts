import type { Diagnostic } from '../model/diagnostic.ts';
import type { SavedPlan } from '../model/savedPlan.ts';
import { MOST_APPLIED_PLANS, type State } from '../model/state.ts';

/** Why nothing of a saved plan may be carried out, whatever the account holds; empty: nothing stands against it. */
export function whyUnfit({ id, plan }: SavedPlan, state: State): readonly Diagnostic[] {
  const unfit = (code: string, summary: string): readonly Diagnostic[] => [
    { severity: 'error', code, summary: `${summary} Nothing was done.`, help: 'Plan again: clnform plan --out FILE' },
  ];
  const applied = state.appliedPlans ?? [];
  if (plan.account !== state.account) return unfit('plan-account', `The plan is for the account ${plan.account}.`);
  if (plan.lineage !== state.lineage) return unfit('plan-lineage', 'The plan was made from another state.');
  if (applied.some((spent) => spent.id === id)) {
    return unfit('plan-spent', 'The plan was carried out before, or begun: a plan is applied once.');
  }
  if (plan.serial > state.serial) {
    return unfit('plan-newer', 'The plan was made from a newer state than this one, which seems to be an old copy.');
  }
  const [oldest] = applied;
  if (applied.length >= MOST_APPLIED_PLANS && oldest !== undefined && plan.serial < oldest.serial) {
    return unfit('plan-old', 'The plan is so old that the state no longer knows whether it was carried out.');
  }
  return [];
}
