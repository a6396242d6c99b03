import type { Address } from '../model/address.ts';
import type { Change, MonthlyCost } from '../model/change.ts';
import type { Billing } from '../model/kind.ts';
import type { Prices } from '../model/manifest.ts';
import type { CostChange } from '../model/plan.ts';
import type { Draft } from './draft.ts';
import { byText } from './order.ts';
import { billingOf, cents, monthly } from './price.ts';
import { boundLive, type World } from './world.ts';

/** The monthly change of what the plan manages. What has no price is named, never counted as zero. */
export function costChange(world: World, draft: Draft, prices: Prices): CostChange {
  const unknown = new Set<string>();
  const price = (billing: Billing | undefined): number => {
    const amount = monthly(prices, billing);
    if (amount === null && billing !== undefined) unknown.add(billing.product);
    return amount ?? 0;
  };
  const byType: Record<string, number> = {};
  let before = 0;
  let after = 0;
  const managed = new Set<Address>([...world.bindings.keys(), ...draft.found.keys(), ...draft.changes.keys()]);
  for (const address of managed) {
    const change = draft.changes.get(address);
    const live = change?.live ?? draft.found.get(address) ?? boundLive(world, address);
    const type = change?.type ?? live?.type;
    if (type === undefined) continue;
    const was = price(live?.inert === true ? undefined : billingOf(world, type, live?.spec));
    const will = change === undefined ? was : price(billingAfter(world, change));
    before += was;
    after += will;
    if (will !== was) byType[type] = (byType[type] ?? 0) + will - was;
  }
  return {
    currency: prices.currency,
    before: cents(before),
    after: cents(after),
    byType: Object.fromEntries(
      Object.entries(byType)
        .sort(([a], [b]) => byText(a, b))
        .map(([type, sum]) => [type, cents(sum)]),
    ),
    unknown: [...unknown].sort(byText),
  };
}

/** A month of one change's object, before and after. Absent: it is not billed by itself. */
export function changeCost(world: World, prices: Prices, change: Change): MonthlyCost | undefined {
  const before = billingBefore(world, change);
  const after = billingAfter(world, change);
  if (before === undefined && after === undefined) return undefined;
  return { before: rounded(monthly(prices, before)), after: rounded(monthly(prices, after)) };
}

export function billingBefore(world: World, { type, live }: Change): Billing | undefined {
  return live?.inert === true ? undefined : billingOf(world, type, live?.spec);
}

/** What is let go of stays in the account, and on the bill. */
export function billingAfter(world: World, change: Change): Billing | undefined {
  if (change.action === 'remove') return undefined;
  return change.target === undefined ? billingBefore(world, change) : billingOf(world, change.type, change.target);
}

function rounded(amount: number | null): number | null {
  return amount === null ? null : cents(amount);
}
