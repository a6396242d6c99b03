import type { Diagnostic } from '../model/diagnostic.ts';
import type { Context } from './context.ts';
import type { ExitCode } from './exitCode.ts';

/** What a command does, in a module of its own that is loaded only when the command is given. */
export interface ActionModule<Args extends readonly unknown[]> {
  run(context: Context, ...args: Args): Promise<ExitCode>;
  /** How a failure is told, where a program reads the answer that does not know clnform's diagnostics and exit codes. */
  fail?(context: Context, diagnostics: readonly Diagnostic[], ...args: Args): ExitCode;
}

/** Handed to every command: loads its action and runs it with what was typed. */
export type Launch = <Args extends readonly unknown[]>(
  load: () => Promise<ActionModule<Args>>,
  ...args: Args
) => Promise<void>;
