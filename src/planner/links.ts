import type { Address } from '../model/address.ts';
import type { Step } from '../model/step.ts';
import { byText } from './order.ts';

/** Which changes need which, read off their steps. */
export interface Links {
  readonly needs: ReadonlyMap<Address, ReadonlySet<Address>>;
  readonly neededBy: ReadonlyMap<Address, ReadonlySet<Address>>;
}

/** `needsOf`: ids of the steps without which a step must not run; by default all that it waits for. */
export function linksOf(
  steps: readonly Step[],
  needsOf: (step: Step) => readonly string[] = ({ after }) => after,
): Links {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const needs = new Map<Address, Set<Address>>();
  const neededBy = new Map<Address, Set<Address>>();
  for (const step of steps) {
    for (const before of needsOf(step).flatMap((id) => byId.get(id)?.addresses ?? [])) {
      for (const address of step.addresses) {
        add(needs, address, before);
        add(neededBy, before, address);
      }
    }
  }
  return { needs, neededBy };
}

/** Everything that can be reached from the roots, each with the root that led to it; the roots with nothing. */
export function reach(
  roots: Iterable<Address>,
  links: ReadonlyMap<Address, ReadonlySet<Address>>,
): ReadonlyMap<Address, Address | undefined> {
  const reached = new Map<Address, Address | undefined>();
  const open = [...roots].sort(byText);
  for (const root of open) reached.set(root, undefined);
  // It grows while it is walked through.
  for (const from of open) {
    for (const to of [...(links.get(from) ?? [])].sort(byText)) {
      if (reached.has(to)) continue;
      reached.set(to, reached.get(from) ?? from);
      open.push(to);
    }
  }
  return reached;
}

function add(map: Map<Address, Set<Address>>, key: Address, value: Address): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}
