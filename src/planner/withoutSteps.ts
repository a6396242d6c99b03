import type { Address } from '../model/address.ts';
import type { Step } from '../model/step.ts';

/** The steps without these addresses; a step that has none left is gone, and nothing waits for it. */
export function withoutSteps(steps: readonly Step[], gone: ReadonlySet<Address>): readonly Step[] {
  if (gone.size === 0) return steps;
  const kept = steps.flatMap((step): Step[] => {
    const addresses = step.addresses.filter((address) => !gone.has(address));
    return addresses.length === 0 ? [] : [{ ...step, addresses }];
  });
  const ids = new Set(kept.map(({ id }) => id));
  return kept.map((step) => ({ ...step, after: step.after.filter((id) => ids.has(id)) }));
}
