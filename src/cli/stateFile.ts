import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { emptyState } from '../model/state.ts';
import type { State } from '../model/state.ts';
import type { StateStore } from '../model/stateStore.ts';
import { createFileStateStore } from '../state/fileStateStore.ts';
import type { Context } from './context.ts';

const DEFAULT_FILE = 'clnform.state.json';

/** The state of an account: `--state`, `CLNFORM_STATE`, or `clnform.state.json` in the working folder. */
export function openState(context: Context, account: string): StateStore {
  const { host, environment, system } = context;
  return createFileStateStore({
    path: statePath(context),
    account,
    system,
    host: host.hostname,
    pid: host.pid,
    owner: `${environment.user ?? 'unknown'}@${host.hostname}`,
  });
}

/** The state, or a new empty one that no file holds yet. */
export async function readState(store: StateStore, account: string): Promise<State> {
  return (await store.read()) ?? emptyState(account, randomUUID());
}

/**
 * For commands that work on the state alone and need neither manifest nor credentials: the account that is meant is the
 * state's own, unless `--account` says which it must be.
 */
export async function stateAccount(context: Context): Promise<string> {
  const { options, environment } = context;
  return options.account ?? (await accountInFile(statePath(context))) ?? environment.login ?? '';
}

function statePath(context: Context): string {
  return context.path(context.options.state ?? context.environment.state ?? DEFAULT_FILE);
}

/** A file that is absent or damaged names no account: the store will say what is wrong with it. */
async function accountInFile(path: string): Promise<string | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    const account = typeof value === 'object' && value !== null ? (value as { account?: unknown }).account : undefined;
    return typeof account === 'string' ? account : undefined;
  } catch {
    return undefined;
  }
}
