import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScene } from '../support/builtCli.ts';
import type { Ended, Scene } from '../support/builtCli.ts';

/** Default keys of the sample account: the service refuses to remove them. */
const DEFAULT_KEY = 'IMADEFAULT0EMULATOR';

let scene: Scene;
const at = (...names: readonly string[]): string => join(scene.folder, ...names);
const says = (text: string): unknown => expect.stringContaining(text);
const writes = async (): Promise<number> => (await scene.calls()).filter((call) => call.mutating).length;

beforeAll(async () => {
  scene = await openScene({ example: 'first-plan' });
  expect(await scene.run('apply --auto-approve')).toMatchObject({ code: 0 });
});
afterAll(() => scene.end());

describe('a file or a folder that was not meant', () => {
  it('a saved plan is carried to a folder without a state', async () => {
    const manifest = await readFile(at('clnform.yaml'), 'utf8');
    await writeFile(at('clnform.yaml'), manifest.replace('limit: 5', 'limit: 6'));
    expect(await scene.run('plan --out web.plan')).toMatchObject({ code: 0 });
    await writeFile(at('clnform.yaml'), manifest);
    await mkdir(at('elsewhere'));
    const before = await writes();
    const { code, stderr } = await scene.run('--chdir elsewhere apply ../web.plan');
    expect({ code, stderr }).toEqual({ code: 1, stderr: says('error no-state: There is no state at ') });
    expect(stderr).toContain('--state FILE');
    expect(await writes()).toBe(before);
    expect(await readdir(at('elsewhere'))).not.toContain('clnform.state.json');
    await writeFile(at('elsewhere', 'clnform.state.json'), await anotherState());
    expect(await scene.run('--chdir elsewhere apply ../web.plan')).toMatchObject({
      code: 1,
      stderr: says('error plan-lineage: The plan was made from another state.'),
    });
  });

  it.each([
    { file: 'clnform.yaml', says: 'clnform.yaml is a manifest, and no saved plan.', help: 'clnform plan clnform.yaml' },
    { file: 'clnform.state.json', says: 'clnform.state.json is a state, and no saved plan.', help: 'plan --out' },
    { file: 'README.md', says: 'README.md is no saved plan.', help: 'plan --out' },
    { file: '.', says: '. is no file, and no saved plan.', help: 'plan --out' },
  ])('show $file', async ({ file, says: what, help }) => {
    const { code, stderr } = await scene.run(`show ${file}`);
    expect({ code, stderr }).toEqual({ code: 1, stderr: says(`error not-a-plan: ${what}`) });
    expect(stderr).toContain(help);
  });

  it('a saved plan that was cut short is damaged all the same', async () => {
    expect(await scene.run('plan --out half.plan')).toMatchObject({ code: 0 });
    const whole = await readFile(at('half.plan'), 'utf8');
    await writeFile(at('half.plan'), whole.slice(0, -40));
    expect(await scene.run('show half.plan')).toMatchObject({ code: 1, stderr: says('error plan-damaged') });
  });

  async function anotherState(): Promise<string> {
    const state = JSON.parse(await readFile(at('clnform.state.json'), 'utf8')) as object;
    return JSON.stringify({ ...state, lineage: 'another' });
  }
});

describe('what was probably meant', () => {
  it.each([
    { line: 'import imunify_kee.web-eu X', hint: 'Did you mean imunify_key.web-eu?' },
    { line: 'import imunify_key X', hint: 'Did you mean imunify_key.NAME?' },
    { line: 'import imunify_key.webeu IMX', hint: 'Did you mean imunify_key.web-eu? Declare it first' },
    { line: 'state show imunify_keys.web-eu', hint: 'Did you mean imunify_key.web-eu?' },
  ])('$line', async ({ line, hint }) => {
    const { code, stderr } = await scene.run(line);
    expect({ code, stderr }).toEqual({ code: 1, stderr: says(hint) });
  });

  it.each([
    { reason: 'no addresses', line: 'imunify_keys.x X', count: 20_000, code: 'bad-list' },
    { reason: 'nothing that is declared', line: 'imunify_key.web-eu# X', count: 3000, code: 'not-declared' },
  ])('a list of $reason: the first twenty, and how many they are', async ({ line, count, code }) => {
    const lines = Array.from({ length: count }, (_, i) => line.replace('#', String(i)));
    await writeFile(at('wrong.txt'), lines.join('\n'));
    const { code: exit, stderr } = await scene.run('import --list wrong.txt');
    expect(exit).toBe(1);
    expect(stderr.match(new RegExp(`error ${code}: `, 'gu'))).toHaveLength(21);
    expect(stderr).toContain(`And ${count - 20} more lines that are wrong: ${count} in all.`);
    expect(stderr).toContain('Did you mean');
  });

  it('a root without /api, and another account', async () => {
    const root = { CLN_API_URL: scene.url.replace(/\/api$/u, '') };
    expect(await scene.run('servers', root)).toMatchObject({ code: 1, stderr: says('The root ends in /api') });
    const { code, stderr } = await scene.run('--account other servers');
    expect({ code, stderr }).toEqual({ code: 1, stderr: says('and --account names other.') });
    expect(stderr).toContain('CLN_LOGIN');
  });
});

describe('words of the command that was typed', () => {
  it('a destroy is no apply', async () => {
    const { code, stdout, stderr } = await scene.run('destroy');
    expect({ code, stdout }).toEqual({ code: 1, stdout: says('this is what destroy would do.') });
    expect(stderr).toContain('clnform plan --destroy');
    expect((await scene.run('plan --destroy')).stdout).toContain('this is what destroy would do.');
    expect((await scene.run('plan --destroy --out all.plan')).stdout).toContain('this is what apply would do.');
  });

  it('a registration for monitoring is no plan', async () => {
    const { code, stderr } = await scene.run('nagios register WsTs821nSAtiastD');
    expect({ code, stderr }).toEqual({ code: 1, stderr: says('error approval-needed') });
    expect(stderr).not.toContain('plan');
  });
});

describe('the state', () => {
  const ADDRESS = 'imunify_key.web-eu';

  it('a binding that moves to what nothing declares is warned of, and one that moves back is not', async () => {
    expect(await scene.run(`state mv ${ADDRESS} imunify_key.nope`)).toMatchObject({
      code: 0,
      stderr: says(
        'warning not-declared: The manifest does not declare imunify_key.nope: the next apply would remove what is bound to it, and create imunify_key.web-eu, which is declared, anew.',
      ),
    });
    const { stdout } = await scene.run('plan');
    expect(stdout).toContain('Plan: 1 to create, 0 to update, 0 to replace, 1 to remove.');
    expect(await scene.run(`state mv imunify_key.nope ${ADDRESS}`)).toMatchObject({ code: 0, stderr: '' });
  });

  it('what a push with --force replaces is kept', async () => {
    expect(await scene.run('state pull --out old.json')).toMatchObject({ code: 0 });
    await scene.run(`state mv ${ADDRESS} imunify_key.moved`);
    const before = await readFile(at('clnform.state.json'), 'utf8');
    const { code, stdout } = await scene.run('state push old.json --force');
    expect(code).toBe(0);
    const [, kept = ''] = /^What was there is kept at (\S+\.replaced-\d{8}T\d{6}Z)\./mu.exec(stdout) ?? [];
    expect(await readFile(kept, 'utf8')).toBe(before);
    expect((await stat(kept)).mode & 0o777).toBe(0o600);
    expect(stdout).toContain('run `clnform state rebuild` before anything else');
    // What no force is needed for leaves no copy.
    expect(await scene.run('state push old.json --force')).toMatchObject({ code: 0 });
    await rm(at('clnform.state.json'));
    const again = await scene.run('state push old.json --force');
    expect(again.stdout).not.toContain('kept at');
  });

  it('a lock: none, held by another, and who is told', async () => {
    const none = { code: 0, stdout: 'There is no lock on the account acme: nothing was removed.\n', stderr: '' };
    for (const line of ['state unlock', 'state unlock --force', 'state unlock abc'])
      expect(await scene.run(line)).toEqual(none);
    expect(await scene.run('--chdir elsewhere --state none.json state unlock', { CLN_LOGIN: '' })).toMatchObject({
      code: 1,
      stderr: says('error which-account'),
    });
    const lock = { id: 'abc', account: 'acme', owner: 'ann@build-7', host: 'build-7', pid: 4711 };
    await writeFile(at('.clnform-acme.lock'), JSON.stringify({ ...lock, since: 1.7e12, operation: 'apply' }));
    const held = 'apply by ann@build-7 (process 4711 on build-7) since 2023-11-14T22:13:20.000Z.';
    for (const line of ['plan', 'drift'])
      expect(await scene.run(line)).toMatchObject({
        code: 0,
        stderr: says(`warning lock-held: Another run holds the lock of this account: ${held}`),
      });
    const work = `A run is at work: ${held.slice(0, -1)}; what it has not finished shows as open.\n`;
    const listed = await scene.run('state list --format json');
    expect(listed).toMatchObject({ code: 0, stderr: work });
    const [bound] = (JSON.parse(listed.stdout) as { bindings: { address: string }[] }).bindings;
    expect(await scene.run(`state show ${bound?.address ?? ''}`)).toMatchObject({ code: 0, stderr: work });
    expect(await scene.run('apply --auto-approve')).toMatchObject({ code: 5 });
    expect(await scene.run('state unlock')).toMatchObject({ code: 1, stderr: says('clnform state unlock abc') });
    expect(await scene.run('state unlock abc')).toMatchObject({ code: 0 });
    expect((await scene.run('plan')).stderr).not.toContain('lock-held');
    expect(await scene.run('state list')).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('money that was spent', () => {
  it('a key that took the place of one that could not be removed is told in every view', async () => {
    const half = 'half replaced (the new one was created, the old one is not known to be gone)';
    const manifest = (product: string, limit: number): string =>
      `version: 1\naccount: acme\nimunify_keys:\n  own: { product: '${product}', limit: ${limit}, adopt: ${DEFAULT_KEY} }\n`;
    await mkdir(at('own'));
    const run = (line: string): Promise<Ended> => scene.run(`--chdir own ${line}`);
    await writeFile(at('own', 'clnform.yaml'), manifest('AVP', 5));
    expect(await run('apply --auto-approve')).toMatchObject({ code: 0 });
    await writeFile(at('own', 'clnform.yaml'), manifest('360_30', 5));
    const reports = ['json', 'md', 'html', 'xml'].map((end) => `--report r.${end}`).join(' ');
    const { code, stdout } = await run(`apply --auto-approve --allow alike ${reports}`);
    expect({ code, stdout }).toEqual({ code: 0, stdout: says(`0 replaced, 0 removed, 1 left in place, 1 ${half}.`) });
    for (const end of ['md', 'html', 'xml']) expect(await readFile(at('own', `r.${end}`), 'utf8')).toContain(half);
    expect(JSON.parse(await readFile(at('own', 'r.json'), 'utf8'))).toMatchObject({
      summary: { kept: 1, half_replaced: 1, done: { create: 0, replace: 0 } },
      resource_changes: [{ address: 'imunify_key.own', outcome: 'kept', half_replaced: true }],
    });
  });
});

describe('a licence that a server is registered with', () => {
  it('is not removed without the flag of its hazard', async () => {
    await mkdir(at('ips'));
    const run = (line: string): Promise<Ended> => scene.run(`--chdir ips ${line}`);
    const manifest = (suspended: boolean): string =>
      `version: 1\naccount: acme\nip_licenses:\n  web: { products: [cloudlinux], ips: [203.0.113.1, 203.0.113.7], suspended: ${suspended} }\n`;
    // Of the sample account, the seventh address is paid for and not registered.
    await writeFile(at('ips', 'clnform.yaml'), manifest(false));
    expect(await run('apply --auto-approve')).toMatchObject({ code: 0 });
    await writeFile(at('ips', 'clnform.yaml'), manifest(true));
    const { stdout } = await run('plan');
    expect(stdout).toContain('removes-servers: A server is registered with this licence and loses it.');
    expect(stdout.match(/removes-servers: /gu)).toHaveLength(1);
    const before = await writes();
    expect(await run('apply --auto-approve')).toMatchObject({ code: 1, stderr: says('--allow removes-servers') });
    expect(await writes()).toBe(before);
    expect(await run('apply --auto-approve --allow removes-servers')).toMatchObject({ code: 0 });
  });
});

describe('licence keys that someone wrote into notes', () => {
  const UNKNOWN = 'aB3dE5fG7hJ9kL1mN';

  it('are sent as they are, and masked wherever they are shown', async () => {
    await mkdir(at('notes'));
    const run = (line: string): Promise<Ended> => scene.run(`--chdir notes ${line}`);
    await writeFile(
      at('notes', 'clnform.yaml'),
      `version: 1\naccount: acme\nkernelcare_keys:\n  k: { limit: 3, note: "was ${UNKNOWN}" }\nserver_groups:\n  g: { description: "of ${UNKNOWN}" }\n`,
    );
    const shown = [await run('plan --out p.plan')];
    const formats = ['text', 'json', 'markdown', 'html', 'junit', 'github'];
    shown.push(...(await Promise.all(formats.map((format) => run(`show p.plan --format ${format}`)))));
    shown.push(await run('apply p.plan'));
    const reading = ['state show kernelcare_key.k', 'drift --format json', 'servers --unused --format csv'];
    shown.push(...(await Promise.all(reading.map(run))));
    for (const { code, stdout, stderr } of shown) {
      expect(code).toBe(0);
      expect(stdout + stderr).not.toContain(UNKNOWN);
    }
    expect(shown[0]?.stdout).toContain('"was ****L1mN"');
    expect(JSON.stringify(await scene.objects())).toContain(`was ${UNKNOWN}`);
    const exported = await run('export --kinds kernelcare_keys');
    expect(exported.stdout).toContain(`was ${UNKNOWN}`);
    expect(exported.stdout).not.toContain(UNKNOWN.toLowerCase());
  });
});
