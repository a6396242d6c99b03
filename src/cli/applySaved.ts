import { recoverIntents } from '../engine/recoverIntents.ts';
import { whyUnfit } from '../engine/whyUnfit.ts';
import type { HazardName } from '../model/hazard.ts';
import type { Plan } from '../model/plan.ts';
import { plain } from '../model/text.ts';
import { refusedHazards } from '../planner/refusedHazards.ts';
import { openAccount } from './account.ts';
import { allowedHazards } from './allowedHazards.ts';
import { applyVoice } from './applyVoice.ts';
import { carryOut } from './carryOut.ts';
import { CliError, cliError } from './cliError.ts';
import type { ApplyingOptions } from './commands/changeOptions.ts';
import type { Context } from './context.ts';
import type { ExitCode } from './exitCode.ts';
import { holdAgainstAccount } from './holdAgainstAccount.ts';
import { catchInterrupt } from './interrupt.ts';
import { readSavedPlan } from './planFile.ts';
import type { ReportFiles } from './reportFiles.ts';
import { openState, readState, statePath } from './stateFile.ts';
import { tellRefused, type Telling } from './telling.ts';
import { watchedKinds } from './watchedKinds.ts';
import { withLock } from './withLock.ts';

/**
 * `apply PLAN`: carries out what was planned and reviewed before, as far as it still holds, and only once. No one is
 * asked, for the plan is the answer; its hazards are still to be allowed.
 */
export async function applySaved(
  context: Context,
  path: string,
  options: ApplyingOptions,
  reports: ReportFiles,
): Promise<ExitCode> {
  refusePlanning(options);
  const saved = await readSavedPlan(context, path);
  await reports.check();
  const { account, serial, lineage } = saved.plan;
  const interrupt = catchInterrupt(context);
  const { signal } = interrupt;
  try {
    const api = await openAccount(context, { login: account, meant: 'plan', signal });
    const store = openState(context, account);
    return await withLock(context, store, 'apply', async () => {
      const voice = applyVoice(context, options, 'Apply');
      const { system } = context;
      const deps = { kinds: watchedKinds(context), read: api.read, api, store, system, emit: voice.emit };
      const before = await readState(context, store, account, ...(serial === 0 ? [lineage] : []));
      // What no file holds has no serial yet.
      if (before.serial === 0 && serial > 0) throw noState(context, serial);
      const unfit = whyUnfit(saved, before);
      if (unfit.length > 0) throw new CliError(unfit);
      const recovery = { settleMs: options.settle, adopt: options.adopt, singleWriter: saved.singleWriter };
      const recovered = await recoverIntents(deps, before, { ...recovery, interrupt: signal });
      voice.quiet();
      voice.report(recovered.diagnostics);
      const { state } = recovered;
      const holding = { deps, interrupt, voice, again: 'Plan again: clnform plan --out FILE' };
      const { plan, stale, told } = await holdAgainstAccount(holding, saved, state);
      voice.plan(plan, told);
      const refused = refusedHazards(withRecreated(plan, options), allowed(options));
      const telling: Telling = { context, voice, reports, operation: 'Apply', diagnostics: told };
      if (refused.length > 0) {
        await tellRefused(telling, plan, state, [...told, ...refused]);
        throw new CliError(refused);
      }
      const { parallelism } = options;
      const spending = { parallelism, recovery, spends: saved.id };
      return carryOut({ plan, stale, state, interrupt, voice, deps, options: spending, telling });
    });
  } finally {
    interrupt.dispose();
  }
}

/** Most likely it is the wrong folder. */
function noState(context: Context, serial: number): CliError {
  return cliError(
    'no-state',
    `There is no state at ${plain(statePath(context))}, and the plan was made from one (serial ${serial}). Nothing was done.`,
    'Run it in the folder that the plan was made in (--chdir DIR), or name the state with --state FILE.',
  );
}

/** What goes into a plan was decided when it was made. */
function refusePlanning(options: ApplyingOptions): void {
  const given = Object.entries({
    '--target': options.target,
    '--exclude': options.exclude,
    '--accept-empty': options.acceptEmpty,
    '--retry-refused': options.retryRefused,
    '--enable-els-server-removal': options.enableElsServerRemoval,
    '--max-creates': options.maxCreates,
    '--max-removes': options.maxRemoves,
  }).flatMap(([flag, value]) => (value === undefined ? [] : [flag]));
  if (given.length === 0) return;
  throw cliError(
    'not-with-plan',
    `${given.join(', ')} cannot change a plan that is made already.`,
    'Give it to `clnform plan --out FILE` instead.',
  );
}

function allowed(options: ApplyingOptions): ReadonlySet<HazardName> {
  return new Set([...allowedHazards(options), ...(options.recreateAll === true ? (['vanished'] as const) : [])]);
}

/** `--recreate ADDRESS` allows the hazard `vanished` of that address alone. */
function withRecreated(plan: Plan, { recreate = [] }: ApplyingOptions): Plan {
  const named = new Set<string>(recreate);
  if (named.size === 0) return plan;
  const changes = plan.changes.map((change) =>
    named.has(change.address)
      ? { ...change, hazards: change.hazards.filter(({ name }) => name !== 'vanished') }
      : change,
  );
  return { ...plan, changes };
}
