import { mkdir } from 'node:fs/promises';
import { relative } from 'node:path';
import { adoptionRecords } from '../../engine/adoptionRecords.ts';
import { proveExport } from '../../engine/proveExport.ts';
import { surveyAccount } from '../../engine/surveyAccount.ts';
import { KINDS } from '../../kinds/index.ts';
import { exportManifest, type ExportedManifest } from '../../manifest/exportManifest.ts';
import { HEAD_FILE } from '../../manifest/renderExport.ts';
import type { ReadApi } from '../../model/api/readApi.ts';
import { hasErrors, type Diagnostic } from '../../model/diagnostic.ts';
import { openIntents, type State } from '../../model/state.ts';
import { applyRecords } from '../../model/stateRecord.ts';
import { plain } from '../../model/text.ts';
import { exportLeftDiagnostics } from '../../views/exportLeft.ts';
import { exportText, exportedFilesText } from '../../views/exportText.ts';
import { openOwnAccount } from '../account.ts';
import { CliError, cliError } from '../cliError.ts';
import type { ExportCommandOptions } from '../commands/export.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { checkExportFolder, type ExportingCommand, writeExported } from '../exportFolder.ts';
import { keepOutOfGit } from '../keepOutOfGit.ts';
import { kindsNamed } from '../kindsNamed.ts';
import { narrate } from '../narrate.ts';
import { openState, readState } from '../stateFile.ts';
import { watchedKinds } from '../watchedKinds.ts';
import { withLock } from '../withLock.ts';

export interface ExportSettings {
  /** The path of the editors' schema from the folder, where there is one. */
  readonly schema?: string;
  /** What was typed, when it was not `export`. */
  readonly command?: ExportingCommand;
}

/**
 * Writes a manifest of the account and binds what it declares. The order makes a crash harmless: first the files without
 * the one that makes a manifest of them, then the bindings, then that one. Until it is there nothing can be planned, and
 * the next export starts over.
 */
export async function run(
  context: Context,
  options: ExportCommandOptions,
  settings: ExportSettings = {},
): Promise<ExitCode> {
  const types = kindsNamed(KINDS, options.kinds);
  const { out } = options;
  if (out !== undefined) await checkExportFolder(context, out, settings.command ?? 'export');
  const { api, login } = await openOwnAccount(context);
  const store = openState(context, login);
  const look = async (): Promise<Prepared> => {
    const state = await readState(context, store, login);
    return prepare(context, { read: api.read, login, state, types, options, settings });
  };
  if (out === undefined) {
    const { exported } = await look();
    context.report(exportLeftDiagnostics(exported.left, context.view(context.terminal.notePaint)));
    context.terminal.result(exportedFilesText(exported.files));
    return EXIT.ok;
  }
  return withLock(context, store, 'export', async () => {
    const { exported, state } = await look();
    context.report(exportLeftDiagnostics(exported.left, context.view(context.terminal.notePaint)));
    const ignored = await keepOutOfGit(context, 'new');
    if (ignored !== undefined) context.terminal.note([ignored]);
    const records = adoptionRecords(state, exported.covers);
    if (records.length > 0) context.report(supersedes(state, records.length, out));
    const files = [...exported.files];
    const folder = context.path(out);
    await mkdir(folder, { recursive: true });
    for (const [path, text] of files) if (path !== HEAD_FILE) await writeExported(folder, path, text);
    if (records.length > 0) await store.commit(state, records);
    for (const [path, text] of files) if (path === HEAD_FILE) await writeExported(folder, path, text);
    context.terminal.result(
      exportText(
        {
          folder: out,
          files: files.map(([path]) => path),
          covers: exported.covers,
          bound: records.length,
          left: exported.left,
        },
        context.view(context.terminal.paint),
      ),
    );
    return EXIT.ok;
  });
}

/** What was bound before belongs to a manifest somewhere, and that one would remove what is bound from now on. */
function supersedes(state: State, fresh: number, out: string): readonly Diagnostic[] {
  const before = Object.keys(state.bindings).length;
  if (before === 0) return [];
  return [
    {
      severity: 'warning',
      code: 'export-supersedes',
      summary: `The state bound ${before} objects already, and binds ${fresh} more now: the manifest that declared the first does not declare these, and applying it would remove them.`,
      help: `From now on use ${plain(out)} alone, which declares all of them, and move the other manifest away.`,
    },
  ];
}

interface Preparation {
  readonly read: ReadApi;
  readonly login: string;
  readonly state: State;
  readonly types: ReadonlySet<string> | undefined;
  readonly options: ExportCommandOptions;
  readonly settings: ExportSettings;
}

interface Prepared {
  readonly state: State;
  readonly exported: ExportedManifest;
}

/** Looks, writes the manifest in memory, reads it again and proves that its plan is empty. Throws what stands against it. */
async function prepare(
  context: Context,
  { read, login, state, types, options, settings }: Preparation,
): Promise<Prepared> {
  const [open] = openIntents(state);
  if (open !== undefined)
    throw cliError(
      'open-intent',
      `The outcome of a create of ${open.address} is unknown, so what belongs to it cannot be told.`,
      'Settle it first: `clnform state list` shows what is open.',
    );
  const narrator = narrate(context);
  const deps = { kinds: watchedKinds(context), read, system: context.system, emit: narrator.emit };
  const survey = await surveyAccount(deps, state, {
    children: options.servers === true,
    ...(types === undefined ? {} : { types }),
  });
  if (hasErrors(survey.diagnostics)) throw new CliError(survey.diagnostics);
  const exported = await exportManifest({
    account: login,
    kinds: KINDS,
    objects: survey.objects,
    folder: options.out === undefined ? 'clnform' : relative(context.folder, context.path(options.out)) || '.',
    ...settings,
  });
  if (!('files' in exported)) throw new CliError(exported);
  const next = applyRecords(state, adoptionRecords(state, exported.covers));
  const against = await proveExport(deps, exported.manifest, next, survey.lists);
  narrator.end();
  if (against.length > 0) throw new CliError(against);
  return { state, exported };
}
