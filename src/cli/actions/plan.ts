import { randomUUID } from 'node:crypto';
import { savePlan } from '../../engine/savePlan.ts';
import { KINDS } from '../../kinds/index.ts';
import type { RecordedReads } from '../../emulator/recordReads.ts';
import type { ReadApi } from '../../model/api/readApi.ts';
import { hasErrors, type Diagnostic } from '../../model/diagnostic.ts';
import type { Manifest } from '../../model/manifest.ts';
import { isEmptyPlan } from '../../model/plan.ts';
import type { Plan } from '../../model/plan.ts';
import type { SavedPlan } from '../../model/savedPlan.ts';
import type { State } from '../../model/state.ts';
import { plain } from '../../model/text.ts';
import { digest } from '../../state/savedPlanText.ts';
import { PLAIN_PAINT } from '../../views/paint.ts';
import { openAccount } from '../account.ts';
import type { Target } from '../checkTargets.ts';
import type { PlanCommandOptions } from '../commands/plan.ts';
import type { Context } from '../context.ts';
import { requireDeclared } from '../declared.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { narrate } from '../narrate.ts';
import { checkPlanTarget, olderPlan, writeSavedPlan } from '../planFile.ts';
import { planLines } from '../planLines.ts';
import { makePlanFor, noPlan } from '../planning.ts';
import { withReports, type ReportFiles } from '../reportFiles.ts';
import { openState, readState } from '../stateFile.ts';
import { tellHolder } from '../tellHolder.ts';
import { VERSION } from '../version.ts';

/** Takes no lock and changes nothing: it is handed the reading half of the API alone. */
export function run(context: Context, path: string | undefined, options: PlanCommandOptions): Promise<ExitCode> {
  const { report, out: typed, showKeys } = options;
  const beside: readonly Target[] = typed === undefined ? [] : [{ option: '--out', typed }];
  return withReports(context, report, { showKeys, beside }, (reports) => planAndTell(context, path, options, reports));
}

async function planAndTell(
  context: Context,
  path: string | undefined,
  options: PlanCommandOptions,
  reports: ReportFiles,
): Promise<ExitCode> {
  const { terminal } = context;
  if (options.out !== undefined) await checkPlanTarget(context, options.out);
  const manifest = await requireDeclared(context, path);
  await reports.check();
  const { read } = await openAccount(context, { login: manifest.account });
  const store = openState(context, manifest.account);
  await tellHolder(context, store);
  const state = await readState(context, store, manifest.account);
  const narrator = narrate(context);
  const destroy = options.destroy === true;
  // Loaded for those who ask for it: an emulator is no part of a plan.
  const recorded = options.rehearse === true ? await recordedReads(read) : undefined;
  const { plan, diagnostics } = await makePlanFor(
    context,
    { read: recorded?.read ?? read, manifest, state, emit: narrator.emit, destroy },
    options,
  );
  narrator.end();
  if (plan === undefined) throw noPlan(diagnostics, state);
  context.report(diagnostics);

  const planned = { plan, diagnostics, manifest, state };
  const rehearsal =
    recorded === undefined
      ? undefined
      : await (await import('../rehearse.ts')).rehearse(context, { ...planned, destroy, seen: recorded.seen }, options);
  // A plan that is saved is carried out by `apply PLAN`, whatever it does.
  const operation = destroy && options.out === undefined ? 'Destroy' : 'Apply';
  const shown = { plan, diagnostics, operation, ...(rehearsal === undefined ? {} : { rehearsal }) } as const;
  terminal.result(await planLines(options.format, shown, context.view(terminal.paint)));
  await reports.write((format) => planLines(format, shown, context.view(PLAIN_PAINT)));
  if (rehearsal !== undefined) {
    context.report(rehearsal.diagnostics);
    if (hasErrors(rehearsal.diagnostics)) return EXIT.error;
  }
  if (options.out !== undefined) await save(context, options.out, planned);
  if (plan.openIntents.length > 0) return EXIT.unknown;
  const differs = !isEmptyPlan(plan) || plan.leftOut.length > 0;
  return options.detailedExitcode === true && differs ? EXIT.changes : EXIT.ok;
}

async function recordedReads(read: ReadApi): Promise<RecordedReads> {
  const { recordReads } = await import('../../emulator/recordReads.ts');
  return recordReads(read);
}

interface Planned {
  readonly plan: Plan;
  readonly diagnostics: readonly Diagnostic[];
  readonly manifest: Manifest;
  readonly state: State;
}

async function save(context: Context, path: string, { plan, diagnostics, manifest, state }: Planned): Promise<void> {
  const { singleWriter } = manifest;
  const warnings = diagnostics.map(({ severity, code, summary, help, source, address }) => ({
    ...{ severity, code, summary, help },
    ...(source === undefined ? {} : { source }),
    ...(address === undefined ? {} : { address }),
  }));
  const about = { id: randomUUID(), made: context.system.now(), madeBy: VERSION, singleWriter, warnings };
  const older = await olderPlan(context, path);
  await writeSavedPlan(context, path, savePlan(plan, state, KINDS, digest, about));
  const shown = plain(path);
  context.terminal.note([
    ...(older === undefined ? [] : [`Overwrote the plan that ${shown} held: ${olderText(older, state)}.`]),
    `Saved to ${shown}. Carry out just this, once, with: clnform apply ${shown}`,
  ]);
}

function olderText(older: SavedPlan | 'damaged', { lineage, appliedPlans = [] }: State): string {
  if (older === 'damaged') return 'it was damaged';
  const time = older.made <= 8.64e15 ? new Date(older.made).toISOString() : 'an unknown time';
  if (older.plan.lineage !== lineage) {
    return `one of ${time}, from ${older.plan.serial === 0 ? 'before there was a state' : 'another state'}`;
  }
  return `one of ${time}, ${appliedPlans.some(({ id }) => id === older.id) ? 'spent' : 'not applied'}`;
}
