import { isEmptyPlan } from '../../model/plan.ts';
import { PLAIN_PAINT } from '../../views/paint.ts';
import { openAccount } from '../account.ts';
import type { PlanCommandOptions } from '../commands/plan.ts';
import type { Context } from '../context.ts';
import { requireDeclared } from '../declared.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { narrate } from '../narrate.ts';
import { planLines } from '../planLines.ts';
import { makePlanFor, noPlan } from '../planning.ts';
import { beginReports } from '../reportFiles.ts';
import type { ReportFiles } from '../reportFiles.ts';
import { openState, readState } from '../stateFile.ts';

/** Takes no lock and changes nothing: it is handed the reading half of the API alone. */
export async function run(context: Context, path: string | undefined, options: PlanCommandOptions): Promise<ExitCode> {
  const reports = await beginReports(context, options.report, { showKeys: options.showKeys === true });
  try {
    return await plan(context, path, options, reports);
  } finally {
    await reports.dispose();
  }
}

async function plan(
  context: Context,
  path: string | undefined,
  options: PlanCommandOptions,
  reports: ReportFiles,
): Promise<ExitCode> {
  const { terminal } = context;
  const manifest = await requireDeclared(context, path);
  const { read } = await openAccount(context, { login: manifest.account });
  const state = await readState(context, openState(context, manifest.account), manifest.account);
  const narrator = narrate(context);
  const prepared = await makePlanFor(
    context,
    { read, manifest, state, emit: narrator.emit, destroy: options.destroy === true },
    options,
  );
  narrator.end();
  const { plan: made, diagnostics } = prepared;
  if (made === undefined) throw noPlan(diagnostics, state);
  context.report(diagnostics);

  const shown = { plan: made, diagnostics };
  terminal.result(await planLines(options.format, shown, context.view(terminal.paint)));
  await reports.write((format) => planLines(format, shown, context.view(PLAIN_PAINT)));
  if (made.openIntents.length > 0) return EXIT.unknown;
  return options.detailedExitcode === true && !isEmptyPlan(made) ? EXIT.changes : EXIT.ok;
}
