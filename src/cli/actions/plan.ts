import { isEmptyPlan } from '../../model/plan.ts';
import { jsonText } from '../../views/jsonText.ts';
import { planJson } from '../../views/planJson.ts';
import { planText } from '../../views/planText.ts';
import { refusalText } from '../../views/refusalText.ts';
import { openAccount } from '../account.ts';
import type { PlanCommandOptions } from '../commands/plan.ts';
import type { Context } from '../context.ts';
import { requireDeclared } from '../declared.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { narrate } from '../narrate.ts';
import { makePlanFor, noPlan } from '../planning.ts';
import { openState, readState } from '../stateFile.ts';

/** Takes no lock and writes nothing: it is handed the reading half of the API alone. */
export async function run(context: Context, path: string | undefined, options: PlanCommandOptions): Promise<ExitCode> {
  const { terminal } = context;
  const manifest = await requireDeclared(context, path);
  const { read } = await openAccount(context, { login: manifest.account });
  const state = await readState(context, openState(context, manifest.account), manifest.account);
  const narrator = narrate(context);
  const { plan, diagnostics } = await makePlanFor(
    context,
    { read, manifest, state, emit: narrator.emit, destroy: options.destroy === true },
    options,
  );
  narrator.end();
  if (plan === undefined) throw noPlan(diagnostics, state);
  context.report(diagnostics);

  const view = context.view(terminal.paint);
  if (options.format === 'json') terminal.result([jsonText(planJson(plan, view, diagnostics))]);
  else terminal.result([...planText(plan, view), ...refusalText(plan, view)]);
  if (plan.openIntents.length > 0) return EXIT.unknown;
  const differs = !isEmptyPlan(plan) || plan.leftOut.length > 0;
  return options.detailedExitcode === true && differs ? EXIT.changes : EXIT.ok;
}
