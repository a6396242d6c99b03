import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountContents } from '../../src/emulator/account.ts';
import { openScene } from '../support/builtCli.ts';
import type { Scene } from '../support/builtCli.ts';

const EXCLUSIVE = `version: 1
account: acme
exclusive: [imunify_keys, kernelcare_keys, els_keys, cloudlinux_keys]
`;

describe('an account whose every key is to go', () => {
  let scene: Scene;
  let keys: readonly string[];
  beforeAll(async () => {
    scene = await openScene({});
    await writeFile(join(scene.folder, 'clnform.yaml'), EXCLUSIVE);
    const dump = await fetch(scene.url.replace(/api$/u, '_emulator/dump'));
    const account = (await dump.json()) as AccountContents;
    const { imunifyKeys = [], kernelcareKeys = [], elsKeys = [], cloudlinuxKeys = [] } = account;
    keys = [...imunifyKeys, ...kernelcareKeys, ...elsKeys, ...cloudlinuxKeys].map(({ key }) => key);
  });
  afterAll(() => scene.end());

  it('shows no licence key whole, in plans, hazards, refusals, events and warnings', async () => {
    expect(keys.length).toBeGreaterThan(10);
    const allowed = '--auto-approve --max-removes 99 --allow removes-servers,data-loss,over-guard';
    const lines = [
      'plan',
      'plan --format json',
      'apply --auto-approve',
      'apply --auto-approve --json',
      'import imunify_key.none IMADEFAULT0EMULATOR',
      'state resolve imunify_key.none --none',
      `apply ${allowed} --json`,
      'plan',
      `apply ${allowed} --retry-refused`,
      `apply ${allowed}`,
      'state list',
      'state list --format json',
    ];
    let told = '';
    for (const line of lines) {
      const { stdout, stderr } = await scene.run(line);
      for (const key of keys) expect(stdout + stderr).not.toContain(key);
      told += stdout + stderr;
    }
    expect(told).toContain('hazard-removes-servers');
    expect(told).toContain('unremovable');
    expect((await scene.run('plan --format json --show-keys --retry-refused')).stdout).toContain('IMADEFAULT0EMULATOR');
  });

  it('tells a removal that is refused for good as what it is, and once', async () => {
    const { code, stdout, stderr } = await scene.run('apply --auto-approve --retry-refused');
    expect(code).toBe(0);
    expect(stderr).not.toMatch(/: removed/u);
    expect(stderr.match(/^warning unremovable: imunify_key/gmu)).toHaveLength(1);
    expect(stdout).toContain('3 left in place');
  });

  it('warns when others may read the state', async () => {
    await chmod(join(scene.folder, 'clnform.state.json'), 0o644);
    expect((await scene.run('state list')).stderr).toContain('chmod 600');
    await chmod(join(scene.folder, 'clnform.state.json'), 0o600);
    expect((await scene.run('state list')).stderr).toBe('');
  });
});
