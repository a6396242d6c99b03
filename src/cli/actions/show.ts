import { plain } from '../../model/text.ts';
import type { ShowCommandOptions } from '../commands/show.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { readSavedPlan } from '../planFile.ts';
import { planLines } from '../planLines.ts';
import type { SavedPlan } from '../../model/savedPlan.ts';
import { StateError } from '../../model/stateStore.ts';
import { openState } from '../stateFile.ts';

/**
 * Needs neither credentials nor the state: it says what the plan says, not whether it still holds. Where the state that
 * it was made from is at hand, it says whether the plan is spent.
 */
export async function run(context: Context, path: string, { format }: ShowCommandOptions): Promise<ExitCode> {
  const saved = await readSavedPlan(context, path);
  const { made, madeBy, warnings, plan } = saved;
  const time = made <= 8.64e15 ? new Date(made).toISOString() : 'an unknown time';
  context.terminal.note([
    `Saved plan of ${time}, by clnform ${plain(madeBy)}, from serial ${plan.serial} of the state of ${plain(plan.account)}.`,
  ]);
  context.report(warnings);
  const { terminal } = context;
  const spent = await isSpent(context, saved);
  const shown = { plan, diagnostics: warnings, ...(spent === undefined ? {} : { spent }) };
  terminal.result(await planLines(format, shown, context.view(terminal.paint)));
  return EXIT.ok;
}

/** Undefined: there is no state here that could tell. */
async function isSpent(context: Context, { id, plan }: SavedPlan): Promise<boolean | undefined> {
  let state;
  try {
    state = await openState(context, plan.account).read();
  } catch (error) {
    // What is wrong with a state is nothing that a reader of a plan can mend.
    if (error instanceof StateError) return undefined;
    throw error;
  }
  if (state?.lineage !== plan.lineage) return undefined;
  return state.appliedPlans?.some((applied) => applied.id === id) ?? false;
}
