import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describeFailure, leadsOutside, MAX_FILE_BYTES } from '../../manifest/findSources.ts';
import { formatManifest } from '../../manifest/formatManifest.ts';
import { hasErrors } from '../../model/diagnostic.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { FmtCommandOptions } from '../commands/fmt.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { findManifest } from '../findManifest.ts';
import { nodeFiles } from '../nodeFiles.ts';
import { writeFileWhole } from '../writeFileWhole.ts';

export async function run(
  context: Context,
  typed: string | undefined,
  { check }: FmtCommandOptions,
): Promise<ExitCode> {
  const diagnostics: Diagnostic[] = [];
  const different: string[] = [];
  for (const file of await manifestFiles(context, findManifest(context, typed))) {
    const before = await readWhole(context, file, diagnostics);
    if (before === undefined) continue;
    const formatted = formatManifest(before, file);
    diagnostics.push(...formatted.diagnostics);
    if (hasErrors(formatted.diagnostics) || formatted.text === before) continue;
    different.push(file);
    if (check !== true) {
      // Links are kept, and so is the mode.
      await writeFileWhole(await realpath(context.path(file)), formatted.text);
    }
  }
  context.report(diagnostics);
  context.terminal.result(different);
  return hasErrors(diagnostics) || (check === true && different.length > 0) ? EXIT.error : EXIT.ok;
}

/** The files that `loadManifest` would read. */
async function manifestFiles(context: Context, path: string): Promise<readonly string[]> {
  if (!(await stat(context.path(path))).isDirectory()) return [path];
  const names = await readdir(context.path(path));
  return names
    .filter((name) => /\.ya?ml$/u.test(name) && !name.startsWith('.'))
    .sort()
    .map((name) => join(path, name));
}

/** With the same refusals as for every other command; undefined where there is one, which has been told. */
async function readWhole(context: Context, file: string, diagnostics: Diagnostic[]): Promise<string | undefined> {
  const files = nodeFiles(context.folder);
  const refuse = (code: string, summary: string, help: string): void => {
    diagnostics.push({ severity: 'error', code, summary, help });
  };
  if (await leadsOutside(file, files)) {
    refuse('file-outside', `${file} is a link that leads out of its folder.`, 'Format the file that it leads to.');
    return undefined;
  }
  const content = await files.read(file, MAX_FILE_BYTES);
  if ('text' in content) return content.text;
  const { code, summary, help } = describeFailure(file, content.failure);
  refuse(code, summary, help);
  return undefined;
}
