import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readImportList } from '../../src/cli/importList.ts';
import { nodeFiles } from '../../src/cli/nodeFiles.ts';
import { importObjects } from '../../src/engine/importObjects.ts';
import { preparePlan } from '../../src/engine/preparePlan.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { loadManifest } from '../../src/manifest/loadManifest.ts';
import type { State } from '../../src/model/state.ts';
import { openScene } from '../support/builtCli.ts';
import type { Ended, Scene } from '../support/builtCli.ts';
import { grownAccount } from '../support/grownAccount.ts';
import { hostileContents } from '../support/hostileContents.ts';
import { testAccount } from '../support/inProcess.ts';
import { MemoryStore } from '../support/memoryStore.ts';

const MANAGED = `version: 1
account: acme
imunify_keys:
  web: { product: '360_30', limit: 7, note: my web pool }
kernelcare_keys:
  mine: { limit: 100, note: fleet of mine, cidrs: [203.0.113.0/24] }
`;

// Each of these runs the command line many times, which a busy machine takes its time for.
vi.setConfig({ testTimeout: 120_000 });

let scene: Scene;
afterEach(() => scene.end());

const open = async (...emulator: readonly string[]): Promise<Scene> => (scene = await openScene({ emulator }));
/** An emulator with this account. */
const openWith = async (contents: object): Promise<Scene> => {
  const first = await openScene({ emulator: ['--empty'] });
  const seed = join(first.folder, '..', `clnform-seed-${String(Math.trunc(performance.now() * 1000))}.json`);
  await first.end();
  await writeFile(seed, JSON.stringify(contents));
  try {
    return await open('--seed', seed);
  } finally {
    await rm(seed);
  }
};
const at = (path: string): string => join(scene.folder, path);
const state = async (): Promise<State> => JSON.parse(await readFile(at('clnform.state.json'), 'utf8')) as State;
const writes = async () => (await scene.calls()).filter((call) => call.mutating);
const ids = async (): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(Object.entries((await state()).bindings).map(([address, { id }]) => [address, id]));
const inSync = async (...args: readonly string[]): Promise<Ended> => {
  const plan = await scene.run(['plan', '--detailed-exitcode', ...args].join(' '));
  expect(plan.stdout).toContain('No changes.');
  expect(plan.code).toBe(0);
  return plan;
};

describe('export', () => {
  it('adopts the sample account: files that fmt leaves alone, bindings, an empty plan, and no call that writes', async () => {
    await open();
    const { code, stdout, stderr } = await scene.run('export --out clnform');
    expect({ code, warnings: stderr.includes('warning') }).toEqual({ code: 0, warnings: false });
    expect(stdout).toContain('Bound 276 objects. Nothing was changed in the account.');
    expect((await readdir(at('clnform'))).sort()).toEqual([
      'account.yaml',
      'backups.yaml',
      'cloudlinux_keys.yaml',
      'els_keys.yaml',
      'features.yaml',
      'imunify_keys.yaml',
      'ip_licenses.yaml',
      'kernelcare_keys.yaml',
      'server_groups.yaml',
    ]);
    await inSync();
    expect(await scene.run('fmt --check')).toMatchObject({ code: 0, stdout: '' });
    const keys = await readFile(at('clnform/imunify_keys.yaml'), 'utf8');
    expect(keys).toContain('  eu-web-pool: { product: "360_30", limit: 20, note: EU web pool }\n');
    const licences = await readFile(at('clnform/ip_licenses.yaml'), 'utf8');
    expect(licences).toContain(
      '  cloudlinux-kernelcare: { products: [cloudlinux, kernelcare], ips: [203.0.113.1-203.0.113.60] }\n',
    );
    expect(await writes()).toEqual([]);
  });

  it('shows the files without --out, writes none, and binds nothing', async () => {
    await open();
    const { code, stdout } = await scene.run('export --kinds features,backups');
    expect(code).toBe(0);
    expect(stdout).toContain('# ==> features.yaml <==');
    expect(stdout).toContain('  imunify-email: enabled\n');
    expect(stdout).not.toContain('imunify_keys');
    expect(await shown()).toEqual([]);
    expect(await scene.run('export --kinds licences')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('ip_licenses') as string,
    });
  });

  it('places servers only with --servers, and neither moves nor removes them', async () => {
    await open();
    expect(await scene.run('export --out clnform --servers --kinds imunify_key')).toMatchObject({ code: 0 });
    const keys = await readFile(at('clnform/imunify_keys.yaml'), 'utf8');
    expect(keys).toMatch(/servers:/u);
    expect(
      Object.keys((await state()).bindings).filter((address) => address.startsWith('imunify_server.')),
    ).toHaveLength(39);
    await inSync();
    expect(await writes()).toEqual([]);
  });

  it('keeps what is bound where it is, and what only the state knows; a lost state is rebuilt from markers', async () => {
    await open();
    await writeFile(at('clnform.yaml'), MANAGED);
    expect(await scene.run('apply --auto-approve')).toMatchObject({ code: 0 });
    const before = await ids();
    const done = (await writes()).length;
    expect(await scene.run('export --out clnform')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('error export-beside-manifest') as string,
    });
    await rename(at('clnform.yaml'), at('old.yaml'));
    // What the old manifest does not declare is bound from now on, and its plan would remove it.
    expect(await scene.run('export --out clnform --kinds imunify_keys')).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/warning export-supersedes: The state bound \d+ objects already/u) as string,
    });
    expect(await ids()).toMatchObject(before);
    // No list shows the networks: without the state they would go unmanaged.
    expect(await readFile(at('clnform/kernelcare_keys.yaml'), 'utf8')).toContain(
      'mine: { limit: 100, note: fleet of mine, cidrs: [203.0.113.0/24] }',
    );
    const bound = await ids();

    await rm(at('clnform.state.json'));
    const { code, stdout } = await scene.run('state rebuild');
    // KernelCare keys carry a marker; Imunify keys none, so that each is named.
    expect(stdout).toContain('Bound 1 resource: 1 by their marker.');
    expect(stdout).toMatch(/^ {2}imunify_key\.web may be \*{4}\S{4}: it alone is as declared$/mu);
    expect(code).toBe(4);
    expect(await ids()).toEqual({ 'kernelcare_key.mine': bound['kernelcare_key.mine'] });
    expect(await scene.run(`import imunify_key.web ${bound['imunify_key.web'] ?? ''}`)).toMatchObject({ code: 0 });
    expect(await writes()).toHaveLength(done);
  });

  it('overwrites nothing, and carries on where an export was cut off', async () => {
    await open();
    await mkdir(at('clnform'));
    await writeFile(at('clnform/mine.yaml'), 'version: 1\naccount: acme\n');
    expect(await scene.run('export --out clnform --kinds imunify_keys')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('error export-not-empty-folder') as string,
    });
    expect(await readFile(at('clnform/mine.yaml'), 'utf8')).toBe('version: 1\naccount: acme\n');
    await rm(at('clnform'), { recursive: true });

    expect(await scene.run('export --out clnform --kinds imunify_keys')).toMatchObject({ code: 0 });
    const bound = await ids();
    expect(await scene.run('export --out clnform --kinds imunify_keys')).toMatchObject({ code: 1 });
    // Killed after the bindings, before the last file: nothing can be planned, so nothing can be removed.
    await rm(at('clnform/account.yaml'));
    expect(await scene.run('plan')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('missing-field') as string,
    });
    expect(await scene.run('export --out clnform --kinds imunify_keys')).toMatchObject({ code: 0 });
    expect(await ids()).toEqual(bound);
    // Killed before the bindings: they are made anew, at the same addresses.
    await rm(at('clnform/account.yaml'));
    await rm(at('clnform.state.json'));
    expect(await scene.run('export --out clnform --kinds imunify_keys')).toMatchObject({ code: 0 });
    expect(await ids()).toEqual(bound);
    await inSync();
  });

  /** But for the lock's own folder, which lies in the user's home. */
  const shown = async (): Promise<readonly string[]> =>
    (await readdir(scene.folder)).filter((name) => name !== '.local');

  it('writes nothing when a list cannot be had, and nothing when the files cannot be written', async () => {
    await open('--fault', 'endpoint=kcare/key/list,do=refuse');
    expect(await scene.run('export --out clnform')).toMatchObject({ code: 1, stdout: '' });
    expect(await shown()).toEqual([]);
    await scene.faults();
    await writeFile(at('clnform'), 'a file');
    expect(await scene.run('export --out clnform')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('export-not-a-folder') as string,
    });
    expect(await shown()).toEqual(['clnform']);
  });

  it('leaves out what a manifest cannot say, and says what and why', async () => {
    await openWith(hostileContents());
    const { code, stderr } = await scene.run('export --out clnform');
    expect(code).toBe(0);
    expect(stderr).toContain(
      'warning export-left-out: 1 object not declared: IP licence 203.0.113.9/42: the address has another',
    );
    expect(stderr).toMatch(
      /warning export-field-left-out: `note` is not declared for KernelCare key \*{4}\S+: The note has 95 characters/u,
    );
    await inSync();
    expect(await scene.run('fmt --check')).toMatchObject({ code: 0, stdout: '' });
    const texts = await Promise.all(
      (await readdir(at('clnform'))).map((name) => readFile(at(`clnform/${name}`), 'utf8')),
    );
    expect(texts.join('')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/u);
    expect(texts.join('')).toContain('a-b-c');
    expect(await writes()).toEqual([]);
  });

  it('starts a project from the account', async () => {
    await open();
    const { code, stdout } = await scene.run('init --from-account');
    expect(code).toBe(0);
    expect(stdout).toContain('Made clnform.schema.json.');
    expect(await readFile(at('.gitignore'), 'utf8')).toContain('clnform.state.*');
    expect(await readFile(at('clnform/account.yaml'), 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=\.\.\/clnform\.schema\.json\n/u,
    );
    await inSync();
    expect(await scene.run('fmt --check')).toMatchObject({ code: 0, stdout: '' });
  });
});

describe('a lost state', () => {
  it('of an account of 5,000 objects: all of it is bound again or named, and nothing is created', async () => {
    const contents = await grownAccount(5000);
    await openWith(contents);
    expect(await scene.run('export --out clnform')).toMatchObject({ code: 0 });
    await inSync();
    const before = await ids();
    await rm(at('clnform.state.json'));

    const rebuilt = await scene.run('state rebuild --list rebind.txt');
    expect(rebuilt.code).toBe(4);
    const named = [...rebuilt.stdout.matchAll(/^ {2}(\S+) may be \*{4}/gmu)].map(([, address]) => address);
    expect([...Object.keys(await ids()), ...named].sort()).toEqual(Object.keys(before).sort());
    expect(named.length).toBeGreaterThan(1000);
    const shown = Object.values(before).filter((id) => rebuilt.stdout.includes(id) && /^(?:IM|[A-Z]+ELS)/u.test(id));
    expect(shown).toEqual([]);

    // The rest in this process, where it costs less: the same files, the same state, the same account.
    const { api, system } = testAccount({ contents });
    const { manifest } = await loadManifest('clnform', KINDS, { files: nodeFiles(scene.folder), env: () => undefined });
    if (manifest === undefined) throw new Error('the exported manifest does not load');
    const deps = { kinds: KINDS, read: api.read, system, emit: () => undefined };
    const held = await preparePlan(deps, manifest, await state(), {});
    expect(held.plan).toMatchObject({ changes: [], openIntents: { length: named.length } });

    expect((await stat(at('rebind.txt'))).mode & 0o777).toBe(0o600);
    const pairs = readImportList(await readFile(at('rebind.txt'), 'utf8'), 'rebind.txt', KINDS);
    const store = new MemoryStore();
    store.stored = await state();
    const { bound, state: whole } = await importObjects({ ...deps, store }, manifest, store.state, pairs);
    expect(bound).toBe(named.length);
    const after = Object.entries(whole.bindings).map(([address, { id }]) => [address, id]);
    expect(Object.fromEntries(after)).toEqual(before);
    expect((await preparePlan(deps, manifest, whole, {})).plan).toMatchObject({ changes: [], openIntents: [] });
    expect(await writes()).toEqual([]);
  });

  it('holds what is named until a list binds it', async () => {
    await open();
    expect(await scene.run('export --out clnform --kinds kernelcare_keys,els_keys')).toMatchObject({ code: 0 });
    const before = await ids();
    await rm(at('clnform.state.json'));
    expect(await scene.run('state rebuild --list rebind.txt')).toMatchObject({ code: 4 });
    expect(await scene.run('plan')).toMatchObject({
      code: 4,
      stdout: expect.stringContaining(
        '! NOT KNOWN since the state was rebuilt: which object 7 resources are bound to.',
      ) as string,
    });
    expect(await scene.run('apply --auto-approve')).toMatchObject({ code: 4 });
    expect(await scene.run('import --list rebind.txt')).toMatchObject({ code: 0 });
    expect(await ids()).toEqual(before);
    await inSync();
    await writeFile(at('bad.txt'), 'els_key.web\n# els_key.web X\nnothing.x Y\n');
    const bad = await scene.run('import --list bad.txt');
    expect(bad.code).toBe(1);
    expect(bad.stderr.match(/error bad-list: Line [13] of bad\.txt/gu)).toHaveLength(2);
    expect(await writes()).toEqual([]);
  });
});

describe('state pull and push', () => {
  it('carry a state from one copy to another, and refuse what would forget', async () => {
    await open();
    expect(await scene.run('export --out clnform --kinds imunify_keys')).toMatchObject({ code: 0 });
    expect(await scene.run('state pull --out old.json')).toMatchObject({ code: 0 });
    expect((await stat(at('old.json'))).mode & 0o777).toBe(0o600);
    expect((await scene.run('state pull')).stdout).toBe(await readFile(at('clnform.state.json'), 'utf8'));
    expect(await scene.run('state pull --out old.json')).toMatchObject({ code: 1 });
    expect((await scene.run('state push old.json')).stdout).toContain('stored already');

    expect(await scene.run('state mv imunify_key.eu-web-pool imunify_key.eu')).toMatchObject({ code: 0 });
    expect(await scene.run('state push old.json')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('error push-older') as string,
    });
    const moved = await state();
    expect(await scene.run('state push old.json --force')).toMatchObject({ code: 0 });
    expect(await state()).toMatchObject({ serial: moved.serial + 1, bindings: { 'imunify_key.eu-web-pool': {} } });

    await writeFile(at('other.json'), JSON.stringify({ ...moved, serial: 99, lineage: 'another' }));
    expect(await scene.run('state push other.json')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('error push-lineage') as string,
    });
    await writeFile(at('half.json'), JSON.stringify(moved).slice(0, -20));
    expect(await scene.run('state push half.json --force')).toMatchObject({ code: 1 });
    await writeFile(at('theirs.json'), JSON.stringify({ ...moved, account: 'someone' }));
    expect(await scene.run('state push theirs.json --force')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('error state-account') as string,
    });
    await rm(at('clnform.state.json'));
    expect(await scene.run('state push old.json')).toMatchObject({ code: 0 });
    await inSync();

    const before = (await state()).serial;
    const broken = JSON.stringify({ ...(await state()), serial: 41 }).slice(0, -20);
    await writeFile(at('clnform.state.json'), broken, { mode: 0o600 });
    const refused = await scene.run('plan');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('error state-corrupt') as string });
    for (const way of ['clnform state push BACKUP --force', 'clnform state rebuild --list rebind.txt'])
      expect(refused.stderr).toContain(way);
    expect(await scene.run('state push old.json')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('clnform state push old.json --force') as string,
    });
    expect(await readFile(at('clnform.state.json'), 'utf8')).toBe(broken);
    const over = await scene.run('state push old.json --force');
    expect(over).toMatchObject({ code: 0, stderr: '' });
    const [, kept = ''] = /^What was there is kept at (\S+\.unreadable-\d{8}T\d{6}Z)\./mu.exec(over.stdout) ?? [];
    expect(await readFile(kept, 'utf8')).toBe(broken);
    expect((await stat(kept)).mode & 0o777).toBe(0o600);
    // Serials never go back, as far as anyone can tell.
    expect(before).toBeLessThan(41);
    expect((await state()).serial).toBe(42);
    await inSync();
    await chmod(at('clnform.state.json'), 0o600);
    expect(await writes()).toEqual([]);
  });
});
