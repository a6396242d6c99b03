import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CliError } from '../../src/cli/cliError.ts';
import { resolveCredentials } from '../../src/cli/credentials.ts';
import { readEnvironment } from '../../src/cli/environment.ts';
import type { Variables } from '../../src/cli/environment.ts';
import { token } from '../../src/cln/token.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clnform-credentials-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const resolved = (variables: Variables, account?: string) =>
  resolveCredentials(readEnvironment({ HOME: folder, ...variables }), account, (path) => join(folder, path));

/** The code of what was thrown; its text must not hold the secret. */
async function refusal(variables: Variables, account?: string): Promise<string> {
  try {
    await resolved(variables, account);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    expect(JSON.stringify(error.diagnostics)).not.toContain('sesame');
    return error.diagnostics.map(({ code }) => code).join();
  }
  return 'none';
}

async function file(name: string, text: string, mode = 0o600): Promise<string> {
  await writeFile(join(folder, name), text);
  await chmod(join(folder, name), mode);
  return name;
}

const settings = (name: string, text: string, mode?: number): Promise<Variables> =>
  file(name, text, mode).then(() => ({ CLNFORM_SETTINGS: join(folder, name) }));

const process_ = (script: string): string => JSON.stringify({ credential_process: [process.execPath, '-e', script] });

describe('credentials', () => {
  it('come from the environment', async () => {
    const credentials = await resolved({ CLN_LOGIN: 'acme', CLN_SECRET_KEY: 'sesame' });
    expect(credentials.login).toBe('acme');
    expect(credentials.tokenAt(5000)).toBe(token('acme', 'sesame', 5));
    expect(JSON.stringify(credentials)).not.toContain('sesame');
  });

  it('take the login that is meant when none is set', async () => {
    expect((await resolved({ CLN_SECRET_KEY: 'sesame' }, 'acme')).login).toBe('acme');
  });

  it('come from a file that no one else may read, a line end at its end', async () => {
    const CLN_SECRET_KEY_FILE = await file('secret', 'sesame\n');
    const credentials = await resolved({ CLN_LOGIN: 'acme', CLN_SECRET_KEY_FILE });
    expect(credentials.tokenAt(5000)).toBe(token('acme', 'sesame', 5));
  });

  it('come from a program, which is told the login that is meant', async () => {
    const script = `console.log(JSON.stringify({ login: process.env.CLN_LOGIN, secret_key: 'sesame' }))`;
    const variables = await settings('program.json', process_(script));
    expect((await resolved(variables, 'acme')).tokenAt(5000)).toBe(token('acme', 'sesame', 5));
  });

  it('start a program without a shell', async () => {
    const script = `console.log(JSON.stringify({ login: process.argv[1], secret_key: 'sesame' }))`;
    const command = [process.execPath, '-e', script, '$(id);`id`|id'];
    const variables = await settings('shell.json', JSON.stringify({ credential_process: command }));
    expect((await resolved(variables)).login).toBe('$(id);`id`|id');
  });

  it.each([
    { reason: 'none at all', variables: {}, code: 'no-credentials' },
    { reason: 'an empty variable is none', variables: { CLN_LOGIN: 'a', CLN_SECRET_KEY: '' }, code: 'no-credentials' },
    { reason: 'no login', variables: { CLN_SECRET_KEY: 'sesame' }, code: 'no-login' },
    {
      reason: 'two sources',
      variables: { CLN_LOGIN: 'a', CLN_SECRET_KEY: 'sesame', CLN_SECRET_KEY_FILE: 'secret' },
      code: 'two-secrets',
    },
    {
      reason: 'no file',
      variables: { CLN_LOGIN: 'a', CLN_SECRET_KEY_FILE: 'nowhere' },
      code: 'secret-file-unreadable',
    },
  ])('are refused: $reason', async ({ variables, code }) => {
    expect(await refusal(variables)).toBe(code);
  });

  it.each([
    { reason: 'the group may read it', text: 'sesame', mode: 0o640, code: 'secret-file-open' },
    { reason: 'anyone may read it', text: 'sesame', mode: 0o604, code: 'secret-file-open' },
    { reason: 'it is empty', text: '\n', mode: 0o600, code: 'bad-secret-file' },
    { reason: 'it has two lines', text: 'login\nsesame\n', mode: 0o600, code: 'bad-secret-file' },
  ])('are refused when the file is no good: $reason', async ({ text, mode, code }) => {
    const CLN_SECRET_KEY_FILE = await file('bad-secret', text, mode);
    expect(await refusal({ CLN_LOGIN: 'acme', CLN_SECRET_KEY_FILE })).toBe(code);
  });

  it.each([
    { reason: 'others may change it', text: process_('1'), mode: 0o666, code: 'settings-writable' },
    { reason: 'it is not JSON', text: 'credential_process: x', code: 'bad-settings' },
    { reason: 'it is a list', text: '[]', code: 'bad-settings' },
    { reason: 'a shell line', text: '{"credential_process": "pass cln"}', code: 'bad-settings' },
    { reason: 'nothing to start', text: '{"credential_process": []}', code: 'bad-settings' },
    { reason: 'an unknown field', text: '{"credential_proces": ["x"]}', code: 'bad-settings' },
    { reason: 'empty settings', text: '{}', code: 'no-credentials' },
    {
      reason: 'no such program',
      text: '{"credential_process": ["/no/such/program"]}',
      code: 'credential-process-failed',
    },
    {
      reason: 'a program that fails',
      text: process_(`console.log('sesame'); console.error('sesame'); process.exit(3)`),
      code: 'credential-process-failed',
    },
    { reason: 'no JSON', text: process_(`console.log('sesame')`), code: 'credential-process-failed' },
    { reason: 'no secret', text: process_(`console.log('{"login":"acme"}')`), code: 'credential-process-failed' },
  ])('are refused when the settings are no good: $reason', async ({ text, mode, code }) => {
    expect(await refusal(await settings('settings.json', text, mode))).toBe(code);
  });
});
