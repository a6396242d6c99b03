import { readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openScene } from '../support/builtCli.ts';
import type { Scene } from '../support/builtCli.ts';

const FORMATS = ['text', 'json', 'markdown', 'html', 'junit', 'github'] as const;
/** What only that format begins with. */
const BEGINS: Readonly<Record<(typeof FORMATS)[number], RegExp>> = {
  text: /^(?:Account acme|\nApply)/,
  json: /^\{\n/,
  markdown: /^## (?:Plan|Apply) for CLN account `acme`\n/,
  html: /^<!doctype html>\n/,
  junit: /^<\?xml version="1.0"/,
  github: /^::(?:notice|error) title=clnform /,
};

describe('reports of the built command line', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene({ example: 'first-plan', emulator: ['--empty'] });
  });
  afterEach(() => scene.end());

  const file = (name: string): Promise<string> => readFile(join(scene.folder, name), 'utf8');

  it('a plan is the same in each format, with the same exit code, and in files from one run', async () => {
    for (const format of FORMATS) {
      const { code, stdout } = await scene.run(`plan --detailed-exitcode --format ${format}`);
      expect(code).toBe(2);
      expect(stdout).toMatch(BEGINS[format]);
      if (format !== 'json') expect(stdout).toContain('20 to create');
    }
    const reports = ['p.txt', 'p.json', 'p.md', 'p.html', 'p.xml'];
    const { code, stdout } = await scene.run(`plan ${reports.map((name) => `--report ${name}`).join(' ')}`);
    expect(code).toBe(0);
    expect(await file('p.txt')).toBe(stdout);
    expect(await file('p.md')).toMatch(BEGINS.markdown);
    expect(await file('p.html')).toMatch(BEGINS.html);
    expect(await file('p.xml')).toMatch(BEGINS.junit);
    expect(JSON.parse(await file('p.json'))).toMatchObject({ summary: { create: 20 } });
    expect((await readdir(scene.folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('annotations stand at the lines of the manifest', async () => {
    const lines = (await file('clnform.yaml')).split('\n');
    const line = lines.findIndex((text) => text.startsWith('  web-eu:')) + 1;
    const { stdout } = await scene.run('plan --format github');
    expect(stdout).toContain(
      `::notice file=clnform.yaml,line=${line},col=3,title=clnform plan%3A create::imunify_key.web-eu`,
    );
  });

  it('an apply tells what became of each change, also when it is refused or its outcome unknown', async () => {
    const path = join(scene.folder, 'clnform.yaml');
    await writeFile(path, (await file('clnform.yaml')).replace('limit: 5', 'limit: 0'));
    const refused = await scene.run('apply --auto-approve --format junit --report a.md');
    expect(refused.code).toBe(1);
    expect(refused.stdout).toMatch(BEGINS.junit);
    expect(await file('a.md')).toContain('**Apply refused: nothing was sent.');
    expect((await scene.calls()).filter(({ endpoint }) => endpoint.includes('create'))).toEqual([]);

    await scene.faults('endpoint=im/key/create,do=refuse');
    const partway = await scene.run(
      'apply --auto-approve --allow unlimited --settle 10ms --format json --report a.md --report a.html',
    );
    expect(partway.code).toBe(4);
    const { resource_changes: changes } = JSON.parse(partway.stdout) as {
      resource_changes: { address: string; outcome: string }[];
    };
    const outcomes = new Map(changes.map(({ address, outcome }) => [address, outcome]));
    expect(outcomes.get('imunify_key.web-eu')).toBe('unknown');
    expect(outcomes.get('server_group.web')).toBe('done');
    expect(await file('a.md')).toContain('imunify_key.web-eu may or may not have been created');
    expect(await file('a.html')).toContain('Apply stopped partway');
    await scene.faults();
    expect(await scene.run('state resolve imunify_key.web-eu --none')).toMatchObject({ code: 0 });
    const rest = await scene.run('apply --auto-approve --allow unlimited --settle 10ms --format markdown');
    expect(rest.code).toBe(0);
    expect(rest.stdout).toContain('**Apply complete: 1 created');
    expect(await file('a.md')).not.toBe(rest.stdout);
  });

  it.each([
    { wrong: 'plan.pdf', says: 'report-format' },
    { wrong: 'no-such-folder/plan.md', says: 'report-not-written' },
    { wrong: 'clnform.state.json', says: 'report-is-state' },
    { wrong: './ok.md', says: 'report-twice' },
  ])('a report that cannot be is refused before anything is called: $wrong', async ({ wrong, says }) => {
    await scene.run('apply --auto-approve');
    const state = await file('clnform.state.json');
    const before = (await scene.calls()).length;
    const { code, stderr } = await scene.run(`apply --auto-approve --report ok.md --report ${wrong}`);
    expect({ code, calls: (await scene.calls()).length }).toEqual({ code: 1, calls: before });
    expect(stderr).toContain(`error ${says}:`);
    expect(await file('clnform.state.json')).toBe(state);
    expect((await readdir(scene.folder)).filter((name) => name.endsWith('.md') || name.endsWith('.tmp'))).not.toContain(
      'ok.md',
    );
  });

  it('a report and a plan spare what the run reads, and go through links', async () => {
    const manifest = await file('clnform.yaml');
    await symlink('clnform.yaml', join(scene.folder, 'm.txt'));
    const before = (await scene.calls()).length;
    for (const [typed, says] of [
      ['plan --report m.txt', 'report-is-input'],
      ['drift --report m.txt', 'report-is-input'],
      ['apply --auto-approve --report m.txt', 'report-is-input'],
      ['plan --out clnform.state.json', 'out-is-state'],
      ['plan --out a.json --report a.json', 'out-twice'],
    ] as const) {
      const { code, stdout, stderr } = await scene.run(typed);
      expect({ typed, code, stdout }).toEqual({ typed, code: 1, stdout: '' });
      expect(stderr).toContain(`error ${says}:`);
    }
    expect((await scene.calls()).length).toBe(before);
    expect(await file('clnform.yaml')).toBe(manifest);
    expect((await readdir(scene.folder)).filter((name) => /tmp$|state|^a\./u.test(name))).toEqual([]);
    await symlink('real.plan', join(scene.folder, 'a.json'));
    const saving = 'plan --out a.json --report p.json';
    expect(await scene.run(saving)).toMatchObject({ code: 0 });
    expect(await scene.run(saving)).toMatchObject({ code: 0 });
    expect(await readlink(join(scene.folder, 'a.json'))).toBe('real.plan');
    expect(await file('real.plan')).toContain('"clnform-plan"');
    const reused = await scene.run('apply a.json --report real.json --report a.json');
    expect(reused).toMatchObject({ code: 1, stdout: '' });
    expect(reused.stderr).toContain('error report-is-input:');
  });

  it('a graph needs no account, and the plan’s shows the order', async () => {
    const offline = await scene.run('graph --format svg', { CLN_API_URL: 'http://127.0.0.1:9/api' });
    expect(offline).toMatchObject({ code: 0 });
    expect(offline.stdout).toMatch(/^<svg xmlns/);
    expect(offline.stdout).toContain('imunify_key.web-eu');
    expect((await scene.run('graph --plan')).stdout).toContain('#43; imunify_key.web-eu');
    expect((await scene.run('graph --format dot --max-nodes 1')).stdout).toContain('digraph clnform {');
  });
});
