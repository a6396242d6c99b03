import { openIntents } from '../../../src/model/state.ts';
import type { Order } from './order.ts';
import type { Stage } from './stage.ts';

/** Addresses for which something was bought that the state on disk knows nothing of: neither bound nor open. */
export async function unrecorded(stage: Stage, { wants }: Order): Promise<readonly string[]> {
  const state = await stage.state();
  const known = new Set<string>([
    ...Object.keys(state?.bindings ?? {}),
    ...(state === undefined ? [] : openIntents(state).map(({ address }) => address)),
  ]);
  const limits = new Set(
    (await stage.objects())
      .filter(({ madeBy }) => typeof madeBy === 'number')
      .map(({ attributes }) => (attributes as { limit?: number }).limit),
  );
  return wants
    .filter(({ address, limit }) => limit !== undefined && limits.has(limit) && !known.has(address))
    .map(({ address }) => address);
}
