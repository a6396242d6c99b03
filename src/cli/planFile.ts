import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { KINDS } from '../kinds/index.ts';
import type { SavedPlan } from '../model/savedPlan.ts';
import { plain } from '../model/text.ts';
import { checkPlan } from '../planner/checkPlan.ts';
import { NOT_REGULAR } from '../state/openRegular.ts';
import { decodeSavedPlan, encodeSavedPlan, looksLikeSavedPlan } from '../state/savedPlanText.ts';
import { planSecrets } from '../views/knownSecrets.ts';
import { followed } from './checkTargets.ts';
import { cliError, type CliError } from './cliError.ts';
import type { Context } from './context.ts';
import { isErrno } from './errno.ts';
import { fileKind } from './fileKind.ts';
import { nodeFiles } from './nodeFiles.ts';
import { readBeginning } from './readBeginning.ts';
import { writeFileWhole } from './writeFileWhole.ts';

/** Bytes: some millions of changes; more is no plan. */
const LARGEST = 512 * 1024 * 1024;
/** In place of the beginning of what is no file, or cannot be read. */
const NO_FILE = 'no file';

/** Whether the path leads to a saved plan, whole or damaged, and not to a manifest. */
export async function isSavedPlan(context: Context, path: string): Promise<boolean> {
  return looksLikeSavedPlan((await beginningOf(context.path(path))) ?? '');
}

/** Refuses a path that leads nowhere, with what was probably meant: `apply` takes plans and manifests. Throws `CliError`. */
export function checkThere(context: Context, path: string): void {
  if (/(?:\.ya?ml|[/\\])$/iu.test(path) || existsSync(context.path(path))) return;
  throw missing(path);
}

function missing(path: string): CliError {
  const shown = plain(path);
  return cliError(
    'no-plan',
    extname(path) === '.plan'
      ? `There is no saved plan ${shown}.`
      : `There is neither a saved plan nor a manifest ${shown}.`,
    `Check the path. A plan is saved by: clnform plan --out ${shown}`,
  );
}

/** A saved plan from its file, checked as what it is: a program that spends money. Throws `CliError`. */
export async function readSavedPlan(context: Context, path: string): Promise<SavedPlan> {
  const shown = plain(path);
  const content = await nodeFiles(context.folder, context.inputs).read(path, LARGEST);
  if ('failure' in content) {
    if (content.failure === 'missing') throw missing(path);
    if (content.failure === 'not-a-file') throw noPlanAtAll(path, undefined);
    throw cliError('plan-unreadable', `The plan ${shown} could not be read (${content.failure}).`, 'Check the path.');
  }
  if (!looksLikeSavedPlan(content.text)) throw noPlanAtAll(path, content.text);
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

/**
 * What `--out` would overwrite: nothing, or an older plan. Throws `CliError` for anything else that stands there, before
 * anything is read for the new one.
 */
export async function checkPlanTarget(context: Context, path: string): Promise<void> {
  const before = await beginningOf(context.path(path));
  if (before === undefined || before === '' || looksLikeSavedPlan(before)) return;
  throw cliError('out-exists', `${plain(path)} is there already, and it is no saved plan.`, 'Give --out another file.');
}

/** The older plan that a file holds: undefined where there is none, `damaged` where it cannot be read as a whole. */
export async function olderPlan(context: Context, path: string): Promise<SavedPlan | 'damaged' | undefined> {
  const content = await nodeFiles(context.folder).read(path, LARGEST);
  if ('failure' in content || content.text === '') return undefined;
  const decoded = decodeSavedPlan(content.text);
  return decoded.status === 'ok' ? decoded.saved : 'damaged';
}

/** Writes the file, mode 0600, whole or not at all. Nothing but an older plan is ever overwritten. Throws `CliError`. */
export async function writeSavedPlan(context: Context, path: string, saved: SavedPlan): Promise<void> {
  // A link is written through, not replaced.
  const file = await followed(context.path(path));
  // Once more: it may have come there while the account was read.
  await checkPlanTarget(context, path);
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

/** Another file than was meant is not a plan that broke. `text` undefined: it is no file. */
function noPlanAtAll(path: string, text: string | undefined): CliError {
  const shown = plain(path);
  const kind =
    text === undefined ? 'no file' : (fileKind(text) ?? (/\.ya?ml$/iu.test(path) ? 'a manifest' : undefined));
  const what = kind === undefined ? 'no saved plan' : `${kind}, and no saved plan`;
  const help = kind?.includes('manifest') === true ? `What it would do shows: clnform plan ${shown}\n` : '';
  return cliError('not-a-plan', `${shown} is ${what}.`, `${help}A plan is saved by: clnform plan --out FILE`);
}

function damaged(shown: string, problem: string): CliError {
  return cliError(
    'plan-damaged',
    `The plan ${shown} is damaged: ${plain(problem)}.`,
    'Nothing was done. Plan again: clnform plan --out FILE',
  );
}

/** Undefined: there is no such file. Another text for what is no file at all. */
async function beginningOf(file: string): Promise<string | undefined> {
  try {
    return await readBeginning(file);
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return undefined;
    if (isErrno(error, 'EISDIR', 'EACCES', 'EPERM', 'ENXIO', NOT_REGULAR)) return NO_FILE;
    throw error;
  }
}
