import type { Address } from '../model/address.ts';
import { HAZARDS } from '../model/hazard.ts';
import type { HazardName } from '../model/hazard.ts';
import type { Plan } from '../model/plan.ts';
import { show } from './view.ts';
import type { View } from './view.ts';

/** More than this are not typed one by one. */
const MOST_ADDRESSES = 3;

/** The flags without which an apply of this plan will be refused, as they are typed, on one line; none for a tame plan. */
export function* refusalText(plan: Plan, view: View, operation: 'Apply' | 'Destroy' = 'Apply'): Generator<string> {
  const names = new Set<HazardName>(plan.hazards.map(({ name }) => name));
  const vanished: Address[] = [];
  for (const { address, hazards } of plan.changes) {
    for (const { name } of hazards) names.add(name);
    if (hazards.some(({ name }) => name === 'vanished')) vanished.push(address);
  }
  const allowed = HAZARDS.filter((name) => name !== 'vanished' && names.has(name));
  const recreated =
    vanished.length > MOST_ADDRESSES
      ? ['--recreate-all']
      : vanished.map((address) => `--recreate ${show(address, view)}`);
  const flags = [...(allowed.length === 0 ? [] : [`--allow ${allowed.join(',')}`]), ...recreated];
  if (flags.length > 0) yield `${view.paint.yellow(`${operation} will refuse this without:`)} ${flags.join(' ')}`;
}
