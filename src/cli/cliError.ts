import type { Diagnostic } from '../model/diagnostic.ts';
import { EXIT } from './exitCode.ts';
import type { ExitCode } from './exitCode.ts';

/** Ends a command with what is to be told and the code to end with. Caught in one place, `runCli`. */
export class CliError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: ExitCode;

  constructor(diagnostics: readonly Diagnostic[], exitCode: ExitCode = EXIT.error) {
    super(diagnostics.map((d) => d.summary).join('\n'));
    this.name = 'CliError';
    this.diagnostics = diagnostics;
    this.exitCode = exitCode;
  }
}

/** The common case: one error. */
export function cliError(code: string, summary: string, help: string): CliError {
  return new CliError([{ severity: 'error', code, summary, help }]);
}
