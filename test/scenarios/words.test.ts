import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openScene, runAlone } from '../support/builtCli.ts';
import type { Scene } from '../support/builtCli.ts';

describe('what is said of an account', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene({ example: 'first-plan' });
  });
  afterEach(() => scene.end());

  const edit = async (from: string, to: string): Promise<void> => {
    const path = join(scene.folder, 'clnform.yaml');
    await writeFile(path, (await readFile(path, 'utf8')).replace(from, to));
  };

  it('a plan ends with the flags that apply will ask for, and apply takes them', async () => {
    expect((await scene.run('plan')).stdout).not.toContain('Apply will refuse');
    await scene.run('apply --auto-approve');
    await edit('limit: 5', 'limit: 0');
    await edit('version: 1', 'version: 1\nguards: { max_change_percent: 1 }');
    const last = (await scene.run('plan')).stdout.trimEnd().split('\n').at(-1);
    expect(last).toBe('Apply will refuse this without: --allow unlimited,over-guard');
    expect(await scene.run('apply --auto-approve --allow unlimited,over-guard')).toMatchObject({ code: 0 });
  });

  it('what vanished is bought again by its address, and no other', async () => {
    await scene.run('apply --auto-approve');
    const made = (await scene.objects()).find(({ kind, madeBy }) => kind === 'imunify_key' && madeBy !== 'start');
    await scene.console('GET', 'im/key/remove.json', { key: made?.id ?? '' });
    expect((await scene.run('plan')).stdout).toContain('refuse this without: --recreate imunify_key.web-eu\n');
    const stray = await scene.run('plan --recreate imunify_key.web-us');
    expect(stray).toMatchObject({ code: 1, stderr: expect.stringContaining('recreate-nothing') as string });
    expect((await scene.run('plan --recreate imunify_key.web-eu')).stdout).not.toContain('Apply will refuse');
  });

  it('a move is moved and protection protected, in the plan, on the way and at the end', async () => {
    await scene.run('apply --auto-approve');
    await edit('  web-eu:', '  web-north:');
    await edit('version: 1', 'version: 1\nmoved: [{ from: imunify_key.web-eu, to: imunify_key.web-north }]');
    const plan = await scene.run('plan');
    expect(plan.stdout).toContain('imunify_key.web-eu has moved to imunify_key.web-north');
    expect(plan.stdout).toContain('0 to remove, 1 to move.');
    expect(plan.stdout).not.toContain('adopt');
    const moved = await scene.run('apply --auto-approve');
    expect(moved.stderr).toContain('imunify_key.web-north: moved');
    expect(moved.stdout).toContain('0 removed, 1 moved.');

    await edit('limit: 5', 'protect: true\n    limit: 5');
    expect((await scene.run('plan')).stdout).toContain('0 to remove, 1 to protect.');
    expect((await scene.run('apply --auto-approve')).stdout).toContain('0 removed, 1 protected.');
    await edit('protect: true', 'protect: false');
    expect((await scene.run('apply --auto-approve')).stdout).toContain('0 removed, 1 unprotected.');
  });

  it('a destroy ends as a destroy, and says nothing of nothing', async () => {
    await scene.run('apply --auto-approve');
    expect((await scene.run('destroy --auto-approve')).stdout).toContain('Destroy complete:');
    await writeFile(join(scene.folder, 'clnform.yaml'), 'version: 1\naccount: acme\n');
    const { stdout, stderr } = await scene.run('apply --auto-approve');
    expect(stderr).not.toMatch(/Reading the account: \.|Applying 0/u);
    expect(stdout).toContain('No changes.');
  });

  it('what is wrong with every list is told once', async () => {
    await scene.faults('endpoint=*,do=refuse');
    const { stderr } = await scene.run('plan');
    const errors = stderr.split('\n').filter((line) => line.startsWith('error '));
    expect(errors).toHaveLength(1);
    for (const endpoint of ['im/key/list', 'ipl/list', 'group/list']) expect(errors[0]).toContain(endpoint);
  });

  it('what is said of a lost create is held against the account', async () => {
    await scene.faults(
      'endpoint=im/key/create,nth=1,when=after,do=reset',
      'endpoint=im/key/list,nth=3,count=999,do=refuse',
    );
    expect((await scene.run('apply --auto-approve --settle 1s')).code).toBe(4);
    await scene.faults();
    const made = (await scene.objects()).find(({ kind, madeBy }) => kind === 'imunify_key' && madeBy !== 'start');
    const id = made?.id ?? 'none';
    const resolve = (how: string) => scene.run(`state resolve imunify_key.web-eu ${how}`);
    for (const { how, hint } of [
      { how: '--none', hint: 'may-have-made' },
      { how: '--adopt IMNOSUCHKEY', hint: 'adopt-missing' },
    ]) {
      const { code, stderr } = await resolve(how);
      expect({ how, code }).toEqual({ how, code: 1 });
      expect(stderr).toContain(hint);
      expect(stderr).toContain(`****${id.slice(-4)}`);
      expect(stderr).not.toContain(id);
    }
    expect(await resolve(`--adopt ${id}`)).toMatchObject({ code: 0, stderr: '' });
  });

  it('Ctrl-C before an apply begins says that nothing was sent', async () => {
    await scene.faults('endpoint=*,do=hang');
    const child = scene.start('apply --auto-approve');
    let stderr = '';
    const reading = new Promise<void>((done) => {
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
        if (stderr.includes('Reading')) done();
      });
    });
    await reading;
    child.kill('SIGINT');
    expect(await new Promise((done) => child.once('close', done))).toBe(130);
    expect(stderr).toContain('Interrupted before anything was sent');
  });
});

describe('what is said without an account', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clnform-words-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const run = (line: string, variables?: Readonly<Record<string, string>>) =>
    runAlone(line.split(' '), folder, variables);

  it.each([
    { reason: 'a folder that is not there', line: '--chdir nowhere plan', hint: 'There is no folder nowhere' },
    { reason: 'a port that there is not', line: 'emulator --port 99999', hint: 'from 0 to 65535' },
  ])('names $reason', async ({ line, hint }) => {
    expect(await run(line)).toMatchObject({ code: 1, stderr: expect.stringContaining(hint) as string });
  });

  it('lists every hazard in the help of what takes --allow', async () => {
    for (const command of ['apply', 'destroy'])
      for (const hazard of ['removes-servers', 'vanished', 'over-guard', 'unreadable'])
        expect((await run(`${command} --help`)).stdout).toMatch(new RegExp(`^ {2}${hazard} `, 'mu'));
  });

  it('a reader of help that goes away is no error', () => {
    const script = '"$0" "$1" help plan 2>err | true; test ! -s err';
    execFileSync('sh', ['-c', script, process.execPath, resolve('dist/clnform.js')], { cwd: folder });
  });

  it('refuses links out of a folder, and prints nothing of what they lead to', async () => {
    await mkdir(join(folder, 'clnform'));
    await writeFile(join(folder, 'secret'), 'password: [hunter2\n');
    await symlink('../secret', join(folder, 'clnform/a.yaml'));
    for (const line of ['validate', 'validate --format json', 'fmt', 'plan']) {
      const { code, stdout, stderr } = await run(line);
      expect(code).toBe(1);
      expect(stdout + stderr).toContain('file-outside');
      expect(stdout + stderr).not.toContain('hunter2');
    }
  });

  it.each([
    { reason: 'a pipe as manifest', line: 'validate pipe', hint: 'no plain file' },
    { reason: 'a pipe as list of addresses', line: 'validate list.yaml', hint: 'no plain file' },
    { reason: 'a device', line: 'validate /dev/zero', hint: 'no plain file' },
    { reason: 'a pipe to lay out', line: 'fmt pipe', hint: 'no plain file' },
    { reason: 'a pipe as list of ids', line: 'import --list pipe', hint: 'no-list' },
    { reason: 'a device as list of ids', line: 'import --list /dev/zero', hint: 'no-list' },
    { reason: 'a pipe as backup of a state', line: 'state push pipe', hint: 'no-file' },
    { reason: 'a device as backup of a state', line: 'state push /dev/zero', hint: 'no-file' },
    { reason: 'a pipe as state', line: 'state list --state pipe', hint: 'state-read-failed' },
    { reason: 'a pipe as secret', line: 'status', hint: 'no plain file' },
  ])('refuses at once what is no file: $reason', async ({ line, hint }) => {
    execFileSync('mkfifo', ['-m', '600', join(folder, 'pipe')]);
    const list = 'version: 1\naccount: acme\nip_licenses: { web: { products: [cloudlinux], ips: { file: pipe } } }\n';
    await writeFile(join(folder, 'list.yaml'), list);
    const { code, stdout, stderr } = await run(line, { CLN_LOGIN: 'acme', CLN_SECRET_KEY_FILE: 'pipe' });
    expect(code).toBe(1);
    expect(stdout + stderr).toContain(hint);
  });
});
