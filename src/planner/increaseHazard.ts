import type { Change } from '../model/change.ts';
import type { Hazard } from '../model/hazard.ts';
import type { Prices } from '../model/manifest.ts';
import { billingAfter, billingBefore } from './cost.ts';
import { byText } from './order.ts';
import { cents, monthly } from './price.ts';
import type { World } from './world.ts';

/**
 * Holds the changes against `guards.max_monthly_increase`. It fails closed: a change that may cost more, by an amount
 * that no one can say, is over the guard as well, whatever the rest comes to.
 */
export function increaseHazard(world: World, changes: Iterable<Change>): readonly Hazard[] {
  const { guards, prices = { currency: '', monthly: {} } } = world.input.manifest;
  const limit = guards.maxMonthlyIncrease;
  if (limit === undefined) return [];
  const unknown = new Set<string>();
  let increase = 0;
  for (const change of changes) {
    const amount = increaseOf(world, prices, change);
    if (typeof amount === 'string') unknown.add(amount);
    else increase += amount;
  }
  const hazards: Hazard[] = [];
  const unit = prices.currency === '' ? '' : ` ${prices.currency}`;
  if (unknown.size > 0) {
    const names = [...unknown].sort(byText);
    const shown = names.length > MOST_NAMED ? `${names.slice(0, MOST_NAMED).join(', ')} and others` : names.join(', ');
    hazards.push({
      name: 'over-guard',
      detail: `what ${shown} will cost a month cannot be told (no price, or no limit), and guards.max_monthly_increase is ${limit}${unit}.`,
    });
  }
  if (cents(increase) > limit) {
    const raise = cents(increase).toFixed(2);
    const detail = `the monthly cost rises by ${raise}${unit}, but guards.max_monthly_increase is ${limit}.`;
    hazards.push({ name: 'over-guard', detail });
  }
  return hazards;
}

const MOST_NAMED = 5;

/** A number, or the product whose price is missing. Where only the old price is, the new one counts in full. */
function increaseOf(world: World, prices: Prices, change: Change): number | string {
  const before = billingBefore(world, change);
  const after = billingAfter(world, change);
  if (after === undefined) return -(monthly(prices, before) ?? 0);
  // No price is needed to see that it costs no more.
  if (before?.product === after.product && after.units !== null && after.units <= (before.units ?? Infinity)) {
    return (monthly(prices, after) ?? 0) - (monthly(prices, before) ?? monthly(prices, after) ?? 0);
  }
  // Unlimited before and after: the change is not what makes it so.
  if (before?.product === after.product && after.units === null && before.units === null) return 0;
  const will = monthly(prices, after);
  return will === null ? after.product : will - (monthly(prices, before) ?? 0);
}
