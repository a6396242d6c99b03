import { hasErrors } from '../../model/diagnostic.ts';
import type { LoadedManifest } from '../../manifest/loadManifest.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnosticGithub } from '../../views/diagnosticGithub.ts';
import { diagnosticJson } from '../../views/diagnosticJson.ts';
import { diagnosticText } from '../../views/diagnosticText.ts';
import { jsonText } from '../../views/jsonText.ts';
import type { ValidateCommandOptions } from '../commands/validate.ts';
import type { Context } from '../context.ts';
import { loadDeclared } from '../declared.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';

/** Here the problems are the result, so they go to stdout. */
export async function run(
  context: Context,
  path: string | undefined,
  { format }: ValidateCommandOptions,
): Promise<ExitCode> {
  const loaded = await loadDeclared(context, path);
  context.terminal.result(problems(context, loaded, format));
  return hasErrors(loaded.diagnostics) ? EXIT.error : EXIT.ok;
}

function* problems(
  context: Context,
  loaded: LoadedManifest,
  format: ValidateCommandOptions['format'],
): Generator<string> {
  const { manifest, diagnostics } = loaded;
  const valid = !hasErrors(diagnostics);
  const view = context.view(context.terminal.paint);
  switch (format) {
    case 'json':
      yield jsonText({ valid, diagnostics: diagnostics.map((one) => diagnosticJson(one, view)) });
      return;
    case 'github':
      yield* diagnostics.map((one) => diagnosticGithub(one, view));
      return;
    case 'text':
      for (const diagnostic of diagnostics) yield* diagnosticText(diagnostic, view);
      yield valid ? `Valid: ${manifest?.desired.length ?? 0} resources are declared.` : count(diagnostics);
      return;
    default:
      format satisfies never;
  }
}

function count(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const many = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;
  return `Not valid: ${many(errors, 'error')}${warnings === 0 ? '' : `, ${many(warnings, 'warning')}`}.`;
}
