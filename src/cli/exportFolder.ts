import { mkdir, readdir, readFile } from 'node:fs/promises';
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { HEAD_FILE, SIGNATURE } from '../manifest/renderExport.ts';
import { plain } from '../model/text.ts';
import { cliError } from './cliError.ts';
import type { Context } from './context.ts';
import { isErrno } from './errno.ts';
import { DEFAULT_MANIFESTS } from './findManifest.ts';
import { writeFileWhole } from './writeFileWhole.ts';

/** What the user typed, for help that speaks of its own options alone. */
export type ExportingCommand = 'export' | 'init --from-account';

const MOVE_AWAY: Readonly<Record<ExportingCommand, string>> = {
  export:
    'Move it away and export again: what is bound keeps its address. To only look, leave --out away: `clnform export` prints the manifest.',
  'init --from-account':
    'Move it away and run `clnform init --from-account` again: what is bound keeps its address. To only look: `clnform export` prints the manifest and writes nothing.',
};

const ELSEWHERE: Readonly<Record<ExportingCommand, string>> = {
  export:
    'Move that folder away and export again, or, where no manifest stands in the working folder, name another one.',
  'init --from-account': 'Move that folder away and run it again.',
};

const NOT_A_FOLDER =
  'A folder is needed, which is made where there is none: move what stands there away, or name another.';

/**
 * Refuses a folder that holds a manifest, for nothing is overwritten; files of an export that did not end are not one.
 * Refuses as well while another manifest stands in the working folder: the bindings are one for both, so that its next
 * plan would take everything that only the export declares for removed. Throws `CliError`.
 */
export async function checkExportFolder(context: Context, typed: string, command: ExportingCommand): Promise<void> {
  const folder = context.path(typed);
  const names = await namesIn(folder, typed);
  const manifests = names.filter((name) => /\.ya?ml$/u.test(name));
  const [first] = manifests;
  if (first !== undefined && (names.includes(HEAD_FILE) || !(await allOurs(folder, manifests))))
    throw cliError(
      'export-not-empty-folder',
      `${plain(typed)} holds a manifest already (${plain(first)}), and nothing is overwritten.`,
      `${ELSEWHERE[command]} What the state binds keeps its address in the new one.`,
    );
  const other = DEFAULT_MANIFESTS.map((name) => context.path(name)).find(
    (path) => existsSync(path) && !isSame(path, folder),
  );
  if (other === undefined || (basename(other) === 'clnform' && (await namesIn(other, other)).length === 0)) return;
  throw cliError(
    'export-beside-manifest',
    `There is a manifest in the working folder already: ${plain(basename(other))}.`,
    `With the same state, its next plan would remove what only the new one declares. ${MOVE_AWAY[command]}`,
  );
}

async function namesIn(folder: string, typed: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return [];
    if (isErrno(error, 'ENOTDIR')) throw cliError('export-not-a-folder', `${plain(typed)} is no folder.`, NOT_A_FOLDER);
    throw error;
  }
}

/** Written by an export that was cut off before its last file. */
async function allOurs(folder: string, names: readonly string[]): Promise<boolean> {
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.every((text) => text.split('\n', 2).includes(SIGNATURE));
}

function isSame(path: string, folder: string): boolean {
  return existsSync(folder) && realpathSync(path) === realpathSync(folder);
}

/** A file of the export, in a folder that is made if need be. */
export async function writeExported(folder: string, path: string, text: string): Promise<void> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFileWhole(target, text);
}
