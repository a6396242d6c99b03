import { readFile, stat } from 'node:fs/promises';
import { cliError } from './cliError.ts';
import { isErrno } from './errno.ts';

/**
 * The user's settings file. It lies in the user's configuration folder and never beside a manifest: what is checked
 * out of a repository must not be able to start programs.
 */
export interface Settings {
  /** Program and arguments that print `{"login": …, "secret_key": …}`. */
  readonly credentialProcess?: readonly string[];
}

const HELP =
  'The file holds one JSON object: {"credential_process": ["/path/to/program", "argument", …]}. Correct it, or remove it.';

/** An absent file is an empty one. */
export async function readSettings(path: string | undefined): Promise<Settings> {
  if (path === undefined) return {};
  let text: string;
  try {
    const status = await stat(path);
    if (!status.isFile()) throw cliError('bad-settings', `The settings file ${path} is no plain file.`, HELP);
    if ((status.mode & 0o022) !== 0)
      throw cliError(
        'settings-writable',
        `The settings file ${path} can be changed by other users.`,
        `It names a program that clnform starts: chmod 600 ${path}`,
      );
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return {};
    throw error;
  }
  return decode(text, path);
}

function decode(text: string, path: string): Settings {
  const bad = (what: string): Error => cliError('bad-settings', `The settings file ${path} ${what}.`, HELP);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw bad('is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad('does not hold a JSON object');
  const { credential_process: command, ...others } = value as Record<string, unknown>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw bad(`has an unknown field ${JSON.stringify(unknown)}`);
  if (command === undefined) return {};
  if (!Array.isArray(command) || command.length === 0 || !command.every((part) => typeof part === 'string'))
    throw bad('has a credential_process that is not a list of strings');
  return { credentialProcess: command };
}
