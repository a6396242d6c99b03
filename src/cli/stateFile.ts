import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { PRODUCTION_ROOT } from '../cln/apiRoot.ts';
import { serviceName } from '../cln/serviceName.ts';
import { KINDS } from '../kinds/index.ts';
import { emptyState } from '../model/state.ts';
import type { State } from '../model/state.ts';
import type { StateStore } from '../model/stateStore.ts';
import { plain } from '../model/text.ts';
import { createFileStateStore, type FileStateStore } from '../state/fileStateStore.ts';
import { readRegular } from '../state/readRegular.ts';
import { lockName } from '../state/lockName.ts';
import { stateSecrets } from '../views/knownSecrets.ts';
import type { Context } from './context.ts';

const DEFAULT_FILE = 'clnform.state.json';

/** The state of an account: `--state`, `CLNFORM_STATE`, or `clnform.state.json` in the working folder. */
export function openState(context: Context, account: string): FileStateStore {
  const { host, environment, system } = context;
  return createFileStateStore({
    path: statePath(context),
    account,
    system,
    host: host.hostname,
    pid: host.pid,
    owner: `${environment.user ?? 'unknown'}@${host.hostname}`,
    ...accountLock(context, account),
  });
}

/** Two folders with the same account are one account: they share a lock in the user's own folder for such things. */
function accountLock({ environment, options }: Context, account: string): { accountLock?: string } {
  if (environment.stateHome === undefined) return {};
  const service = serviceName(options.apiUrl ?? environment.apiUrl ?? PRODUCTION_ROOT);
  const name = lockName(service === PRODUCTION_ROOT ? account : `${account} ${service}`);
  return { accountLock: join(environment.stateHome, 'clnform', name) };
}

/**
 * The state, or a new empty one that no file holds yet: of the lineage that a saved plan was made with, if need be. Warns
 * when others may read its file: it holds licence keys.
 */
export async function readState(
  context: Context,
  store: StateStore,
  account: string,
  lineage: string = randomUUID(),
): Promise<State> {
  await warnOfReaders(context);
  const state = (await store.read()) ?? emptyState(account, lineage);
  context.learn(stateSecrets(state, KINDS));
  return state;
}

async function warnOfReaders(context: Context): Promise<void> {
  // Where files have no such modes there is nothing to be told from them.
  if (process.platform === 'win32') return;
  const path = statePath(context);
  const mode = await stat(path).then(
    (found) => found.mode,
    () => 0,
  );
  if ((mode & 0o077) === 0) return;
  context.report([
    {
      severity: 'warning',
      code: 'state-readable',
      summary: `The state file ${plain(path)} is open to other users, and it holds licence keys whole.`,
      help: `Close it: chmod 600 ${plain(path)}`,
    },
  ]);
}

/**
 * For commands that work on the state alone and need neither manifest nor credentials: the account that is meant is the
 * state's own, unless `--account` says which it must be.
 */
export async function stateAccount(context: Context): Promise<string> {
  const { options, environment } = context;
  return options.account ?? (await accountInFile(statePath(context))) ?? environment.login ?? '';
}

/** Where the state is kept, absolute. */
export function statePath(context: Context): string {
  return context.path(context.options.state ?? context.environment.state ?? DEFAULT_FILE);
}

/** A file that is absent or damaged names no account: the store will say what is wrong with it. */
async function accountInFile(path: string): Promise<string | undefined> {
  try {
    const value: unknown = JSON.parse((await readRegular(path)).toString('utf8'));
    const account = typeof value === 'object' && value !== null ? (value as { account?: unknown }).account : undefined;
    return typeof account === 'string' ? account : undefined;
  } catch {
    return undefined;
  }
}
