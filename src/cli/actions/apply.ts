import { randomUUID } from 'node:crypto';
import { recoverIntents } from '../../engine/recoverIntents.ts';
import { savePlan } from '../../engine/savePlan.ts';
import { KINDS } from '../../kinds/index.ts';
import { isEmptyPlan } from '../../model/plan.ts';
import type { Plan } from '../../model/plan.ts';
import { plain } from '../../model/text.ts';
import { AUDIT_DUE } from '../../planner/dueAudits.ts';
import { refusedHazards } from '../../planner/refusedHazards.ts';
import { digest } from '../../state/savedPlanText.ts';
import { openAccount } from '../account.ts';
import { allowedHazards } from '../allowedHazards.ts';
import { applySaved } from '../applySaved.ts';
import { applyVoice } from '../applyVoice.ts';
import { carryOut } from '../carryOut.ts';
import { CliError } from '../cliError.ts';
import type { ApplyingOptions } from '../commands/changeOptions.ts';
import { confirm } from '../confirm.ts';
import type { Context } from '../context.ts';
import { requireDeclared } from '../declared.ts';
import type { ExitCode } from '../exitCode.ts';
import { holdAgainstAccount, type HeldPlan } from '../holdAgainstAccount.ts';
import { catchInterrupt } from '../interrupt.ts';
import { checkThere, isSavedPlan } from '../planFile.ts';
import { makePlanFor, noPlan } from '../planning.ts';
import { withReports, type ReportFiles } from '../reportFiles.ts';
import { openState, readState } from '../stateFile.ts';
import { tellRefused, type Telling } from '../telling.ts';
import { VERSION } from '../version.ts';
import { watchedKinds } from '../watchedKinds.ts';
import { withLock } from '../withLock.ts';

/** An answer that took longer than this is to a plan that may have gone stale. */
const FRESH_MS = 5000;

/**
 * `apply` and `destroy`. The lock is held from before the plan to the end, so that the state cannot change meanwhile; the
 * account can, and is looked at again after an answer that was long in coming.
 */
export function run(
  context: Context,
  path: string | undefined,
  options: ApplyingOptions,
  { destroy }: { readonly destroy: boolean },
): Promise<ExitCode> {
  const { report, showKeys } = options;
  return withReports(context, report, { showKeys }, async (reports) => {
    if (!destroy && path !== undefined) {
      checkThere(context, path);
      if (await isSavedPlan(context, path)) return applySaved(context, path, options, reports);
    }
    return apply(context, path, options, { destroy, reports });
  });
}

async function apply(
  context: Context,
  path: string | undefined,
  options: ApplyingOptions,
  { destroy, reports }: { readonly destroy: boolean; readonly reports: ReportFiles },
): Promise<ExitCode> {
  const manifest = await requireDeclared(context, path);
  await reports.check();
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
      // What stays open has been told of, in more detail; and what is to be looked at is looked at below.
      const diagnostics = prepared.diagnostics.filter(({ code }) => code !== 'intent-open' && code !== AUDIT_DUE);
      voice.report(diagnostics);
      voice.plan(plan, prepared.diagnostics);
      const operation = destroy ? 'Destroy' : 'Apply';
      const telling: Telling = { context, voice, reports, operation, diagnostics };
      let held: HeldPlan = { plan, stale: 0, told: [] };
      try {
        const asked = context.system.now();
        await consent(context, { plan, options, destroy, signal });
        // A clock that was set back tells nothing of how long it took.
        if (Math.abs(context.system.now() - asked) > FRESH_MS) {
          const about = { id: randomUUID(), made: asked, madeBy: VERSION, singleWriter: manifest.singleWriter };
          const agreed = savePlan(plan, state, KINDS, digest, { ...about, warnings: [] });
          const again = `Run it again: clnform ${destroy ? 'destroy' : 'apply'}`;
          held = await holdAgainstAccount({ deps, interrupt, voice, again }, agreed, state);
          if (held.stale > 0) voice.plan(held.plan, held.told);
        }
      } catch (error) {
        if (error instanceof CliError) await tellRefused(telling, plan, state, [...diagnostics, ...error.diagnostics]);
        throw error;
      }
      const { parallelism } = options;
      const { told, ...rest } = held;
      const tellingAll = { ...telling, diagnostics: [...diagnostics, ...told] };
      const applying = { parallelism, recovery };
      return carryOut({ ...rest, state, interrupt, voice, deps, options: applying, telling: tellingAll });
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

const HELP = {
  apply: {
    unasked: 'Look at the plan, then give --auto-approve.',
    declined: 'Run it again when the plan is right.',
  },
  destroy: {
    unasked: 'Look at what goes (clnform plan --destroy), then give --auto-approve.',
    declined: 'Run it again when all of it may go. To keep something, let go of it first: clnform state rm ADDRESS',
  },
};

/** Throws unless every hazard is allowed and someone said yes. What touches the state alone needs no consent. */
async function consent(context: Context, { plan, options, destroy, signal }: Intention): Promise<void> {
  const refused = refusedHazards(plan, allowedHazards(options));
  if (refused.length > 0) throw new CliError(refused);
  if (isEmptyPlan(plan) || options.autoApprove === true) return;
  const question = destroy ? 'Remove all of this from' : 'Do this in';
  await confirm(
    context,
    `${question} the account ${plain(plan.account)}?`,
    signal,
    HELP[destroy ? 'destroy' : 'apply'],
  );
}
