import { setTimeout as sleep } from 'node:timers/promises';
import { judge } from './judge.ts';
import type { Order } from './order.ts';
import { answer } from './person.ts';
import type { Stage } from './stage.ts';

/** How it went on after something had happened to a run. */
export interface Course {
  /** Exit codes of the applies, in their order. */
  readonly exits: readonly number[];
  /** Creates that a person was asked about. */
  readonly adopted: number;
  readonly none: number;
  readonly wrong: readonly string[];
}

export interface ConvergeOptions {
  readonly flags?: string;
  /** No call that was on its way when a run died arrives later than this. Milliseconds. */
  readonly quietMs?: number;
}

/** As many as can be open at a time, one after the other, with a few to spare. */
const MOST_APPLIES = 12;

/** Applies again, and does what each message says, until all is done; then the plan must be empty and the ledger right. */
export async function converge(stage: Stage, order: Order, options: ConvergeOptions = {}): Promise<Course> {
  const { flags = '', quietMs = 0 } = options;
  const exits: number[] = [];
  const wrong: string[] = [];
  let adopted = 0;
  let none = 0;
  while (exits.at(-1) !== 0 && exits.length < MOST_APPLIES && wrong.length === 0) {
    const { code, stderr } = await stage.run(`apply --auto-approve --settle 50ms ${flags}`);
    exits.push(code ?? -1);
    if (code === 0) break;
    if (code === 4) {
      await sleep(quietMs);
      const told = await answer(stage, order, stderr);
      adopted += told.adopted;
      none += told.none;
      wrong.push(...told.wrong);
    } else {
      wrong.push(`apply: exit ${String(code)}: ${stderr}`);
    }
  }
  const plan = await stage.run('plan --detailed-exitcode');
  if (plan.code !== 0)
    wrong.push(`the last plan is not empty: exit ${String(plan.code)}: ${plan.stdout}${plan.stderr}`);
  return { exits, adopted, none, wrong: [...wrong, ...(await judge(stage, order))] };
}
