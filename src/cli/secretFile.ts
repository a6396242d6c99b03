import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { plain } from '../model/text.ts';
import { type CliError, cliError } from './cliError.ts';
import type { Context } from './context.ts';
import { isErrno } from './errno.ts';

/** A new file that only its owner may read, for what holds licence keys whole. Overwrites nothing. Throws `CliError`. */
export async function writeSecretFile(context: Context, typed: string, text: string): Promise<void> {
  try {
    await writeFile(context.path(typed), text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (isErrno(error, 'EEXIST')) throw exists(typed);
    if (isErrno(error, 'ENOENT', 'ENOTDIR', 'EACCES', 'EROFS', 'EISDIR'))
      throw cliError(
        'file-not-written',
        `${plain(typed)} cannot be written.`,
        'Name a file in a folder that is yours.',
      );
    throw error;
  }
}

/** The same refusal before any work is done. Throws `CliError`. */
export function checkNewFile(context: Context, typed: string): void {
  if (existsSync(context.path(typed))) throw exists(typed);
}

function exists(typed: string): CliError {
  return cliError('file-exists', `There is a file ${plain(typed)} already.`, 'Name another one, or remove it.');
}
