import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { KINDS } from '../kinds/index.ts';
import type { SavedPlan } from '../model/savedPlan.ts';
import { plain } from '../model/text.ts';
import { checkPlan } from '../planner/checkPlan.ts';
import { decodeSavedPlan, encodeSavedPlan, looksLikeSavedPlan } from '../state/savedPlanText.ts';
import { planSecrets } from '../views/knownSecrets.ts';
import { cliError, type CliError } from './cliError.ts';
import type { Context } from './context.ts';
import { isErrno } from './errno.ts';
import { nodeFiles } from './nodeFiles.ts';
import { writeFileWhole } from './writeFileWhole.ts';

/** Bytes: some millions of changes; more is no plan. */
const LARGEST = 512 * 1024 * 1024;
const BEGINNING = 256;

/** Whether the path leads to a saved plan, whole or damaged, and not to a manifest. */
export async function isSavedPlan(context: Context, path: string): Promise<boolean> {
  return looksLikeSavedPlan((await beginningOf(context.path(path))) ?? '');
}

/** A saved plan from its file, checked as what it is: a program that spends money. Throws `CliError`. */
export async function readSavedPlan(context: Context, path: string): Promise<SavedPlan> {
  const shown = plain(path);
  const content = await nodeFiles(context.folder).read(path, LARGEST);
  if ('failure' in content) {
    throw cliError('plan-unreadable', `The plan ${shown} could not be read (${content.failure}).`, 'Check the path.');
  }
  const decoded = decodeSavedPlan(content.text);
  switch (decoded.status) {
    case 'newer':
      throw cliError(
        'plan-format',
        `The plan ${shown} has format ${decoded.version}, which this clnform does not know.`,
        'Use the clnform that made it, or plan again.',
      );
    case 'corrupt':
      throw damaged(shown, decoded.problem);
    case 'ok': {
      const { saved } = decoded;
      context.learn(planSecrets(saved.plan, KINDS));
      const problem = checkPlan(saved.plan, KINDS);
      if (problem !== undefined) throw damaged(shown, problem);
      return saved;
    }
    default:
      return decoded satisfies never;
  }
}

/** Writes the file, mode 0600, whole or not at all. Nothing but an older plan is ever overwritten. Throws `CliError`. */
export async function writeSavedPlan(context: Context, path: string, saved: SavedPlan): Promise<void> {
  const file = context.path(path);
  const before = await beginningOf(file);
  if (before !== undefined && !looksLikeSavedPlan(before)) {
    throw cliError(
      'out-exists',
      `${plain(path)} is there already, and it is no saved plan.`,
      'Give --out another file.',
    );
  }
  try {
    await writeFileWhole(file, encodeSavedPlan(saved), 0o600);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw cliError(
      'out-failed',
      `The plan could not be written to ${plain(path)} (${String(error.code)}).`,
      'Make the folder, or give --out another file.',
    );
  }
}

function damaged(shown: string, problem: string): CliError {
  return cliError(
    'plan-damaged',
    `The plan ${shown} is damaged: ${plain(problem)}.`,
    'Nothing was done. Plan again: clnform plan --out FILE',
  );
}

/** Undefined: there is no such file. Empty for what is no file at all. */
async function beginningOf(file: string): Promise<string | undefined> {
  try {
    // Opening a pipe that no one writes to would wait for ever.
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!(await handle.stat()).isFile()) return '';
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return undefined;
    if (isErrno(error, 'EISDIR', 'EACCES', 'EPERM', 'ENXIO')) return '';
    throw error;
  }
}
