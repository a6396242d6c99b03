import type { JsonObject } from '../model/json.ts';
import { planSecrets } from './knownSecrets.ts';
import { planJson } from './planJson.ts';
import type { AppliedPlan } from './report/applyReport.ts';
import { withSecrets } from './view.ts';
import type { View } from './view.ts';

/** How an apply ended, for programs: the plan in its own shape, with an `outcome` beside each change. */
export function applyJson(applied: AppliedPlan, outer: View): JsonObject {
  const { plan, operation, summary, outcomes, halfReplaced: half, openIntents, diagnostics } = applied;
  const whole = { ...plan, openIntents };
  const view = withSecrets(outer, planSecrets(whole, outer.kinds));
  const { resource_changes: listed, ...rest } = planJson(whole, view, diagnostics);
  const { done, failed, unknown, skipped, kept, halfReplaced, doubled, interrupted } = summary;
  return {
    ...rest,
    operation: operation === 'Apply' ? 'apply' : 'destroy',
    summary: { done: { ...done }, failed, unknown, skipped, kept, half_replaced: halfReplaced, doubled, interrupted },
    resource_changes: (listed as readonly JsonObject[]).map((change, i) => {
      const address = plan.changes[i]?.address;
      const outcome = (address === undefined ? undefined : outcomes.get(address)) ?? 'skipped';
      return { ...change, outcome, ...(address !== undefined && half.has(address) && { half_replaced: true }) };
    }),
  };
}
