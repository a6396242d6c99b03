import { openIntents } from '../../../src/model/state.ts';
import type { Order } from './order.ts';
import type { Stage } from './stage.ts';

/**
 * What is wrong with the account and the state when all is said to be done, by the emulator's ledger: bought and bound
 * to nothing, bound to what is not there or is another's, wanted and not there, removed though nothing was to be.
 */
export async function judge(stage: Stage, { wants }: Order): Promise<readonly string[]> {
  const state = await stage.state();
  const objects = (await stage.objects()).filter(({ madeBy }) => typeof madeBy === 'number');
  const living = objects.filter(({ removedBy }) => removedBy === undefined);
  const wrong: string[] = [];
  for (const { kind, removedBy } of objects) if (removedBy !== undefined) wrong.push(`removed: one ${kind}`);

  const bindings = new Map(Object.entries(state?.bindings ?? {}));
  const bound = new Set<string>();
  for (const { address, kind, limit, id } of wants) {
    const binding = bindings.get(address);
    bindings.delete(address);
    if (binding === undefined) {
      wrong.push(`lost binding: ${address}`);
      continue;
    }
    const name = `${kind} ${binding.id}`;
    if (bound.has(name)) wrong.push(`bound twice: what ${address} names`);
    bound.add(name);
    const object = living.find((one) => one.kind === kind && one.id === binding.id);
    if (object === undefined) wrong.push(`bound to nothing: ${address}`);
    else if (id !== undefined && object.id !== id) wrong.push(`another's: ${address} is ${object.id}`);
    else if (limit !== undefined && (object.attributes as { limit?: number }).limit !== limit)
      wrong.push(`another's: ${address} is ${JSON.stringify(object.attributes)}, not of limit ${limit}`);
  }
  for (const address of bindings.keys()) wrong.push(`bound without being wanted: ${address}`);
  for (const { kind, id, madeBy, attributes } of living) {
    if (!bound.has(`${kind} ${id}`))
      wrong.push(`extra: ${kind} of call ${String(madeBy)}, ${JSON.stringify(attributes)}, is bound to nothing`);
  }
  if (state !== undefined) for (const { address } of openIntents(state)) wrong.push(`still open: ${address}`);
  return wrong;
}
