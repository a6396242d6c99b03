import { plain } from '../../model/text.ts';
import type { ShowCommandOptions } from '../commands/show.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { readSavedPlan } from '../planFile.ts';
import { planLines } from '../planLines.ts';

/** Needs neither credentials nor the state: it says what the plan says, not whether it still holds. */
export async function run(context: Context, path: string, { format }: ShowCommandOptions): Promise<ExitCode> {
  const { made, madeBy, warnings, plan } = await readSavedPlan(context, path);
  const time = made <= 8.64e15 ? new Date(made).toISOString() : 'an unknown time';
  context.terminal.note([
    `Saved plan of ${time}, by clnform ${plain(madeBy)}, from serial ${plan.serial} of the state of ${plain(plan.account)}.`,
  ]);
  context.report(warnings);
  const { terminal } = context;
  terminal.result(await planLines(format, { plan, diagnostics: warnings }, context.view(terminal.paint)));
  return EXIT.ok;
}
