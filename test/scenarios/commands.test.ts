import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScene, runAlone } from '../support/builtCli.ts';
import type { Ended, Scene } from '../support/builtCli.ts';

describe('without an account', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clnform-alone-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const run = (line: string, variables?: Readonly<Record<string, string>>): Promise<Ended> =>
    runAlone(line.split(' '), folder, variables);

  it('prints its version and help, for every command with an example', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    expect(await run('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    const help = await run('--help');
    expect(help).toMatchObject({ code: 0, stderr: '' });
    const commands = [...help.stdout.matchAll(/^ {2}([a-z]+) /gmu)].map(([, name]) => name ?? '');
    const working = commands.filter((name) => !['help', 'state'].includes(name));
    expect(working).toEqual(expect.arrayContaining(['init', 'validate', 'fmt', 'plan', 'apply', 'destroy', 'import']));
    for (const command of working) expect((await run(`${command} --help`)).stdout).toContain('Examples:');
  });

  it.each([
    { reason: 'no command', line: 'plam', hint: 'plan' },
    { reason: 'no option', line: 'plan --formta json', hint: '--format' },
    { reason: 'a format that there is not', line: 'plan --format pdf', hint: 'text, json' },
    { reason: 'an option that is spelt otherwise', line: 'plan --oot plan.json', hint: '--out' },
    { reason: 'no number', line: 'apply --parallelism many', hint: 'whole number' },
    { reason: 'no hazard', line: 'apply --allow everything', hint: 'removes-servers' },
    { reason: 'no manifest', line: 'plan', hint: 'clnform init' },
    { reason: 'no address', line: 'state mv web web-eu', hint: 'imunify_key' },
    { reason: 'two answers', line: 'state resolve els_key.a --adopt X --none', hint: '--none' },
    { reason: 'no answer', line: 'state resolve els_key.a', hint: '--adopt' },
    { reason: 'no such shape', line: 'emulator --shape numbers=roman', hint: 'int' },
    { reason: 'no such fault', line: 'emulator --fault do=explode', hint: 'reset' },
    { reason: 'an unsafe root', line: '--api-url http://cln.example.com/api status', hint: 'https' },
  ])('ends with 1 and says what is meant: $reason', async ({ line, hint }) => {
    const { code, stdout, stderr } = await run(line);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(hint);
  });

  it('starts with a manifest that is valid, laid out, and known to editors; and overwrites nothing', async () => {
    await writeFile(join(folder, '.gitignore'), 'node_modules/');
    expect(await run('--account acme init')).toMatchObject({ code: 0, stderr: '' });
    expect(await run('validate')).toMatchObject({ code: 0, stdout: 'Valid: 0 resources are declared.\n' });
    expect(await run('fmt --check')).toMatchObject({ code: 0, stdout: '' });
    expect(await readFile(join(folder, '.gitignore'), 'utf8')).toBe(
      'node_modules/\nclnform.state.*\n.*.tmp\n.clnform-*.lock\n*.plan\nrebind.txt\n',
    );
    expect(JSON.parse(await readFile(join(folder, 'clnform.schema.json'), 'utf8'))).toHaveProperty('properties');

    await writeFile(join(folder, 'clnform.yaml'), 'mine');
    await run('init');
    expect(await readFile(join(folder, 'clnform.yaml'), 'utf8')).toBe('mine');
  });

  it.each(['clnform.yml', 'clnform/'])('is not begun beside the manifest %s', async (other) => {
    await rm(join(folder, 'clnform.yaml'), { force: true });
    const path = join(folder, other);
    await (other.endsWith('/') ? mkdir(path) : writeFile(path, 'version: 1\n'));
    const { code, stdout, stderr } = await run('--account acme init');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`There is a manifest here already: ${other.replace('/', '')}.`);
    await expect(readFile(join(folder, 'clnform.yaml'))).rejects.toThrow('ENOENT');
    await rm(path, { recursive: true });
  });

  it('offers in the starter only what becomes valid when the # is taken away', async () => {
    await rm(join(folder, 'clnform.yaml'), { force: true });
    await run('--account acme init');
    const starter = await readFile(join(folder, 'clnform.yaml'), 'utf8');
    const body = starter.slice(starter.indexOf('guards:')).replaceAll(/^# ?/gmu, '');
    await writeFile(join(folder, 'other.yaml'), `version: 1\naccount: acme\n${body}`);
    expect(await run('validate other.yaml')).toMatchObject({ code: 0 });
  });

  it('tells every problem at once, in each format, with the same exit code', async () => {
    await writeFile(
      join(folder, 'bad.yaml'),
      'version: 1\naccount: acme\nimunify_keys:\n  web: { product: "360_31", limit: 5, nots: x }\n',
    );
    const text = await run('validate bad.yaml');
    expect(text.code).toBe(1);
    expect(text.stdout).toContain('--> bad.yaml:4:');
    expect(text.stdout).toContain('Not valid: 2 errors.');
    const json = await run('validate bad.yaml --format json');
    expect(json.code).toBe(1);
    expect((JSON.parse(json.stdout) as { diagnostics: unknown[] }).diagnostics).toHaveLength(2);
    const github = await run('validate bad.yaml --format github');
    expect(github.code).toBe(1);
    expect(github.stdout.match(/^::error file=bad\.yaml,line=4,/gmu)).toHaveLength(2);
  });

  it('lays manifests out, and keeps their mode', async () => {
    const file = join(folder, 'wide.yaml');
    await writeFile(file, 'version:   1\naccount:   acme # mine\n', { mode: 0o640 });
    expect(await run('fmt --check wide.yaml')).toMatchObject({ code: 1, stdout: 'wide.yaml\n' });
    expect(await run('fmt wide.yaml')).toMatchObject({ code: 0, stdout: 'wide.yaml\n' });
    expect(await readFile(file, 'utf8')).toBe('version: 1\naccount: acme # mine\n');
    expect((await stat(file)).mode & 0o777).toBe(0o640);
    expect(await run('fmt wide.yaml')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('gives a manifest no way to the secret', async () => {
    await writeFile(join(folder, 'thief.yaml'), 'version: 1\naccount: ${env:CLN_SECRET_KEY}\n');
    const { code, stdout } = await run('validate thief.yaml', { CLN_SECRET_KEY: 'sesame' });
    expect(code).toBe(1);
    expect(stdout).not.toContain('sesame');
  });
});

describe('with an account', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene({ example: 'first-plan', emulator: ['--ledger', 'ledger.jsonl'] });
  });
  afterAll(() => scene.end());

  it('imports, lists, shows, renames and forgets bindings', async () => {
    const im = 'imunify_key.web-eu IM30SAMPLEWEBEU0WBEU';
    expect(await scene.run(`import ${im}`)).toMatchObject({ code: 0 });
    expect((await scene.run('state list')).stdout).toMatch(/^imunify_key\.web-eu +\*{4}WBEU\n$/u);
    expect((await scene.run('state show imunify_key.web-eu')).stdout).toContain('Imunify key');
    expect(await scene.run('state mv imunify_key.web-eu imunify_key.other')).toMatchObject({ code: 0 });
    expect(await scene.run('state mv imunify_key.web-eu imunify_key.third')).toMatchObject({ code: 1 });
    expect(await scene.run('state mv imunify_key.other els_key.other')).toMatchObject({ code: 1 });
    expect(await scene.run('state rm imunify_key.other imunify_key.none')).toMatchObject({ code: 1 });
    expect(JSON.parse((await scene.run('state list --format json')).stdout)).toMatchObject({
      bindings: [{ address: 'imunify_key.other' }],
    });
    expect(await scene.run('state rm imunify_key.other')).toMatchObject({ code: 0 });
    expect((await scene.run('state list')).stdout).toBe('Nothing is bound.\n');
    expect(await scene.run('import imunify_key.web-eu NOSUCHKEY')).toMatchObject({ code: 1 });
    expect((await scene.calls()).filter((call) => call.mutating)).toEqual([]);
  });

  it('shows the status of the service', async () => {
    expect(await scene.run('status')).toMatchObject({ code: 0, stdout: expect.stringContaining('healthy') as string });
    expect(JSON.parse((await scene.run('status --format json')).stdout)).toMatchObject({ healthy: true });
  });

  it('takes a whole account away again, and leaves what it did not make', async () => {
    expect(await scene.run('apply --auto-approve')).toMatchObject({ code: 0 });
    expect(await scene.run('plan --destroy --detailed-exitcode')).toMatchObject({ code: 2 });
    expect(await scene.run('destroy --auto-approve')).toMatchObject({ code: 0 });
    expect(JSON.parse((await scene.run('state list --format json')).stdout)).toMatchObject({ bindings: [] });
    const objects = await scene.objects();
    const made = objects.filter((object) => object.madeBy !== 'start');
    // Groups have no call that removes them.
    expect(made.filter((object) => object.removedBy === undefined).map(({ kind }) => kind)).toEqual(['server_group']);
    expect(objects.filter((object) => object.madeBy === 'start' && object.removedBy !== undefined)).toEqual([]);
  });

  it('writes the emulator’s ledger as it goes', async () => {
    const path = join(scene.folder, 'ledger.jsonl');
    expect(existsSync(path)).toBe(true);
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    const records = lines.map((line) => JSON.parse(line) as { record: string });
    expect(records.filter(({ record }) => record === 'call')).toHaveLength((await scene.calls()).length);
  });

  it('ends the emulator with 0 on SIGTERM', async () => {
    const child = scene.start('emulator --empty');
    const code = new Promise((resolve) => child.once('exit', resolve));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGTERM');
    expect(await code).toBe(0);
  });
});
