import { readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Context } from './context.ts';
import { isErrno } from './errno.ts';
import { statePath } from './stateFile.ts';

/** State, its backups and damaged copies, drafts, locks, saved plans and lists of ids: all may hold licence keys whole. */
const LINES = ['clnform.state.*', '.*.tmp', '.clnform-*.lock', '*.plan', 'rebind.txt'];

/**
 * Keeps what holds licence keys out of Git: writes `.gitignore` where there is none. One that is there is added to, or with
 * `only: 'new'` left as it is. Gives what was done, or is to be done by hand, as a line; none where all is well.
 */
export async function keepOutOfGit(context: Context, only?: 'new'): Promise<string | undefined> {
  const path = join(context.folder, '.gitignore');
  const before = await textOf(path);
  const present = new Set((before ?? '').split('\n').map((line) => line.trim()));
  const missing = linesFor(context).filter((line) => !present.has(line));
  if (missing.length === 0) return undefined;
  const named = missing.join(' and ');
  const byHand = `Some files here hold licence keys whole: add to .gitignore ${named}`;
  if (before !== undefined && only === 'new') return byHand;
  const gap = before === undefined || before === '' || before.endsWith('\n') ? '' : '\n';
  try {
    await writeFile(path, `${gap}${missing.join('\n')}\n`, { flag: 'a' });
  } catch (error) {
    // The work that was asked for is another.
    if (isErrno(error, 'EACCES', 'EPERM', 'EROFS', 'EISDIR')) return byHand;
    throw error;
  }
  return before === undefined ? `Made .gitignore: ${named}.` : `Added ${named} to .gitignore.`;
}

function linesFor(context: Context): readonly string[] {
  const state = relative(context.folder, statePath(context));
  // Outside, it is some other folder's affair.
  const outside = state === '..' || state.startsWith(`..${sep}`) || state.startsWith(sep);
  if (outside || /^clnform\.state\.[^/\\]+$/u.test(state)) return LINES;
  return [`/${state.replaceAll(sep, '/')}*`, ...LINES];
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    if (isErrno(error, 'EACCES', 'EPERM', 'EISDIR')) return '';
    throw error;
  }
}
