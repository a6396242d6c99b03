import type { Billing } from '../model/kind.ts';
import type { Prices } from '../model/manifest.ts';
import type { World } from './world.ts';

/** What a month of an object is billed as; undefined: it is not billed by itself, or there is none. */
export function billingOf(world: World, type: string, spec: object | undefined): Billing | undefined {
  return spec === undefined ? undefined : world.input.kinds.get(type)?.billing?.(spec);
}

/** A month of it in the currency of the prices. Null: it has no price, or no limit, so that no one can say. */
export function monthly(prices: Prices, billing: Billing | undefined): number | null {
  if (billing === undefined) return 0;
  const price = Object.hasOwn(prices.monthly, billing.product) ? prices.monthly[billing.product] : undefined;
  return price === undefined || billing.units === null ? null : price * billing.units;
}

/** Whole cents, so that sums of prices show no trace of binary fractions. */
export function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
