import type { Change } from '../model/change.ts';
import type { CostChange } from '../model/plan.ts';

/** The cost of a plan from which changes were taken: what they would have changed stays as it is. */
export function costWithout(cost: CostChange, dropped: readonly Change[]): CostChange {
  const byType = new Map(Object.entries(cost.byType));
  let { after } = cost;
  for (const { type, cost: own } of dropped) {
    // An amount that is not known was not counted.
    const difference = (own?.after ?? 0) - (own?.before ?? 0);
    after -= difference;
    byType.set(type, (byType.get(type) ?? 0) - difference);
  }
  return {
    ...cost,
    after: cents(after),
    byType: Object.fromEntries([...byType].flatMap(([type, sum]) => (cents(sum) === 0 ? [] : [[type, cents(sum)]]))),
  };
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
