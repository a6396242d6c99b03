import { openIntents } from '../../model/state.ts';
import { CliError } from '../cliError.ts';
import type { Context } from '../context.ts';
import { loadDeclared } from '../declared.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { openState, stateAccount } from '../stateFile.ts';
import { StateError } from '../../model/stateStore.ts';

/** What has other characters is no address that anyone typed, and is not to get into a command line. */
const ADDRESS = /^[\w./#-]+$/u;

/** A person who presses the tab key is not to be told what is wrong with a file. */
export async function run(context: Context, source: 'state' | 'any'): Promise<ExitCode> {
  const found = new Set(await quietly(() => inState(context)));
  if (source === 'any') for (const address of await quietly(() => inManifest(context))) found.add(address);
  context.terminal.result([...found].filter((address) => ADDRESS.test(address)).sort());
  return EXIT.ok;
}

async function inState(context: Context): Promise<readonly string[]> {
  const state = await openState(context, await stateAccount(context)).read();
  if (state === undefined) return [];
  return [...Object.keys(state.bindings), ...openIntents(state).map(({ address }) => address)];
}

async function inManifest(context: Context): Promise<readonly string[]> {
  const { manifest } = await loadDeclared(context, undefined);
  return manifest?.desired.map(({ address }) => address) ?? [];
}

async function quietly(read: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CliError || error instanceof StateError) return [];
    throw error;
  }
}
