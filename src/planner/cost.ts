import type { CostChange } from '../model/plan.ts';
import type { Prices } from '../model/manifest.ts';
import type { Address } from '../model/address.ts';
import type { Draft } from './draft.ts';
import { byText } from './order.ts';
import { boundLive, type World } from './world.ts';

/** The monthly change of what the plan manages. What has no price is named, never counted as zero. */
export function costChange(world: World, draft: Draft, prices: Prices): CostChange {
  const unknown = new Set<string>();
  const price = (type: string, spec: object | undefined): number => {
    const billing = spec === undefined ? undefined : world.input.kinds.get(type)?.billing?.(spec);
    if (billing === undefined) return 0;
    const monthly = Object.hasOwn(prices.monthly, billing.product) ? prices.monthly[billing.product] : undefined;
    if (monthly === undefined || billing.units === null) {
      unknown.add(billing.product);
      return 0;
    }
    return monthly * billing.units;
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
    const was = live?.inert === true ? 0 : price(type, live?.spec);
    // What is let go of stays in the account, and on the bill.
    const will = change?.action === 'remove' ? 0 : change?.target === undefined ? was : price(type, change.target);
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

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
