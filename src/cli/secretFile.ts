import { writeFile } from 'node:fs/promises';
import { plain } from '../model/text.ts';
import { cliError } from './cliError.ts';
import type { Context } from './context.ts';
import { isErrno } from './errno.ts';

/** A new file that only its owner may read, for what holds licence keys whole. Overwrites nothing. Throws `CliError`. */
export async function writeSecretFile(context: Context, typed: string, text: string): Promise<void> {
  try {
    await writeFile(context.path(typed), text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (isErrno(error, 'EEXIST'))
      throw cliError('file-exists', `There is a file ${plain(typed)} already.`, 'Name another one, or remove it.');
    if (isErrno(error, 'ENOENT', 'ENOTDIR', 'EACCES', 'EROFS', 'EISDIR'))
      throw cliError(
        'file-not-written',
        `${plain(typed)} cannot be written.`,
        'Name a file in a folder that is yours.',
      );
    throw error;
  }
}
