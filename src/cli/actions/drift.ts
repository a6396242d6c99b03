import { existsSync } from 'node:fs';
import { prepareDrift } from '../../engine/prepareDrift.ts';
import { KINDS } from '../../kinds/index.ts';
import { loadBaseline } from '../../manifest/loadBaseline.ts';
import { hasErrors } from '../../model/diagnostic.ts';
import type { BaselineEntry } from '../../model/driftBaseline.ts';
import { driftOutcome, type DriftOutcome } from '../../model/driftOutcome.ts';
import { plain } from '../../model/text.ts';
import { coverDrift } from '../../planner/coverDrift.ts';
import { openAccount } from '../account.ts';
import type { Target } from '../checkTargets.ts';
import { CliError, cliError } from '../cliError.ts';
import type { DriftCommandOptions } from '../commands/drift.ts';
import type { Context } from '../context.ts';
import { requireDeclared } from '../declared.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { narrate } from '../narrate.ts';
import { nodeFiles } from '../nodeFiles.ts';
import { noPlan } from '../planning.ts';
import { renderDrift } from '../renderDrift.ts';
import { withReports, type ReportFiles } from '../reportFiles.ts';
import { PLAIN_PAINT } from '../../views/paint.ts';
import { openState, readState } from '../stateFile.ts';
import { tellHolder } from '../tellHolder.ts';
import { watchedKinds } from '../watchedKinds.ts';
import { writeBaseline, type NewBaseline } from '../writeBaseline.ts';

const CODES: Readonly<Record<DriftOutcome, ExitCode>> = {
  'in-sync': EXIT.ok,
  drift: EXIT.changes,
  unknown: EXIT.unknown,
};

/** Takes no lock and writes neither account nor state: it is handed the reading half of the API alone. */
export function run(context: Context, path: string | undefined, options: DriftCommandOptions): Promise<ExitCode> {
  const { report, writeBaseline: typed, showKeys } = options;
  const beside: readonly Target[] = typed === undefined ? [] : [{ option: '--write-baseline', typed }];
  return withReports(context, report, { showKeys, beside }, (reports) => lookAndTell(context, path, options, reports));
}

async function lookAndTell(
  context: Context,
  path: string | undefined,
  options: DriftCommandOptions,
  reports: ReportFiles,
): Promise<ExitCode> {
  const { terminal, system } = context;
  const today = new Date(system.now()).toISOString().slice(0, 'yyyy-mm-dd'.length);
  const wanted = newBaseline(context, options, today);
  const manifest = await requireDeclared(context, path);
  const entries: BaselineEntry[] = [];
  for (const file of options.baseline ?? []) entries.push(...(await readBaseline(context, file)));
  await reports.check();
  const { read } = await openAccount(context, { login: manifest.account });
  const store = openState(context, manifest.account);
  await tellHolder(context, store);
  const state = await readState(context, store, manifest.account);
  if (state.serial === 0) throw noState(store.location);
  const narrator = narrate(context);
  const deps = { kinds: watchedKinds(context), read, system, emit: narrator.emit };
  const found = await prepareDrift(deps, manifest, state, { acceptEmpty: options.acceptEmpty === true });
  narrator.end();
  if (found.report === undefined) throw noPlan(found.diagnostics, state);

  const { report, diagnostics } = coverDrift(found.report, entries, today);
  const all = [...found.diagnostics, ...diagnostics];
  context.report(all);
  terminal.result(renderDrift(options.format, report, context.view(terminal.paint), all));
  await reports.write((format) => Promise.resolve(renderDrift(format, report, context.view(PLAIN_PAINT), all)));
  if (wanted !== undefined) await writeBaseline(context, report, wanted);
  return CODES[driftOutcome(report, options.failOnPending === true)];
}

/** With nothing known to be ours, nothing could drift, and the answer would sound like peace. */
function noState(location: string): CliError {
  return cliError(
    'no-state',
    `There is no state at ${plain(location)}: drift is what changed since it was last applied.`,
    'Fetch it where the last apply left it, or name it: --state FILE. If it was lost: clnform state rebuild. If nothing was applied yet: clnform plan.',
  );
}

async function readBaseline(context: Context, typed: string): Promise<readonly BaselineEntry[]> {
  const { entries, diagnostics } = await loadBaseline(typed, KINDS, {
    files: nodeFiles(context.folder, context.inputs),
    env: (name) => context.environment.variable(name),
  });
  if (entries === undefined || hasErrors(diagnostics)) throw new CliError(diagnostics);
  context.report(diagnostics);
  return entries;
}

/** What is to be written, checked before anything is read: an entry without an owner would be nobody's. */
function newBaseline(context: Context, options: DriftCommandOptions, today: string): NewBaseline | undefined {
  const { writeBaseline: file, owner, reason, expires } = options;
  if (file === undefined) {
    if (owner === undefined && reason === undefined && expires === undefined) return undefined;
    throw cliError(
      'nothing-to-write',
      '--owner, --reason and --expires are for the entries of --write-baseline, which is not given.',
      'Name the file to write: --write-baseline drift-baseline.yaml',
    );
  }
  if (!owner || !reason || expires === undefined) {
    throw cliError(
      'baseline-incomplete',
      'A baseline entry needs an owner, a reason and a last day.',
      'Give all three: --owner ops@example.com --reason "OPS-412" --expires 2026-12-31',
    );
  }
  if (expires < today) {
    throw cliError(
      'baseline-expired',
      `--expires ${expires} is over: such entries would cover nothing.`,
      'Give a day that is still to come.',
    );
  }
  if (existsSync(context.path(file))) {
    throw cliError(
      'file-exists',
      `There is a file ${plain(file)} already, and it is not overwritten.`,
      'Name a new file, and take over from it what you want to keep: the old one may hold entries that others wrote.',
    );
  }
  return { file, owner, reason, expires, beside: options.baseline ?? [] };
}
