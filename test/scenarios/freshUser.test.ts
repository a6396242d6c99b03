import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, afterAll, describe, expect, it } from 'vitest';
import { openScene } from '../support/builtCli.ts';
import type { Scene } from '../support/builtCli.ts';

const saying = (text: string): string => expect.stringContaining(text) as string;
const lines = (text: string, start: string): number => text.split('\n').filter((line) => line.startsWith(start)).length;

/** What someone meets who takes the program up for the first time, in the order in which it was met. */
describe('a fresh user of an empty account', () => {
  let scene: Scene;
  const at = (path: string): string => join(scene.folder, path);
  beforeAll(async () => {
    scene = await openScene({ example: 'first-plan' });
  });
  afterAll(() => scene.end());
  afterEach(() => scene.faults());

  it.each([
    { line: 'apply nofile.plan', says: 'error no-plan: There is no saved plan nofile.plan.' },
    { line: 'show nofile.plan', says: 'error no-plan: There is no saved plan nofile.plan.' },
    { line: 'apply nothing', says: 'error no-plan: There is neither a saved plan nor a manifest nothing.' },
    { line: 'apply nothing.yaml', says: 'error no-manifest: There is no manifest at nothing.yaml.' },
    { line: 'apply nothing/', says: 'error no-manifest: There is no manifest at nothing/.' },
    { line: 'destroy nofile.plan', says: 'error no-manifest' },
    { line: 'apply --rehearse', says: 'clnform plan --rehearse\n' },
    { line: 'init --from-account', says: 'run `clnform init --from-account` again' },
    { line: 'export --out folder', says: 'leave --out away' },
  ])('is told what is meant: $line', async ({ line, says }) => {
    const { code, stdout, stderr } = await scene.run(line);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(says);
    if (line.startsWith('init')) expect(stderr).not.toContain('--out');
    expect(await scene.calls()).toEqual([]);
  });

  it('sees of a saved plan for whom it is, whether it is spent, and what it writes over', async () => {
    await writeFile(at('empty.plan'), '');
    await writeFile(at('notes.plan'), 'not a plan\n');
    await mkdir(at('folder.plan'));
    const before = (await scene.calls()).length;
    for (const file of ['notes.plan', 'folder.plan']) {
      expect(await scene.run(`plan --out ${file}`)).toMatchObject({
        code: 1,
        stdout: '',
        stderr: saying('error out-exists'),
      });
    }
    expect(await readFile(at('notes.plan'), 'utf8')).toBe('not a plan\n');
    expect((await scene.calls()).length).toBe(before);

    const first = await scene.run('plan --out empty.plan');
    expect(first).toMatchObject({ code: 0, stderr: saying('Saved to empty.plan.') });
    expect(first.stderr).not.toContain('Overwrote');
    expect((await stat(at('empty.plan'))).mode & 0o777).toBe(0o600);
    const again = await scene.run('plan --out empty.plan');
    expect(again.stderr).toMatch(
      /^Overwrote the plan that empty\.plan held: one of \S+Z, from before there was a state\.$/mu,
    );

    const other = await scene.run('apply empty.plan', { CLN_LOGIN: 'other' });
    expect(other.code).toBe(1);
    expect(other.stderr).toContain('The credentials are for the account other, and the plan is for acme.');
    expect(other.stderr).not.toContain('manifest');

    const shown = async (format: string): Promise<string> =>
      (await scene.run(`show empty.plan --format ${format}`)).stdout;
    // Without a state nothing can tell; with the one that it was made from, it does.
    expect(JSON.parse(await shown('json'))).not.toHaveProperty('spent');
    expect(await scene.run('apply empty.plan')).toMatchObject({ code: 0 });
    expect(JSON.parse(await shown('json'))).toMatchObject({ spent: true });
    expect(await shown('text')).toMatch(/^This plan is spent: /u);
    for (const format of ['markdown', 'html', 'github']) expect(await shown(format)).toContain('plan-spent');
    expect((await scene.run('plan --out empty.plan')).stderr).toMatch(/^Overwrote .* spent\.$/mu);
    expect(JSON.parse(await shown('json'))).toMatchObject({ spent: false });
    expect(await shown('text')).not.toContain('spent');
    await writeFile(at('empty.plan'), (await readFile(at('empty.plan'), 'utf8')).slice(0, -40));
    expect((await scene.run('plan --out empty.plan')).stderr).toMatch(/^Overwrote .* it was damaged\.$/mu);
  });

  it('writes drift in every format beside what is printed, with the same exit code', async () => {
    const names = ['d.md', 'd.html', 'd.json', 'd.xml', 'd.txt'];
    const { code, stdout } = await scene.run(`drift ${names.map((name) => `--report ${name}`).join(' ')}`);
    expect(code).toBe(0);
    expect(await readFile(at('d.txt'), 'utf8')).toBe(stdout);
    expect(JSON.parse(await readFile(at('d.json'), 'utf8'))).toHaveProperty('summary.drifted', 0);
    for (const [name, has] of [
      ['d.md', '## Drift'],
      ['d.html', '<!doctype html>'],
      ['d.xml', '<testsuites'],
    ] as const)
      expect((await readFile(at(name), 'utf8')).toLowerCase()).toContain(has.toLowerCase());
    expect(await scene.run('drift --report d.pdf')).toMatchObject({ code: 1, stderr: saying('error report-format') });
    await scene.faults('endpoint=ipl/list,do=refuse');
    await rm(at('d.md'));
    expect(await scene.run('drift --report d.md')).toMatchObject({ code: 1 });
    expect(existsSync(at('d.md'))).toBe(false);
  });

  it('is told one thing of what stands open, and what to type once', async () => {
    const manifest = await readFile(at('clnform.yaml'), 'utf8');
    const more = "imunify_keys:\n  other: { product: '360_30', limit: 6 }";
    await writeFile(at('clnform.yaml'), manifest.replace('imunify_keys:', more));
    await scene.faults('endpoint=im/key/create,nth=1,when=before,do=reset');
    const apply = 'apply --auto-approve --settle 0s';
    expect(await scene.run(apply)).toMatchObject({ code: 4, stdout: saying('stopped partway') });
    await scene.faults();
    const { code, stdout, stderr } = await scene.run(apply);
    expect(code).toBe(4);
    expect(stdout).not.toMatch(/No changes|stopped partway/u);
    expect(stdout).toContain('Apply not complete: nothing was sent.');
    expect(lines(stdout, '! UNKNOWN OUTCOME')).toBe(1);
    expect((stdout + stderr).match(/clnform state resolve imunify_key\.other --none/gu)).toHaveLength(1);
    expect(await scene.run('plan')).toMatchObject({
      code: 4,
      stdout: saying('clnform state resolve imunify_key.other --none'),
    });
  });
});

describe('a fresh user of an account with years of keys in it', () => {
  let scene: Scene;
  const at = (path: string): string => join(scene.folder, path);
  beforeAll(async () => {
    scene = await openScene({});
  });
  afterAll(() => scene.end());

  it('adopts it, is told once of all keys without a limit, and has nothing with keys in Git', async () => {
    const exported = await scene.run('export --out clnform');
    expect(exported).toMatchObject({ code: 0, stderr: saying('Made .gitignore: clnform.state.*') });
    expect(await readFile(at('.gitignore'), 'utf8')).toBe(
      'clnform.state.*\n.*.tmp\n.clnform-*.lock\n*.plan\nrebind.txt\n',
    );

    const { stderr } = await scene.run('plan');
    const [warning, ...others] = stderr.split('\n').filter((line) => line.startsWith('warning '));
    expect(others).toEqual([]);
    expect(warning).toMatch(
      /^warning unlimited-key: 6 resources \((?:`\S+`, ){4}`\S+` and 1 more\): each has no limit: any number of servers/u,
    );
    // Programs, and those who ask for every place, get each.
    const checked = await Promise.all([scene.run('validate'), scene.run('validate --format json')]);
    for (const { stdout } of checked) expect(stdout.match(/has no limit/gu)).toHaveLength(6);
  });

  it('is told of an ignore file of their own what it lacks, and it is left as it is', async () => {
    await rm(at('clnform'), { recursive: true });
    await writeFile(at('.gitignore'), '*.plan\n');
    const { code, stderr } = await scene.run('export --out clnform', { CLNFORM_STATE: 'live.json' });
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^Some files here hold licence keys whole: add to \.gitignore \/live\.json\* and clnform\.state\.\* and/mu,
    );
    expect(await readFile(at('.gitignore'), 'utf8')).toBe('*.plan\n');
  });

  it('rebuilds a lost state with commands that can be typed as they are printed', async () => {
    await rm(at('clnform.state.json'));
    const masked = await scene.run('state rebuild');
    expect(masked.code).toBe(4);
    const commands = [...masked.stdout.matchAll(/^ {2}clnform (.*)$/gmu)].map(([, line = '']) => line);
    expect(commands).toEqual(['state rebuild --list rebind.txt', 'import --list rebind.txt']);
    // A warning of many is told once.
    expect((await scene.run('apply --auto-approve')).stdout).toMatch(/^Apply not complete: nothing was sent\./mu);
    const codes = [];
    for (const command of commands) codes.push((await scene.run(command)).code);
    expect(codes).toEqual([4, 0]);
    expect((await stat(at('rebind.txt'))).mode & 0o777).toBe(0o600);
    expect(await scene.run('plan')).toMatchObject({ code: 0, stdout: saying('No changes.') });
    const before = (await scene.calls()).length;
    expect(await scene.run('state rebuild --list rebind.txt')).toMatchObject({
      code: 1,
      stderr: saying('error file-exists'),
    });
    expect((await scene.calls()).length).toBe(before);
    expect((await scene.calls()).filter(({ mutating }) => mutating)).toEqual([]);
  });
});
