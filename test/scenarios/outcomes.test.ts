import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { ended, openScene, SECRET } from '../support/builtCli.ts';
import type { Scene } from '../support/builtCli.ts';

let scene: Scene;
afterEach(() => scene.end());

const open = async (example = 'first-plan', ...emulator: readonly string[]): Promise<Scene> => {
  scene = await openScene({ example, emulator });
  return scene;
};

describe('a list that cannot be trusted', () => {
  it.each([
    { reason: 'refused', fault: 'endpoint=im/key/list,do=refuse' },
    { reason: 'HTML with 200', fault: 'endpoint=ipl/list,do=html' },
    { reason: 'cut short', fault: 'endpoint=ipl/list,do=truncate' },
    { reason: 'a server error', fault: 'endpoint=group/list,do=500' },
  ])(
    'stops plan and apply with 1, and is never an empty account: $reason',
    async ({ fault }) => {
      await open('first-plan', '--fault', fault);
      // At the same time, for each repeats its reads for a while before it gives up.
      const commands = ['plan --detailed-exitcode', 'plan --format json', 'apply --auto-approve'];
      for (const { code, stdout, stderr } of await Promise.all(commands.map((command) => scene.run(command)))) {
        expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
        expect(stderr).toMatch(/^error [a-z-]+: .*(im\/key\/list|ipl\/list|group\/list)/mu);
      }
      expect((await scene.calls()).filter((call) => call.mutating)).toEqual([]);
    },
    120_000,
  );
});

describe('exit codes', () => {
  it('are the same for each format', async () => {
    await open();
    for (const format of ['text', 'json'])
      expect(await scene.run(`plan --detailed-exitcode --format ${format}`)).toMatchObject({ code: 2 });
    expect(await scene.run('apply --auto-approve --json')).toMatchObject({ code: 0 });
    for (const format of ['text', 'json'])
      expect(await scene.run(`plan --detailed-exitcode --format ${format}`)).toMatchObject({ code: 0 });
  });

  it('1: an apply that no one can approve does nothing', async () => {
    await open();
    const { code, stderr } = await scene.run('apply', { CI: 'true' });
    expect(code).toBe(1);
    expect(stderr).toContain('--auto-approve');
    expect((await scene.calls()).filter((call) => call.mutating)).toEqual([]);
  });

  it('0: an apply that has nothing to do needs no approval', async () => {
    await open();
    expect(await scene.run('apply --auto-approve')).toMatchObject({ code: 0 });
    expect(await scene.run('apply', { CI: 'true' })).toMatchObject({ code: 0 });
  });

  it('1: credentials for another account are refused before any call', async () => {
    await open();
    for (const command of ['plan', 'apply --auto-approve', '--account other plan']) {
      const { code, stderr } = await scene.run(command, command.includes('other') ? {} : { CLN_LOGIN: 'other' });
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('error other-account') as string });
    }
    expect(await scene.calls()).toEqual([]);
  });

  it('1: a wrong secret is told as such, and not repeated', async () => {
    await open();
    const { code, stderr } = await scene.run('plan', { CLN_SECRET_KEY: 'not-the-right-one' });
    expect(code).toBe(1);
    expect(stderr).toContain('error authorization-failed');
    expect(stderr).not.toContain('not-the-right-one');
  });

  it('1: a hazard that no flag allows is named with its flag, and nothing is done', async () => {
    await open();
    await scene.run('apply --auto-approve');
    const manifest = join(scene.folder, 'clnform.yaml');
    await writeFile(manifest, (await readFile(manifest, 'utf8')).replace('limit: 5', 'limit: 0'));
    const before = (await scene.calls()).filter((call) => call.mutating).length;
    const { code, stderr } = await scene.run('apply --auto-approve');
    expect(code).toBe(1);
    expect(stderr).toContain('--allow unlimited');
    expect((await scene.calls()).filter((call) => call.mutating)).toHaveLength(before);
    expect(await scene.run('apply --auto-approve --allow unlimited')).toMatchObject({ code: 0 });
  });

  it('1: a guard stops what is more than usual', async () => {
    await open();
    const { code, stderr } = await scene.run('apply --auto-approve --max-creates 3');
    expect(code).toBe(1);
    expect(stderr).toContain('over-guard');
    expect((await scene.calls()).filter((call) => call.mutating)).toEqual([]);
  });

  it('3: what failed is told, what was done is saved, and running again does the rest', async () => {
    await open('first-plan', '--fault', 'endpoint=ipl/register,nth=3,count=2,do=refuse');
    const first = await scene.run('apply --auto-approve');
    expect(first).toMatchObject({ code: 3, stdout: expect.stringContaining('stopped partway') as string });
    const second = await scene.run('apply --auto-approve');
    expect(second).toMatchObject({ code: 0 });
    expect(await scene.run('plan --detailed-exitcode')).toMatchObject({ code: 0 });
    const keys = (await scene.objects()).filter((object) => object.madeBy !== 'start' && object.kind === 'imunify_key');
    expect(keys).toHaveLength(1);
  });

  it('0: a create whose answer was lost is looked for, and found, in the same run', async () => {
    await open('first-plan', '--fault', 'endpoint=im/key/create,nth=1,when=after,do=reset');
    const { code, stderr } = await scene.run('apply --auto-approve --settle 0s');
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('warning recovered') as string });
    expect(await scene.run('plan --detailed-exitcode')).toMatchObject({ code: 0 });
    expect((await scene.calls()).filter(({ endpoint }) => endpoint === 'im/key/create')).toHaveLength(1);
  });

  it('4: a create whose answer was lost is not repeated until a person has looked', async () => {
    await open('first-plan', '--fault', 'endpoint=im/key/create,nth=1,when=after,do=reset');
    const apply = 'apply --auto-approve --settle 0s --no-adopt';
    expect(await scene.run(apply)).toMatchObject({ code: 4 });
    const again = await scene.run(apply);
    expect(again).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('clnform state resolve imunify_key.web-eu --adopt ID') as string,
    });
    expect(await scene.run('plan --detailed-exitcode')).toMatchObject({ code: 4 });
    const [made, ...others] = (await scene.objects()).filter(
      (object) => object.madeBy !== 'start' && object.kind === 'imunify_key',
    );
    expect(others).toEqual([]);
    const { code, stderr } = await scene.run(`state resolve imunify_key.web-eu --adopt ${made?.id ?? ''}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await scene.run('apply --auto-approve')).toMatchObject({ code: 0 });
    expect(await scene.run('plan --detailed-exitcode')).toMatchObject({ code: 0 });
  });

  it('5: while one apply works, another is turned away and names the holder', async () => {
    await open('first-plan', '--latency', '300');
    const first = scene.start('apply --auto-approve');
    const result = ended(first);
    await lockAppears(scene);
    const second = await scene.run('apply --auto-approve');
    expect(second).toMatchObject({ code: 5, stderr: expect.stringContaining(String(first.pid)) as string });
    expect(await scene.run('state rm imunify_key.web-eu')).toMatchObject({ code: 5 });
    // A plan needs no lock; it may see the create that is under way as one whose outcome is open.
    expect([0, 4]).toContain((await scene.run('plan')).code);
    expect(await result).toMatchObject({ code: 0 });
  });

  it('130: Ctrl-C finishes what is under way and saves it, and running again does the rest', async () => {
    await open('first-plan', '--latency', '100');
    const child = scene.start('apply --auto-approve --parallelism 2');
    const result = ended(child);
    await firstWrite(scene);
    child.kill('SIGINT');
    expect(await result).toMatchObject({ code: 130, stdout: expect.stringContaining('interrupted') as string });
    expect(await scene.run('apply --auto-approve')).toMatchObject({ code: 0 });
    expect(await scene.run('plan --detailed-exitcode')).toMatchObject({ code: 0 });
    const keys = (await scene.objects()).filter((object) => object.kind === 'imunify_key' && object.madeBy !== 'start');
    expect(keys).toHaveLength(1);
  });
});

describe('what is printed', () => {
  it('keeps the result on stdout and everything else on stderr', async () => {
    await open();
    const { stdout, stderr } = await scene.run('plan --format json --debug');
    const plan = JSON.parse(stdout) as { account: string };
    expect(plan.account).toBe('acme');
    expect(stderr).toMatch(/^debug GET im\/key\/list: answered 200/mu);
    expect(stderr).not.toContain(SECRET);
    expect(stderr).not.toMatch(/[0-9a-f]{40}/u);
  });

  it('is one JSON object a line with --json', async () => {
    await open();
    const { stdout } = await scene.run('apply --auto-approve --json');
    const types = stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { type: string }).type);
    expect(types).toContain('plan');
    expect(types.at(-1)).toBe('apply_finished');
  });

  it('hides keys in every view until --show-keys', async () => {
    await open('multi-file');
    const outputs = [
      await scene.run('plan'),
      await scene.run('plan --format json'),
      await scene.run('apply --auto-approve'),
      await scene.run('state list'),
      await scene.run('state show imunify_key.web-eu --format json'),
    ];
    for (const { stdout, stderr } of outputs) expect(stdout + stderr).not.toContain('IM30SAMPLEWEBEU0WBEU');
    expect((await scene.run('state list --show-keys')).stdout).toContain('IM30SAMPLEWEBEU0WBEU');
  });
});

async function lockAppears(place: Scene): Promise<void> {
  for (let i = 0; i < 100; i += 1) {
    const { code } = await place.run('state unlock no-such-lock');
    if (code === 1) return;
    await sleep(50);
  }
  throw new Error('no lock appeared');
}

async function firstWrite(place: Scene): Promise<void> {
  for (let i = 0; i < 400; i += 1) {
    if ((await place.calls()).some((call) => call.mutating)) return;
    await sleep(25);
  }
  throw new Error('nothing was written');
}
