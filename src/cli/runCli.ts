import { statSync } from 'node:fs';
import { CommanderError } from 'commander';
import { ApiError } from '../model/apiError.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { StateError } from '../model/stateStore.ts';
import { plain } from '../model/text.ts';
import { CliError, cliError } from './cliError.ts';
import { createContext } from './context.ts';
import type { Context, GlobalOptions } from './context.ts';
import { EXIT } from './exitCode.ts';
import type { ExitCode } from './exitCode.ts';
import type { Host } from './host.ts';
import type { Launch } from './launch.ts';
import { PLUGIN_EXIT } from './pluginExit.ts';
import { callsPlugin } from './callsPlugin.ts';
import { createProgram } from './program.ts';
import { KINDS } from '../kinds/index.ts';
import { checkLines } from '../views/checkLines.ts';
import { createView } from '../views/view.ts';

/** Runs one command line to its end and gives the exit code. Never throws for what a user or the service can cause. */
export async function runCli(host: Host): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.ok;
  let context: Context | undefined;
  let fail: ((diagnostics: readonly Diagnostic[]) => ExitCode) | undefined;
  const launch: Launch = async (load, ...args) => {
    const opened = createContext(host, program.opts<GlobalOptions>(), { showKeys: args.some(asksForKeys) });
    context = opened;
    const action = await load();
    if (action.fail !== undefined) fail = (diagnostics) => action.fail?.(opened, diagnostics, ...args) ?? EXIT.error;
    requireFolder(opened);
    exitCode = await action.run(opened, ...args);
  };
  const program = createProgram(host, launch, host.args[0]);
  // Help is written before there is a terminal, and its reader may go away (`| head`).
  for (const stream of [host.stdout, host.stderr]) stream.on('error', () => undefined);
  try {
    await program.parseAsync(host.args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has told what was wrong with what was typed; help and version end with 0.
    if (error instanceof CommanderError) return usageExit(host, error);
    const told = known(error);
    if (context === undefined || told === undefined) throw error;
    if (fail !== undefined) return fail(told.diagnostics);
    context.report(told.diagnostics);
    if (context.options.debug === true && error instanceof Error) context.terminal.note([error.stack ?? error.message]);
    return told.exitCode;
  }
}

/** A monitoring plugin that was called wrongly has an exit code of its own, and a line on stdout: no one reads its stderr. */
function usageExit(host: Host, { exitCode, code, message }: CommanderError): ExitCode {
  if (exitCode === EXIT.ok) return EXIT.ok;
  if (exitCode !== PLUGIN_EXIT.unknown && !callsPlugin(host.args)) return EXIT.error;
  const text = code === 'commander.help' ? 'no check is named: see `clnform nagios --help`' : message;
  const check = { status: 'unknown', text: text.replace(/^error: /u, '').replaceAll('\n', ' '), counts: [] } as const;
  for (const line of checkLines(check, 'text', createView(KINDS))) host.stdout.write(`${line}\n`);
  return PLUGIN_EXIT.unknown;
}

/** Every command that has `--show-keys` gets its options whole. */
function asksForKeys(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && 'showKeys' in argument && argument.showKeys === true;
}

function requireFolder({ folder, options }: Context): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw cliError(
    'no-folder',
    `There is no folder ${plain(options.chdir ?? folder)}.`,
    'Make it, or give --chdir the path of one that exists.',
  );
}

function known(
  error: unknown,
): { readonly diagnostics: readonly Diagnostic[]; readonly exitCode: ExitCode } | undefined {
  if (error instanceof CliError) return error;
  if (error instanceof ApiError) return { diagnostics: [error.diagnostic], exitCode: EXIT.error };
  if (error instanceof StateError)
    return {
      diagnostics: [error.diagnostic],
      exitCode: error.diagnostic.code === 'lock-held' ? EXIT.locked : EXIT.error,
    };
  return undefined;
}
