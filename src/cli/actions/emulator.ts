import { readFile } from 'node:fs/promises';
import { parseContents } from '../../emulator/contents.ts';
import { parseFaultRule } from '../../emulator/faults.ts';
import type { Parsed } from '../../emulator/parsed.ts';
import { sampleContents } from '../../emulator/sample.ts';
import { startEmulatorServer } from '../../emulator/server.ts';
import type { EmulatorServerOptions } from '../../emulator/server.ts';
import { parseShape } from '../../emulator/shapes.ts';
import { CliError, cliError } from '../cliError.ts';
import type { EmulatorCommandOptions } from '../commands/emulator.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';

/** Serves until it is told to end. The ledger is whole on disk at every moment, so ending loses nothing. */
export async function run(context: Context, options: EmulatorCommandOptions): Promise<ExitCode> {
  const { terminal, host } = context;
  const ended = new Promise<void>((resolve) => void host.onInterrupt(resolve));
  const server = await start(context, options);
  terminal.result([server.url]);
  terminal.note([
    `The account is ${options.login}, its secret key ${options.secret}. Ctrl-C ends it.`,
    `Beside the API: ${server.url.replace(/api$/u, '_emulator')}/{ledger,dump,change,faults}`,
  ]);
  await ended;
  await server.close();
  return EXIT.ok;
}

async function start(context: Context, options: EmulatorCommandOptions) {
  const { port, login, secret, latency, shape, fault = [], ledger, randomSeed, rate } = options;
  const serverOptions: EmulatorServerOptions = {
    port,
    login,
    secret,
    latency,
    seed: randomSeed,
    faults: fault.map((text) => read(parseFaultRule(text))),
    ...(shape === undefined ? {} : { shape: read(parseShape(shape)) }),
    ...(rate === undefined ? {} : { rate }),
    ...(ledger === undefined ? {} : { ledgerFile: context.path(ledger) }),
    ...(await contents(context, options)),
  };
  try {
    return await startEmulatorServer(serverOptions);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw cliError(
      'emulator-failed',
      `The emulator cannot start on port ${port} (${String(error.code)}).`,
      'Give another --port, or 0 for any that is free, and a --ledger file that can be written.',
    );
  }
}

async function contents(
  context: Context,
  { empty, seed }: EmulatorCommandOptions,
): Promise<Pick<EmulatorServerOptions, 'contents'>> {
  if (seed !== undefined && empty === true)
    throw cliError('two-seeds', 'Both --empty and --seed are given.', 'Give one of them.');
  if (empty === true) return {};
  if (seed === undefined) return { contents: sampleContents({ now: context.system.now() }) };
  let text: string;
  try {
    text = await readFile(context.path(seed), 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw cliError('bad-seed', `The seed ${seed} cannot be read (${code}).`, 'Name a file that the emulator dumped.');
  }
  return { contents: read(parseContents(text)) };
}

function read<T>(parsed: Parsed<T>): T {
  if (parsed.ok) return parsed.value;
  throw new CliError([parsed.diagnostic]);
}
