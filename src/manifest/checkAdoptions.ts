import type { Desired } from '../model/desired.ts';
import type { SourceRef } from '../model/diagnostic.ts';
import { maskKey } from '../model/text.ts';
import type { Problems, Spot } from './problems.ts';

/** One object can be bound to one address only. */
export function checkAdoptions(
  desired: readonly Desired[],
  spot: (source: SourceRef) => Spot,
  problems: Problems,
): void {
  const adopted = new Map<string, Desired>();
  for (const resource of desired) {
    const { adopt } = resource.lifecycle;
    if (adopt === undefined) continue;
    const key = `${resource.type} ${adopt}`;
    const first = adopted.get(key);
    if (first === undefined) {
      adopted.set(key, resource);
      continue;
    }
    const summary = `\`${resource.address}\` and \`${first.address}\` adopt the same object, ${maskKey(adopt)}.`;
    problems.at(spot(resource.source), 'duplicate-adopt', summary, 'Give each the id of an object of its own.', {
      address: resource.address,
      related: [{ at: spot(first.source), note: 'the first one' }],
    });
  }
}
