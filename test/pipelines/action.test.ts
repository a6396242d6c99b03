import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulatorServer } from '../../src/emulator/server.ts';
import type { EmulatorServer } from '../../src/emulator/server.ts';
import { actionSandbox, readAction } from '../support/compositeAction.ts';
import type { Sandbox } from '../support/compositeAction.ts';
import { fakeCommentApi } from '../support/fakeCommentApi.ts';
import type { FakeCommentApi } from '../support/fakeCommentApi.ts';

const BOT = 'github-actions[bot]';
const SECRET = 'a-secret-that-must-never-be-seen';

let sandbox: Sandbox;
let account: EmulatorServer;
let github: FakeCommentApi;
beforeEach(async () => {
  sandbox = await actionSandbox();
  account = await startEmulatorServer({ secret: SECRET });
  github = await fakeCommentApi(BOT);
  await cp(resolve('examples/first-plan'), sandbox.folder, { recursive: true });
  await writeFile(join(sandbox.folder, 'event.json'), '{"pull_request": {"number": 7}}');
});
afterEach(async () => {
  await Promise.all([sandbox.end(), account.close(), github.close()]);
});

/** The format of text is there from the beginning; markdown goes the same way with another flag. */
const run = (inputs: Readonly<Record<string, string>>, variables: Readonly<Record<string, string>> = {}) =>
  sandbox.run(
    { version: 'installed', format: 'text', ...inputs },
    {
      CLN_API_URL: account.url,
      CLN_LOGIN: 'acme',
      CLN_SECRET_KEY: SECRET,
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: 'acme/infra',
      GITHUB_EVENT_PATH: join(sandbox.folder, 'event.json'),
      ...variables,
    },
  );

/** A clnform that says and ends as it is told, and writes down its arguments. */
const pretend = (stdout: string, code: number, stderr = '') =>
  Promise.all([
    writeFile(join(sandbox.folder, 'stdout'), stdout),
    writeFile(join(sandbox.folder, 'stderr'), stderr),
    sandbox.program('clnform', `#!/bin/sh\nprintf '%s\\n' "$@" >args\ncat stdout\ncat stderr >&2\nexit ${code}\n`),
  ]);
const typed = async () => (await readFile(join(sandbox.folder, 'args'), 'utf8')).trimEnd().split('\n');

describe('the action', () => {
  it('plans into the summary and one comment, applies, and updates the comment', async () => {
    const planned = await run({ command: 'plan' });
    expect(planned).toMatchObject({ code: 0, steps: ['install', 'run', 'comment', 'end'] });
    expect(planned.outputs).toMatchObject({ 'exit-code': '2', changes: 'true' });
    expect(planned.summary).toMatch(/^<pre>[^]*Plan: \d+ to create[^]*<\/pre>\n$/u);
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain('### clnform plan\n\n<pre>');
    expect(github.comments[0]?.body).toContain(planned.summary.trim());
    expect(account.emulator.ledger.calls.filter((call) => call.mutating)).toEqual([]);

    const applied = await run({ command: 'apply' });
    expect(applied).toMatchObject({ code: 0, steps: ['install', 'run', 'end'] });
    expect(applied.summary).toContain('Apply complete:');

    const after = await run({ command: 'plan' });
    expect(after.outputs).toMatchObject({ 'exit-code': '0', changes: 'false' });
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain('No changes.');
    expect(github.requests.map(({ authorization }) => authorization)).toEqual(
      github.requests.map(() => 'Bearer the-token'),
    );
    for (const { log, summary } of [planned, applied, after])
      expect(log + summary).not.toMatch(/a-secret-that|the-token|[0-9a-f]{40}/u);
  });

  it('fails as clnform fails, after its report was written', async () => {
    await writeFile(join(sandbox.folder, 'clnform.yaml'), 'version: 1\naccount: acme\nimunify: {}\n');
    const failed = await run({ command: 'plan' });
    expect(failed).toMatchObject({ code: 1, steps: ['install', 'run', 'comment', 'end'] });
    expect(failed.summary).toContain('imunify');
    expect(failed.log).toContain('::error::clnform ended with 1');
    expect(github.comments).toHaveLength(1);
  });

  it.each([
    { command: 'plan', code: 2, ends: 0 },
    { command: 'plan', code: 4, ends: 4 },
    { command: 'drift', code: 0, ends: 0 },
    { command: 'drift', code: 2, ends: 2 },
    { command: 'apply', code: 3, ends: 3 },
    { command: 'apply', code: 5, ends: 5 },
    { command: 'apply', code: 130, ends: 130 },
  ])('$command that ends with $code ends the action with $ends', async ({ command, code, ends }) => {
    await pretend('told', code);
    expect((await run({ command, comment: 'false' })).code).toBe(ends);
  });

  it('hands every input on as one argument, whatever is in it', async () => {
    await pretend('', 0);
    const evil = '$(touch pwned); `touch pwned` "\' --auto-approve ${IFS}';
    const inputs = { manifest: evil, account: evil, 'plan-file': evil, allow: evil, baseline: evil };
    await run({ command: 'plan', comment: 'false', ...inputs });
    expect(await typed()).toEqual([
      '--chdir=.',
      `--account=${evil}`,
      'plan',
      '--detailed-exitcode',
      '--format=text',
      `--out=${evil}`,
      '--',
      evil,
    ]);
    await run({ command: 'apply', ...inputs });
    expect(await typed()).toEqual([
      '--chdir=.',
      `--account=${evil}`,
      'apply',
      '--auto-approve',
      `--allow=${evil}`,
      '--',
      evil,
    ]);
    await run({ command: 'drift', comment: 'false', format: 'markdown', ...inputs });
    expect(await typed()).toEqual([
      '--chdir=.',
      `--account=${evil}`,
      'drift',
      '--format=markdown',
      `--baseline=${evil}`,
      '--',
      evil,
    ]);
    await mkdir(join(sandbox.folder, evil.replaceAll('/', '')), { recursive: true });
    await run({ command: 'plan', comment: 'false', 'working-directory': evil });
    expect((await typed())[0]).toBe(`--chdir=${evil}`);
    expect(existsSync(join(sandbox.folder, 'pwned'))).toBe(false);
  });

  it.each([
    { reason: 'a command that there is not', inputs: { command: 'destroy' }, says: 'command is to be' },
    { reason: 'a command in a command', inputs: { command: 'plan; id' }, says: 'command is to be' },
    { reason: 'a format that there is not', inputs: { command: 'plan', format: 'html' }, says: 'format is to be' },
    { reason: 'no folder', inputs: { command: 'plan', 'working-directory': 'gone' }, says: 'no directory' },
    {
      reason: 'a version that is an address',
      inputs: { command: 'plan', version: 'https://x/y.tgz' },
      says: 'version is to be',
    },
    {
      reason: 'a version that is an option',
      inputs: { command: 'plan', version: '--registry=x' },
      says: 'version is to be',
    },
  ])('refuses $reason', async ({ inputs, says }) => {
    const { code, log } = await run(inputs);
    expect(code).toBe(1);
    expect(log).toContain(says);
  });

  it('lets nothing of what clnform prints command the runner, and no markup out of text', async () => {
    await pretend('</pre><img src=x onerror=alert(1)> &amp;\n::set-output name=x::y\n', 2, '::error::forged\n');
    const { log, summary } = await run({ command: 'plan' });
    const guard = /^::stop-commands::(clnform-[0-9a-f-]{36})$/mu.exec(log)?.[1] ?? 'none';
    const [before = '', inside = ''] = log.split(`::stop-commands::${guard}`);
    expect(before).not.toMatch(/^::/mu);
    expect(inside.slice(0, inside.indexOf(`::${guard}::`))).toMatch(/::error::forged[^]*::set-output/u);
    expect(summary).toBe(
      '<pre>\n&lt;/pre&gt;&lt;img src=x onerror=alert(1)&gt; &amp;amp;\n::set-output name=x::y\n</pre>\n',
    );
  });

  it('cuts a report that is too long for a comment, and says so', async () => {
    await pretend('a line of the plan with an emoji 🦊\n'.repeat(5000), 2);
    const { code, summary } = await run({ command: 'plan' });
    expect(code).toBe(0);
    expect(summary.length).toBeGreaterThan(150_000);
    const body = github.comments[0]?.body ?? '';
    expect(body.length).toBeLessThanOrEqual(65_535);
    expect(body).toMatch(/🦊\n<\/pre>\n\n\*\*The report is longer/u);
  });

  it('finds its comment among many, leaves those of others, and keeps folders apart', async () => {
    await pretend('one', 2);
    await run({ command: 'plan' });
    const body = github.comments[0]?.body ?? '';
    github.comments.length = 0;
    for (let id = 1; id <= 130; id += 1)
      github.comments.push({ id, user: { login: 'mallory' }, body: id === 3 ? body : 'hi' });
    await run({ command: 'plan' });
    expect(github.comments).toHaveLength(131);
    await pretend('two', 2);
    await run({ command: 'plan' });
    expect(github.comments).toHaveLength(131);
    expect(github.comments.at(-1)?.body).toContain('two');
    expect(github.comments[2]?.body).toBe(body);
    await run({ command: 'plan', account: 'other' });
    await run({ command: 'drift', account: 'other' });
    expect(github.comments).toHaveLength(133);
  });

  it('does not fail for a comment that it may not write, and writes none without a pull request', async () => {
    await pretend('told', 2);
    github.refuse(403);
    const refused = await run({ command: 'plan' });
    expect(refused.code).toBe(0);
    expect(refused.log).toContain('::warning::The comment was not written: GitHub answered HTTP 403; the token needs');
    expect((await run({ command: 'plan' }, { GITHUB_REPOSITORY: 'acme/../x' })).log).toContain('names no repository');
    const before = github.requests.length;
    await writeFile(join(sandbox.folder, 'event.json'), '{"ref": "refs/heads/main"}');
    expect((await run({ command: 'plan' })).log).toContain('no pull request');
    expect(github.requests).toHaveLength(before);
  });

  it('installs the version of the action, by name and with no script run', async () => {
    await sandbox.program('npm', '#!/bin/sh\nprintf "%s\\n" "$@" >npm-args\n');
    await pretend('told', 0);
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    for (const [given, wanted] of [
      ['', version],
      ['9.8.7-rc.1', '9.8.7-rc.1'],
    ] as const) {
      expect((await run({ command: 'plan', comment: 'false', version: given })).code).toBe(0);
      const args = (await readFile(join(sandbox.folder, 'npm-args'), 'utf8')).trimEnd().split('\n');
      expect(args.slice(-2)).toEqual(['--', `clnform@${wanted}`]);
      expect(args).toContain('--ignore-scripts');
    }
  });

  it('uses no other action, and no expression outside of env, conditions and outputs', async () => {
    const { runs, inputs, outputs } = await readAction();
    expect(runs.using).toBe('composite');
    for (const step of runs.steps) {
      expect(step).not.toHaveProperty('uses');
      expect(step.shell).toBe('bash');
      expect(step.run).not.toContain('${{');
      for (const value of Object.values(step.env)) {
        const name = /^\$\{\{ inputs\.([\w-]+) \}\}$/u.exec(value)?.[1];
        if (name !== undefined) expect(inputs).toHaveProperty(name);
        else expect(value).toMatch(/^\$\{\{ steps\.run\.outputs\.[\w-]+ \}\}$/u);
      }
    }
    for (const { value } of Object.values(outputs)) expect(value).toMatch(/^\$\{\{ steps\.run\.outputs\.[\w-]+ \}\}$/u);
  });
});
