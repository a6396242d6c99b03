import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { Credentials } from '../cln/credentials.ts';
import { cliError } from './cliError.ts';
import type { Environment } from './environment.ts';
import { readSettings } from './settings.ts';

const PROCESS_TIMEOUT_MS = 60_000;

/**
 * The login and its secret: from `CLN_SECRET_KEY`, from the file that `CLN_SECRET_KEY_FILE` names, or from the
 * `credential_process` of the settings file; never from a flag, which every user of the machine could read.
 * Throws `CliError` when there are none, when two sources are given, or when a file may be read by others.
 */
export async function resolveCredentials(
  environment: Environment,
  account: string | undefined,
  resolvePath: (path: string) => string,
): Promise<Credentials> {
  const { secretKey, secretKeyFile } = environment;
  if (secretKey !== undefined && secretKeyFile !== undefined)
    throw cliError(
      'two-secrets',
      'Both CLN_SECRET_KEY and CLN_SECRET_KEY_FILE are set.',
      'Unset one of them, so that it is clear which is used.',
    );
  if (secretKey !== undefined) return withLogin(environment, account, secretKey);
  if (secretKeyFile !== undefined)
    return withLogin(environment, account, await readSecret(resolvePath(secretKeyFile), secretKeyFile));
  const { credentialProcess } = await readSettings(environment.settings);
  if (credentialProcess !== undefined) return runProcess(credentialProcess, environment, account);
  throw cliError(
    'no-credentials',
    'There are no credentials for CLN.',
    'Set CLN_LOGIN and CLN_SECRET_KEY (or CLN_SECRET_KEY_FILE), or `credential_process` in the settings file; the secret key stands in the profile page of the CLN console.',
  );
}

function withLogin(environment: Environment, account: string | undefined, secret: string): Credentials {
  const login = environment.login ?? account;
  if (login === undefined)
    throw cliError('no-login', 'A secret key is set, but no login.', 'Set CLN_LOGIN to the login of the CLN account.');
  return new Credentials(login, secret);
}

async function readSecret(path: string, shown: string): Promise<string> {
  let file;
  try {
    // Opening a pipe that no one writes to would wait for ever.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw cliError(
      'secret-file-unreadable',
      `The file that CLN_SECRET_KEY_FILE names, ${shown}, cannot be read (${errno(error)}).`,
      'Check the path and its permissions; it is to hold the secret key and nothing else.',
    );
  }
  try {
    // Asked of the open file, so that it cannot be swapped between the question and the reading.
    const status = await file.stat();
    if (!status.isFile())
      throw cliError(
        'secret-file-unreadable',
        `What CLN_SECRET_KEY_FILE names, ${shown}, is no plain file.`,
        'Name a file that holds the secret key and nothing else.',
      );
    if ((status.mode & 0o077) !== 0)
      throw cliError(
        'secret-file-open',
        `The file that CLN_SECRET_KEY_FILE names, ${shown}, may be read by other users.`,
        `Close it: chmod 600 ${shown}`,
      );
    const secret = (await file.readFile('utf8')).trim();
    if (secret === '' || /\s/u.test(secret))
      throw cliError(
        'bad-secret-file',
        `The file that CLN_SECRET_KEY_FILE names, ${shown}, does not hold one secret key.`,
        'It is to hold the secret key on its only line.',
      );
    return secret;
  } finally {
    await file.close();
  }
}

async function runProcess(
  command: readonly string[],
  { login: wanted, inherited }: Environment,
  account: string | undefined,
): Promise<Credentials> {
  const [program = '', ...args] = command;
  const failed = (what: string): Error =>
    cliError(
      'credential-process-failed',
      `The credential_process ${program} ${what}.`,
      'It is to print {"login": "…", "secret_key": "…"} on stdout and exit with 0.',
    );
  const stdout = await new Promise<string>((resolve, reject) => {
    const env = { ...inherited, CLN_LOGIN: wanted ?? account };
    const options = { env, timeout: PROCESS_TIMEOUT_MS, maxBuffer: 1 << 16, windowsHide: true };
    const child = execFile(program, args, options, (error, output) => {
      // What it printed is never repeated: it may be half a secret.
      if (error === null) resolve(output);
      else if (error.killed === true) reject(failed(`did not end within ${PROCESS_TIMEOUT_MS / 1000} seconds`));
      else reject(failed(`failed (${errno(error)})`));
    });
    child.stdin?.end();
  });
  let answer: unknown;
  try {
    answer = JSON.parse(stdout);
  } catch {
    throw failed('did not print JSON');
  }
  const { login, secret_key: secret } = (typeof answer === 'object' && answer !== null ? answer : {}) as {
    readonly login?: unknown;
    readonly secret_key?: unknown;
  };
  if (typeof login !== 'string' || login === '' || typeof secret !== 'string' || secret === '')
    throw failed('did not print a login and a secret_key');
  return new Credentials(login, secret);
}

function errno(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return 'unknown reason';
  return typeof error.code === 'number' ? `exit ${error.code}` : String(error.code);
}
