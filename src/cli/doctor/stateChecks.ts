import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import process from 'node:process';
import type { Check } from '../../model/doctorReport.ts';
import { openIntents } from '../../model/state.ts';
import { StateError } from '../../model/stateStore.ts';
import type { StateStore } from '../../model/stateStore.ts';
import { plain } from '../../model/text.ts';
import { isGone } from '../../state/processIdentity.ts';
import { redact } from './redact.ts';
import { spanText } from './spanText.ts';

export interface StateChecksInput {
  readonly store: StateStore;
  readonly hostname: string;
  readonly now: number;
  readonly login: string | undefined;
}

/** The state file and its lock, looked at and left as they are. */
export async function stateChecks(input: StateChecksInput): Promise<readonly Check[]> {
  const { location } = input.store;
  return [
    await fileCheck(input),
    await modeCheck(location),
    await folderCheck(location),
    await lockCheck(input),
  ].filter((check) => check !== undefined);
}

async function fileCheck({ store, login }: StateChecksInput): Promise<Check> {
  const common = { id: 'state', title: 'state file' } as const;
  const name = plain(basename(store.location));
  try {
    const state = await store.read();
    if (state === undefined)
      return { ...common, status: 'ok', detail: `${name} is not there yet; the first apply makes it` };
    const bindings = Object.keys(state.bindings).length;
    const open = openIntents(state).length;
    const data = { bindings, open_intents: open, serial: state.serial };
    const detail = `${name}: ${bindings} bound, serial ${state.serial}`;
    if (open === 0) return { ...common, status: 'ok', detail, data };
    return {
      ...common,
      status: 'warn',
      detail: `${detail}, ${open} with an unknown outcome`,
      help: 'Run `clnform plan`: it looks for what they made, and `clnform state resolve` settles the rest.',
      data,
    };
  } catch (error) {
    return { ...common, ...failure(error, login) };
  }
}

/** Nothing to say where there is no file, or where files have no such modes. */
async function modeCheck(path: string): Promise<Check | undefined> {
  if (process.platform === 'win32') return undefined;
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) return undefined;
  const common = { id: 'state-mode', title: 'its mode' } as const;
  const mode = (found.mode & 0o777).toString(8).padStart(4, '0');
  if ((found.mode & 0o077) === 0) return { ...common, status: 'ok', detail: mode, data: { mode } };
  return {
    ...common,
    status: 'warn',
    detail: `${mode}: others may read it, and it holds licence keys whole`,
    help: `Close it: chmod 600 ${plain(basename(path))}`,
    data: { mode },
  };
}

async function folderCheck(path: string): Promise<Check> {
  const common = { id: 'state-folder', title: 'its folder' } as const;
  const writable = await access(dirname(path), constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (writable) return { ...common, status: 'ok', detail: 'can be written' };
  return {
    ...common,
    status: 'fail',
    detail: 'cannot be written',
    help: 'apply keeps the state and its lock there: make the folder, or give --state (or CLNFORM_STATE) another place.',
  };
}

async function lockCheck({ store, hostname, now, login }: StateChecksInput): Promise<Check> {
  const common = { id: 'lock', title: 'lock' } as const;
  try {
    const holder = await store.holder();
    if (holder === undefined) return { ...common, status: 'ok', detail: 'free' };
    if (holder.host === hostname && (await isGone(holder.pid, undefined))) {
      const detail = `left by \`${plain(holder.operation)}\`, which no longer runs here: the next run on this machine takes it over`;
      return { ...common, status: 'ok', detail, data: { operation: holder.operation, this_machine: true } };
    }
    const where = holder.host === hostname ? 'this machine' : 'another machine';
    return {
      ...common,
      status: 'warn',
      detail: `held by \`${plain(holder.operation)}\` on ${where} for ${spanText(now - holder.since)}`,
      help: 'Wait for it to end. When its process is certainly gone: clnform state unlock --force',
      data: { operation: holder.operation, this_machine: holder.host === hostname },
    };
  } catch (error) {
    return { ...common, ...failure(error, login) };
  }
}

function failure(error: unknown, login: string | undefined): Pick<Check, 'status' | 'detail' | 'help' | 'data'> {
  if (!(error instanceof StateError)) throw error;
  const { code, summary, help } = error.diagnostic;
  return {
    status: 'fail',
    detail: redact(summary, login).replace(/\.$/, ''),
    // One command each, and a line each.
    help: help
      .split('\n')
      .map((line) => redact(line, login))
      .join('\n'),
    data: { code },
  };
}
