import { stat } from 'node:fs/promises';
import { NOT_REGULAR } from '../state/openRegular.ts';
import { realFile } from '../state/realFile.ts';
import { plain } from '../model/text.ts';
import { cliError, type CliError } from './cliError.ts';
import type { Context } from './context.ts';
import { isErrno } from './errno.ts';
import { readBeginning } from './readBeginning.ts';
import { fileKind } from './fileKind.ts';
import { statePath } from './stateFile.ts';

/** A file that a run is to write. */
export interface Target {
  readonly option: '--report' | '--out' | '--write-baseline';
  readonly typed: string;
}

/** Where a path leads to, and which file that is: links of both sorts are seen through. */
interface Place {
  readonly path: string;
  /** Device and number; absent: nothing is there. */
  readonly file?: string;
}

const ANOTHER = 'Name another file.';

/**
 * Refuses what a run is to write where that would destroy what it works from: no regular file (a device, a pipe, a
 * folder), the state and its journals, what has been read up to now (`context.inputs`: manifest, IP lists, baseline, saved
 * plan), a file of another target, and a state, plan, manifest or baseline that no one reads. To be asked before the
 * account is. Throws `CliError`.
 */
export async function checkTargets(context: Context, targets: readonly Target[]): Promise<void> {
  const state = await placeOf(statePath(context));
  const inputs = await Promise.all([...context.inputs].map(placeOf));
  const before: Place[] = [];
  for (const target of targets) {
    const { option, typed } = target;
    const refuse = (code: string, what: string): CliError => {
      const word = option === '--report' ? 'report' : option === '--out' ? 'out' : 'baseline';
      return cliError(`${word}-${code}`, `${option} ${plain(typed)} is ${what}.`, ANOTHER);
    };
    const place = await placeOf(context.path(typed));
    if (isSame(place, state)) throw refuse('is-state', 'the state file, which it would destroy');
    if (isOfState(place.path, state.path)) throw refuse('is-state', 'a file of the state, which it would destroy');
    if (inputs.some((input) => isSame(place, input)))
      throw refuse('is-input', 'a file that this run reads, which it would destroy');
    if (before.some((other) => isSame(place, other)))
      throw refuse('twice', 'a file that this run is to write something else to');
    before.push(place);
    // These say for themselves what they overwrite: an older plan, and nothing.
    if (option !== '--report') continue;
    const found = await beginningOf(place.path);
    if (found === 'no file') throw refuse('not-file', 'no regular file');
    const kind = found === undefined ? undefined : fileKind(found.text);
    if (kind !== undefined) throw refuse('is-input', `${kind}, which it would destroy`);
  }
}

/** Where a path leads to; itself where that cannot be told, so that writing to it will say why. */
export async function followed(path: string): Promise<string> {
  return realFile(path).catch(() => path);
}

async function placeOf(path: string): Promise<Place> {
  const real = await followed(path);
  const found = await stat(real, { bigint: true }).catch(() => undefined);
  return found === undefined ? { path: real } : { path: real, file: `${found.dev}:${found.ino}` };
}

function isSame(one: Place, other: Place): boolean {
  return one.path === other.path || (one.file !== undefined && one.file === other.file);
}

/** A journal, or the lock, whether or not it is there now. */
function isOfState(path: string, state: string): boolean {
  return path.startsWith(`${state}.`) && /^(?:\d+\.journal|lock)$/u.test(path.slice(state.length + 1));
}

/** Undefined: nothing is there, or it cannot be looked at. */
async function beginningOf(path: string): Promise<{ readonly text: string } | 'no file' | undefined> {
  try {
    // Asked first: what may only be written to cannot be opened.
    if (!(await stat(path)).isFile()) return 'no file';
    return { text: await readBeginning(path) };
  } catch (error) {
    if (isErrno(error, NOT_REGULAR)) return 'no file';
    if (isErrno(error, 'ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG')) return undefined;
    throw error;
  }
}
