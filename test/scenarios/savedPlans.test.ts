import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openScene } from '../support/builtCli.ts';
import type { Scene } from '../support/builtCli.ts';

let scene: Scene;
afterEach(() => scene.end());

const open = async (): Promise<Scene> => (scene = await openScene({ example: 'first-plan' }));
const writes = async (): Promise<number> => (await scene.calls()).filter((call) => call.mutating).length;

describe('a saved plan', () => {
  it('is shown, carried out once without asking, and never again', async () => {
    await open();
    const planned = await scene.run('plan --out web.plan');
    expect(planned).toMatchObject({ code: 0, stderr: expect.stringContaining('clnform apply web.plan') as string });
    expect((await stat(join(scene.folder, 'web.plan'))).mode & 0o777).toBe(0o600);
    const shown = await scene.run('show web.plan', { CLN_LOGIN: '', CLN_SECRET_KEY: '' });
    expect({ code: shown.code, stdout: shown.stdout }).toEqual({ code: 0, stdout: planned.stdout });
    expect(await writes()).toBe(0);
    // The manifest may be gone or different by then: what was reviewed is carried out.
    await writeFile(join(scene.folder, 'clnform.yaml'), 'version: 1\naccount: acme\n');
    const applied = await scene.run('apply web.plan', { CI: 'true' });
    expect(applied).toMatchObject({ code: 0, stdout: expect.stringContaining('Apply complete') as string });
    const done = await writes();
    expect(done).toBeGreaterThan(0);
    const again = await scene.run('apply web.plan');
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('error plan-spent') as string });
    expect(await writes()).toBe(done);
  });

  it('does what is not stale and says what is', async () => {
    await open();
    await scene.run('apply --auto-approve');
    const manifest = join(scene.folder, 'clnform.yaml');
    const text = await readFile(manifest, 'utf8');
    await writeFile(manifest, text.replace('limit: 5', 'limit: 6').replace('198.51.100.210', '198.51.100.211'));
    expect(await scene.run('plan --out web.plan')).toMatchObject({ code: 0 });
    const state = JSON.parse(await readFile(join(scene.folder, 'clnform.state.json'), 'utf8')) as {
      bindings: Record<string, { id: string }>;
    };
    const key = state.bindings['imunify_key.web-eu']?.id ?? '';
    await scene.console('GET', 'im/key/update.json', { key, limit: '50' });
    const { code, stdout, stderr } = await scene.run('apply web.plan');
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: expect.stringContaining(
        'warning stale-change: imunify_key.web-eu is left out: it was changed since the plan was made: limit (5 then, 50 now).',
      ) as string,
    });
    expect(stdout).toContain('Left out of this plan: 1 change.');
    expect(stdout + stderr).not.toContain(key);
    const objects = await scene.objects();
    const last = objects.findLast((object) => object.kind === 'imunify_key' && object.id === key);
    expect(JSON.stringify(last?.attributes)).toContain('"limit":50');
    expect(objects.some(({ kind, id }) => kind === 'ip_license' && id === '198.51.100.211/1')).toBe(true);
  });

  it('asks for its hazards to be allowed all the same', async () => {
    await open();
    const manifest = join(scene.folder, 'clnform.yaml');
    await writeFile(manifest, (await readFile(manifest, 'utf8')).replace('limit: 5', 'limit: 0'));
    await scene.run('plan --out open.plan');
    const [refused, changed] = await Promise.all([
      scene.run('apply open.plan --auto-approve'),
      scene.run('apply open.plan --max-creates 100'),
    ]);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('--allow unlimited') as string });
    expect(changed).toMatchObject({ code: 1, stderr: expect.stringContaining('error not-with-plan') as string });
    expect(await writes()).toBe(0);
    expect(await scene.run('apply open.plan --allow unlimited')).toMatchObject({ code: 0 });
  });

  it('that was edited is refused, and no other file is taken for one or overwritten', async () => {
    await open();
    await scene.run('plan --out web.plan');
    const file = join(scene.folder, 'web.plan');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"limit":5', '"limit":500'));
    const { code, stdout, stderr } = await scene.run('apply web.plan');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error plan-damaged: /mu);
    expect(await writes()).toBe(0);
    const manifest = await readFile(join(scene.folder, 'clnform.yaml'), 'utf8');
    expect(await scene.run('plan --out clnform.yaml')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('error out-exists') as string,
    });
    expect(await readFile(join(scene.folder, 'clnform.yaml'), 'utf8')).toBe(manifest);
    expect(await scene.run('show clnform.yaml')).toMatchObject({ code: 1 });
  });
});

describe('a part of the manifest', () => {
  it('is planned and applied with what it needs, and never called in sync', async () => {
    await open();
    const [plan, slip] = await Promise.all([
      scene.run('plan --target ip_license.* --format json'),
      scene.run('plan --target imunify_key.web-ue'),
    ]);
    expect((JSON.parse(plan.stdout) as { summary: object }).summary).toMatchObject({ create: 18, left_out: 2 });
    expect(slip).toMatchObject({ code: 1, stderr: expect.stringContaining('error selects-nothing') as string });
    expect(slip.stderr).toContain('Did you mean `imunify_key.web-eu`?');
    expect(await scene.run('apply --auto-approve --target ip_license.*')).toMatchObject({ code: 0 });
    expect((await scene.objects()).filter(({ kind, madeBy }) => kind.endsWith('key') && madeBy !== 'start')).toEqual(
      [],
    );
    const rest = await scene.run('plan --exclude imunify_key.* --target ip_license.* --detailed-exitcode');
    expect(rest).toMatchObject({ code: 2, stdout: expect.stringContaining('Nothing to do here.') as string });
    expect(rest.stdout).not.toContain('No changes');
  });
});

describe('a rehearsal', () => {
  it('carries the plan out on a copy, where nothing is left to do, and sends nothing', async () => {
    scene = await openScene({ example: 'mid-size-reseller' });
    const { code, stdout, stderr } = await scene.run('plan --rehearse');
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('error') as string });
    expect(stdout).toMatch(
      /^Rehearsed on a copy of the account: [1-9]\d* done, and nothing is left for the next plan\.$/mu,
    );
    expect(await writes()).toBe(0);
  });
});
