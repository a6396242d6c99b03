import { chmod, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatManifest } from '../../manifest/formatManifest.ts';
import { hasErrors } from '../../model/diagnostic.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { FmtCommandOptions } from '../commands/fmt.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { findManifest } from '../findManifest.ts';

export async function run(
  context: Context,
  typed: string | undefined,
  { check }: FmtCommandOptions,
): Promise<ExitCode> {
  const diagnostics: Diagnostic[] = [];
  const different: string[] = [];
  for (const file of await manifestFiles(context, findManifest(context, typed))) {
    const before = await readFile(context.path(file), 'utf8');
    const formatted = formatManifest(before, file);
    diagnostics.push(...formatted.diagnostics);
    if (hasErrors(formatted.diagnostics) || formatted.text === before) continue;
    different.push(file);
    if (check !== true) await replaceFile(context.path(file), formatted.text);
  }
  context.report(diagnostics);
  context.terminal.result(different);
  return hasErrors(diagnostics) || (check === true && different.length > 0) ? EXIT.error : EXIT.ok;
}

/** The files that `loadManifest` would read. */
async function manifestFiles(context: Context, path: string): Promise<readonly string[]> {
  if ((await stat(context.path(path))).isFile()) return [path];
  const names = await readdir(context.path(path));
  return names
    .filter((name) => /\.ya?ml$/u.test(name) && !name.startsWith('.'))
    .sort()
    .map((name) => join(path, name));
}

/** Whole or not at all: the manifest is someone's work. Links are kept, and so is the mode. */
async function replaceFile(path: string, text: string): Promise<void> {
  const target = await realpath(path);
  const { mode } = await stat(target);
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    await chmod(temporary, mode & 0o7777);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
