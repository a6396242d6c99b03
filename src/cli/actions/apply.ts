import { applyPlan } from '../../engine/applyPlan.ts';
import { recoverIntents } from '../../engine/recoverIntents.ts';
import type { RecoveryOptions } from '../../engine/recovery.ts';
import { hasErrors } from '../../model/diagnostic.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { HazardName } from '../../model/hazard.ts';
import { isEmptyPlan } from '../../model/plan.ts';
import type { Plan } from '../../model/plan.ts';
import { openIntents } from '../../model/state.ts';
import type { State } from '../../model/state.ts';
import type { StateStore } from '../../model/stateStore.ts';
import { plain } from '../../model/text.ts';
import { refusedHazards } from '../../planner/refusedHazards.ts';
import { PLAIN_PAINT } from '../../views/paint.ts';
import type { AppliedPlan } from '../../views/report/applyReport.ts';
import { openAccount } from '../account.ts';
import { appliedLines } from '../appliedLines.ts';
import { appliedPlan } from '../appliedPlan.ts';
import { applyExitCode } from '../applyExitCode.ts';
import { applyVoice } from '../applyVoice.ts';
import type { ApplyVoice } from '../applyVoice.ts';
import { CliError } from '../cliError.ts';
import type { ApplyingOptions } from '../commands/changeOptions.ts';
import { confirm } from '../confirm.ts';
import type { Context } from '../context.ts';
import { requireDeclared } from '../declared.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { catchInterrupt } from '../interrupt.ts';
import type { Interrupt } from '../interrupt.ts';
import { makePlanFor, noPlan } from '../planning.ts';
import { beginReports } from '../reportFiles.ts';
import type { ReportFiles } from '../reportFiles.ts';
import { openState, readState } from '../stateFile.ts';
import { watchedKinds } from '../watchedKinds.ts';
import { withLock } from '../withLock.ts';

/** `apply` and `destroy`. The lock is held from before the plan to the end, so that the plan cannot go stale. */
export async function run(
  context: Context,
  path: string | undefined,
  options: ApplyingOptions,
  { destroy }: { readonly destroy: boolean },
): Promise<ExitCode> {
  const reports = await beginReports(context, options.report, { showKeys: options.showKeys === true });
  try {
    return await apply(context, path, options, { destroy, reports });
  } finally {
    await reports.dispose();
  }
}

async function apply(
  context: Context,
  path: string | undefined,
  options: ApplyingOptions,
  { destroy, reports }: { readonly destroy: boolean; readonly reports: ReportFiles },
): Promise<ExitCode> {
  const manifest = await requireDeclared(context, path);
  const interrupt = catchInterrupt(context);
  const { signal } = interrupt;
  try {
    const api = await openAccount(context, { login: manifest.account, signal });
    const store = openState(context, manifest.account);
    return await withLock(context, store, destroy ? 'destroy' : 'apply', async () => {
      const voice = applyVoice(context, options, destroy ? 'Destroy' : 'Apply');
      const deps = {
        kinds: watchedKinds(context),
        read: api.read,
        api,
        store,
        system: context.system,
        emit: voice.emit,
      };
      const before = await readState(context, store, manifest.account);
      const recovery = { settleMs: options.settle, adopt: options.adopt, singleWriter: manifest.singleWriter };
      const declared = new Set(destroy ? [] : manifest.desired.map(({ address }) => address));
      const recovered = await recoverIntents(deps, before, { ...recovery, declared, interrupt: signal });
      voice.quiet();
      voice.report(recovered.diagnostics);
      const { state } = recovered;
      const input = { read: api.read, manifest, state, emit: voice.emit, destroy };
      const prepared = await interrupt.abandon(makePlanFor(context, input, options));
      voice.quiet();
      const { plan } = prepared;
      if (plan === undefined) throw noPlan(prepared.diagnostics, state);
      // What stays open has been told of, in more detail.
      const diagnostics = prepared.diagnostics.filter(({ code }) => code !== 'intent-open');
      voice.report(diagnostics);
      voice.plan(plan, prepared.diagnostics);
      const operation = destroy ? 'Destroy' : 'Apply';
      const telling: Telling = { context, voice, reports, operation, diagnostics };
      try {
        await consent(context, { plan, options, destroy, signal });
      } catch (error) {
        if (error instanceof CliError) await tellRefused(telling, plan, state, [...diagnostics, ...error.diagnostics]);
        throw error;
      }
      const { parallelism } = options;
      return carryOut({ plan, state, interrupt, voice, deps, parallelism, recovery, telling });
    });
  } finally {
    interrupt.dispose();
  }
}

interface Intention {
  readonly plan: Plan;
  readonly options: ApplyingOptions;
  readonly destroy: boolean;
  readonly signal: AbortSignal;
}

/** Throws unless every hazard is allowed and someone said yes. What touches the state alone needs no consent. */
async function consent(context: Context, { plan, options, destroy, signal }: Intention): Promise<void> {
  const refused = refusedHazards(plan, allowedHazards(options));
  if (refused.length > 0) throw new CliError(refused);
  if (isEmptyPlan(plan) || options.autoApprove === true) return;
  const question = destroy ? 'Remove all of this from' : 'Do this in';
  await confirm(context, `${question} the account ${plain(plan.account)}?`, signal);
}

interface Telling {
  readonly context: Context;
  readonly voice: ApplyVoice;
  readonly reports: ReportFiles;
  readonly operation: AppliedPlan['operation'];
  /** Told of the plan. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A pipeline that waits for a report gets one, though nothing was sent. */
async function tellRefused(
  telling: Telling,
  plan: Plan,
  state: State,
  diagnostics: readonly Diagnostic[],
): Promise<void> {
  const done = { create: 0, update: 0, replace: 0, remove: 0, adopt: 0, forget: 0 };
  const open = openIntents(state);
  const applied: AppliedPlan = {
    plan,
    operation: telling.operation,
    summary: {
      done,
      failed: 0,
      unknown: open.length,
      skipped: plan.changes.length,
      kept: 0,
      doubled: 0,
      interrupted: false,
    },
    outcomes: new Map(),
    openIntents: open,
    diagnostics,
  };
  await telling.voice.refused(applied);
  await writeReports(telling, { ...applied, refused: true });
}

/** What was done is done: a report that cannot be written is told, and changes no exit code. */
async function writeReports(
  { context, reports }: Telling,
  applied: AppliedPlan & { readonly refused: boolean },
): Promise<void> {
  try {
    await reports.write((format) => appliedLines(format, applied, context.view(PLAIN_PAINT)));
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    context.report(error.diagnostics);
  }
}

function allowedHazards({ allow = [], allowDataLoss }: ApplyingOptions): ReadonlySet<HazardName> {
  return new Set([...allow, ...(allowDataLoss === true ? (['data-loss'] as const) : [])]);
}

interface Work {
  readonly plan: Plan;
  readonly state: State;
  readonly interrupt: Interrupt;
  readonly voice: ApplyVoice;
  readonly deps: Parameters<typeof applyPlan>[0] & { readonly store: StateStore };
  readonly parallelism: number;
  readonly recovery: RecoveryOptions;
  readonly telling: Telling;
}

async function carryOut({
  plan,
  state,
  interrupt,
  voice,
  deps,
  parallelism,
  recovery,
  telling,
}: Work): Promise<ExitCode> {
  const { signal } = interrupt;
  interrupt.begin();
  const result = await applyPlan(deps, plan, state, { parallelism, interrupt: signal, recovery });
  const told = { ...result, diagnostics: [...telling.diagnostics, ...result.diagnostics] };
  await voice.end(plan, told);
  await writeReports(telling, { ...appliedPlan(plan, told, telling.operation), refused: false });
  const exitCode = applyExitCode(result.summary, voice.stepsWithEffect());
  if (exitCode !== EXIT.ok || !hasErrors(result.diagnostics)) return exitCode;
  // Trouble that no change stands for, such as a state that could not be written at the end.
  return voice.stepsWithEffect() > 0 ? EXIT.partial : EXIT.error;
}
