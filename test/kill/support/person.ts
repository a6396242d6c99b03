import type { ObjectRecord } from '../../../src/emulator/ledger.ts';
import type { Order } from './order.ts';
import type { Stage } from './stage.ts';

/** What a person did whom a run had asked, and what went wrong with it. */
export interface Answered {
  readonly adopted: number;
  readonly none: number;
  readonly wrong: readonly string[];
}

const COMMAND = /clnform (state resolve (\S+) --none)/gu;

/**
 * Does what the message says: looks in the web console, which is the ledger, and types one of the two commands that the
 * message holds. Where the object is there, the wrong command is typed first, and must be refused.
 */
export async function answer(stage: Stage, order: Order, message: string): Promise<Answered> {
  const asked = new Map([...message.matchAll(COMMAND)].map(([, command = '', address = '']) => [address, command]));
  let adopted = 0;
  let none = 0;
  const wrong: string[] = [];
  if (asked.size === 0) wrong.push(`exit 4 without a command to type: ${message}`);
  for (const [address, command] of asked) {
    const made = await look(stage, order, address);
    if (made === undefined) {
      const { code, stderr } = await stage.run(command);
      none += 1;
      if (code !== 0) wrong.push(`${command}: exit ${String(code)}: ${stderr}`);
      continue;
    }
    const refused = await stage.run(command);
    if (refused.code !== 1 || !refused.stderr.includes('may-have-made'))
      wrong.push(`${command}, though it is there: exit ${String(refused.code)}: ${refused.stderr}`);
    const { code, stderr } = await stage.run(`state resolve ${address} --adopt ${made.id}`);
    adopted += 1;
    if (code !== 0) wrong.push(`${address} --adopt ID: exit ${String(code)}: ${stderr}`);
  }
  return { adopted, none, wrong };
}

/** The object of this address in the web console: the one that nothing is bound to and that is as it was ordered. */
async function look(stage: Stage, { wants }: Order, address: string): Promise<ObjectRecord | undefined> {
  const want = wants.find((one) => one.address === address);
  const bindings = Object.values((await stage.state())?.bindings ?? {});
  return (await stage.objects()).find(
    ({ kind, id, attributes, madeBy, removedBy }) =>
      typeof madeBy === 'number' &&
      removedBy === undefined &&
      kind === want?.kind &&
      (attributes as { limit?: number }).limit === want.limit &&
      !bindings.some((binding) => binding.type === kind && binding.id === id),
  );
}
