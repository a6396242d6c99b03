import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sampleContents } from '../../src/emulator/sample.ts';
import { openScene, runAlone } from '../support/builtCli.ts';
import type { Scene } from '../support/builtCli.ts';
import { expectGolden } from '../support/golden.ts';

const SAMPLE = sampleContents({ now: Date.now() });
const FORMATS = ['text', 'json', 'csv'];

describe('commands that only read', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene({});
  });
  afterEach(() => scene.faults());
  afterAll(async () => {
    expect((await scene.calls()).filter((call) => call.mutating)).toEqual([]);
    await scene.end();
  });

  const json = async <T>(line: string): Promise<T> =>
    JSON.parse((await scene.run(`${line} --format json`)).stdout) as T;

  it('lists as many servers in each format, and no key', async () => {
    const count = [SAMPLE.imunifyServers, SAMPLE.kernelcareServers, SAMPLE.elsServers, SAMPLE.cloudlinuxServers]
      .concat([SAMPLE.subAccountServers as never, SAMPLE.ipLicenses as never])
      .reduce((sum, rows) => sum + (rows?.length ?? 0), 0);
    const { servers } = await json<{ servers: { key: string | null }[] }>('servers');
    expect(servers).toHaveLength(count);
    for (const { key } of servers) expect(key ?? '****').toMatch(/^\*{4}/u);
    const csv = await scene.run('servers --format csv');
    expect(csv.stdout.trimEnd().split('\n')).toHaveLength(count + 1);
    const text = await scene.run('servers');
    expect(text).toMatchObject({ code: 0, stderr: '' });
    expect(text.stdout).toContain(`${String(count)} registrations: `);
    const [known] = SAMPLE.imunifyKeys?.slice(1) ?? [];
    expect(text.stdout + csv.stdout).not.toContain(known?.key);
    expect((await scene.run('servers --show-keys --product imunify')).stdout).toContain(known?.key);
  });

  it('finds what is silent, unused and paid for twice', async () => {
    const stale = await json<{ servers: { age_days: number }[]; no_checkin_shown: number }>('servers --stale 90d');
    expect(stale.servers.length).toBeGreaterThan(10);
    for (const { age_days: age } of stale.servers) expect(age).toBeGreaterThanOrEqual(90);
    expect(stale.no_checkin_shown).toBe(24);
    const csv = await scene.run('servers --stale 90d --format csv');
    expect(csv.stderr).toContain('Not judged: 24 registrations');

    const never = (SAMPLE.ipLicenses ?? []).filter(({ registered }) => !registered).length;
    expect(await json('servers --unused')).toMatchObject({ keys: 11, ip_licenses: never });
    // Each of the KernelCare servers sits on an address that has an IP licence of KernelCare, too.
    expect(await json('servers --duplicates')).toMatchObject({ groups: SAMPLE.kernelcareServers?.length });
  });

  it('narrows to a product and to a way of licensing', async () => {
    const shown = await json<{ servers: { product: string; by: string }[] }>('servers --product 360_30,avp --by key');
    expect(new Set(shown.servers.map(({ product }) => product))).toEqual(new Set(['360_30', 'AVP']));
    const family = await json<{ servers: { by: string }[] }>('servers --product kernelcare');
    expect(new Set(family.servers.map(({ by }) => by))).toEqual(new Set(['key', 'ip']));
  });

  it.each(FORMATS)('a list that fails is an error, and no shorter table (%s)', async (format) => {
    await scene.faults('endpoint=v2/cl/sub-account/servers,do=refuse');
    const { code, stdout, stderr } = await scene.run(`servers --format ${format}`);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('v2/cl/sub-account/servers');
  });

  it('looks addresses up, each once, by the calls that know of them', async () => {
    const before = (await scene.calls()).length;
    const line = 'licenses check 203.0.113.1-203.0.113.3 203.0.113.2/31 203.0.113.200';
    const rows = await json<{ ip: string; owned: string[]; taken: string[] }[]>(line);
    expect(rows.map(({ ip }) => ip)).toEqual(['203.0.113.1', '203.0.113.2', '203.0.113.3', '203.0.113.200']);
    expect(rows[0]).toMatchObject({ owned: ['cloudlinux', 'kernelcare'], taken: [] });
    expect(rows[3]).toMatchObject({ owned: [], taken: ['cloudlinux', 'kernelcare'] });
    const calls = (await scene.calls()).slice(before).map(({ endpoint }) => endpoint);
    expect(calls.filter((endpoint) => endpoint === 'ipl/check')).toHaveLength(4);
    expect(calls.filter((endpoint) => endpoint === 'ipl/availability')).toHaveLength(4);
    expect((await scene.run(line)).stdout).toContain('4 addresses checked: 3 with licences of yours, 1 with');
  });

  it('leaves JSON unfinished when an address cannot be looked up', async () => {
    await scene.faults('endpoint=ipl/check,nth=150,do=refuse');
    const { code, stdout, stderr } = await scene.run('licenses check 203.0.113.0/24 --format json');
    expect(code).toBe(1);
    expect(stderr).toContain('Ended after 100 of 256 addresses');
    expect(() => JSON.parse(stdout) as unknown).toThrow();
  });

  it.each([
    { line: 'licenses check 203.0.113.1/24 nowhere', hint: 'nowhere' },
    { line: 'servers --product kernelcar', hint: 'Did you mean `kernelcare`?' },
    { line: 'servers --stale 90', hint: '90d' },
    { line: 'servers --unused --duplicates', hint: 'cannot be used with' },
    { line: 'usage --month 2023-13', hint: '2023-12' },
    { line: 'features --format xml', hint: 'text, json, csv' },
    { line: 'license check 1.1.1.1', hint: 'Did you mean licenses' },
  ])('refuses $line', async ({ line, hint }) => {
    expect(await scene.run(line)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining(hint) as string,
    });
  });

  it('shows what a month bills, and the features', async () => {
    expect(await json('usage --month 2023-12')).toMatchObject({ by_product: { AWP_PREMIUM: 2, AWP_CDN: 1 } });
    expect(await json('usage --month 2020-01')).toMatchObject({ count: 0, usage: [] });
    expect(await json('usage')).toMatchObject({ month: new Date().toISOString().slice(0, 7), count: 3 });
    expect((await json<{ features: object[] }>('features')).features).toContainEqual({
      ...{ feature_id: '4600', name: 'imunify-email', account: 'enabled', product_ids: [41, 44, 42, 43, 49] },
    });
    await scene.faults('endpoint=v2/features,do=refuse');
    expect(await scene.run('features')).toMatchObject({ code: 1, stdout: '' });
  });

  it.each(FORMATS)('ends a check of monitoring with its own codes (%s)', async (format) => {
    const critical = await scene.run(`nagios reseller --format ${format}`);
    expect(critical.code).toBe(2);
    if (format === 'text') expect(critical.stdout).toMatch(/^KernelCare CRITICAL - .* \| 'out-of-date'=\d+[^\n]*\n$/u);
    await scene.faults('endpoint=kcare/nagios-res,do=hang');
    const unknown = await scene.run(`nagios reseller --timeout 300ms --format ${format}`);
    expect(unknown).toMatchObject({ code: 3, stderr: '' });
    expect(unknown.stdout).toContain('no answer within 0.3 s');
  });

  it('checks a key by the address that it is bound to, and without credentials', async () => {
    await writeFile(
      join(scene.folder, 'clnform.yaml'),
      'version: 1\naccount: acme\nkernelcare_keys: { labs: { limit: 0 } }\n',
    );
    await scene.run('import kernelcare_key.labs KcSample0000Labs');
    const nobody = { CLN_LOGIN: '', CLN_SECRET_KEY: '' };
    const bound = await scene.run('nagios key kernelcare_key.labs', nobody);
    expect(bound).toEqual(await scene.run('nagios key KcSample0000Labs', nobody));
    expect(bound.stdout).toMatch(/^KernelCare (OK|CRITICAL) - /u);
  });

  it.each([
    {
      reason: 'a key that nothing binds',
      line: 'nagios key kernelcare_key.other',
      stdout: /^CLN UNKNOWN - [^\n]+\n$/u,
    },
    { reason: 'no credentials', line: 'nagios reseller', stdout: /^CLN UNKNOWN - [^\n]+\n$/u },
    { reason: 'no folder', line: '--chdir nowhere nagios reseller', stdout: /^CLN UNKNOWN - [^\n]+\n$/u },
    { reason: 'no option', line: 'nagios reseller --bogus', stdout: /^CLN UNKNOWN - unknown option '--bogus'\n$/u },
    {
      reason: 'no option of clnform',
      line: '--bogus nagios reseller',
      stdout: /^CLN UNKNOWN - unknown option[^\n]+\n$/u,
    },
    {
      reason: 'no such format',
      line: 'nagios reseller --format xml',
      stdout: /^CLN UNKNOWN - option[^\n]+xml[^\n]+\n$/u,
    },
    { reason: 'no such check', line: 'nagios resel', stdout: /^CLN UNKNOWN - unknown command 'resel' [^\n]+\n$/u },
    { reason: 'no check', line: 'nagios', stdout: /^CLN UNKNOWN - no check is named: [^\n]+\n$/u },
    { reason: 'no key', line: 'nagios key', stdout: /^CLN UNKNOWN - missing required argument [^\n]+\n$/u },
  ])('is UNKNOWN, and never a warning, when it cannot check: $reason', async ({ line, stdout }) => {
    const ended = await scene.run(line, { CLN_LOGIN: '', CLN_SECRET_KEY: '' });
    expect(ended).toMatchObject({ code: 3, stdout: expect.stringMatching(stdout) as string });
  });

  it.each([
    { reason: 'a wrong secret', args: [], secret: 'not-the-right-one', says: 'Authorization failed' },
    { reason: 'no network', args: ['--api-url', 'http://127.0.0.1:1/api'], secret: 'x', says: 'refused' },
  ])('is UNKNOWN on stdout alone: $reason', async ({ args, secret, says }) => {
    const ended = await scene.run([...args, 'nagios', 'reseller'].join(' '), { CLN_SECRET_KEY: secret });
    expect(ended).toMatchObject({ code: 3, stderr: '' });
    expect(ended.stdout).toMatch(new RegExp(`^CLN UNKNOWN - kcare/nagios-res: [^\\n]*${says}[^\\n]*\\n$`, 'u'));
  });

  it('registers no monitoring key unasked, or one that is none', async () => {
    expect(await scene.run('nagios register WsTs821nSAtiastD')).toMatchObject({ code: 1, stdout: '' });
    const refused = await scene.run('nagios register too-short --auto-approve');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('16 to 32') as string });
  });
});

describe('the status of the service', () => {
  let scene: Scene;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'clnform-seed-'));
    const seed = join(folder, 'seed.json');
    const license = { ip: '127.0.0.1', type: 16, registered: true, created: 0, elsAllowed: false };
    await writeFile(seed, JSON.stringify({ statusFlags: [{ flag: 'xmlrpc', value: false }], ipLicenses: [license] }));
    scene = await openScene({ emulator: ['--seed', seed] });
    await rm(folder, { recursive: true });
  });
  afterEach(() => scene.faults());
  afterAll(() => scene.end());

  it.each([...FORMATS, 'text --plain'])('ends with 2 while something is down (%s)', async (format) => {
    const { code, stdout, stderr } = await scene.run(`status --format ${format}`);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(stdout).toContain(format === 'text' || format === 'text --plain' ? 'in trouble (1 of 8 flags)' : 'xmlrpc');
  });

  it('falls back to the text API when the JSON is broken, and says so', async () => {
    await scene.faults('endpoint=status,do=refuse');
    const { code, stdout, stderr } = await scene.run('status --format json');
    expect({ code, source: (JSON.parse(stdout) as { source: string }).source }).toEqual({
      code: 2,
      source: 'status.plain',
    });
    expect(stderr).toContain('warning status-plain');
  });

  it('ends with 1 when nothing can be told', async () => {
    await scene.faults('endpoint=status*,do=refuse');
    expect(await scene.run('status')).toMatchObject({ code: 1, stdout: '' });
  });

  it('ends with 0 when all is up, and needs no credentials', async () => {
    await scene.faults();
    const { code } = await runAlone(['--api-url', scene.url, 'status'], scene.folder);
    expect(code).toBe(2);
    await setFlag(scene, true);
    expect((await runAlone(['--api-url', scene.url, 'status'], scene.folder)).code).toBe(0);
    await setFlag(scene, false);
  });

  it('registers a monitoring key once, and says for which address', async () => {
    const done = await scene.run('nagios register WsTs821nSAtiastD --auto-approve', { CLN_SECRET_KEY: '' });
    expect(done).toEqual({
      ...{ code: 0, stderr: '' },
      stdout: 'Registered the monitoring key ****astD for the address that this call came from.\n',
    });
    const calls = (await scene.calls()).filter((call) => call.mutating);
    expect(calls.map(({ endpoint }) => endpoint)).toEqual(['kcare/nagios/register_key.plain']);
    await scene.faults('endpoint=kcare/nagios/register_key.plain,when=after,do=reset');
    const lost = await scene.run('nagios register WsTs821nSAtiastD --auto-approve');
    expect(lost).toMatchObject({ code: 4, stderr: expect.stringContaining('twice is as once') as string });
    expect(lost.stderr).not.toContain('WsTs821nSAtiastD');
  });
});

async function setFlag(scene: Scene, value: boolean): Promise<void> {
  const body = JSON.stringify({ put: 'statusFlags', row: { flag: 'xmlrpc', value } });
  const answer = await fetch(scene.url.replace(/api$/u, '_emulator/change'), { method: 'POST', body });
  expect(answer.ok).toBe(true);
}

describe('completion', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clnform-completion-'));
    const bound = (type: string) => ({ type, id: 'X', applied: {} });
    await writeFile(
      join(folder, 'clnform.yaml'),
      'version: 1\naccount: acme\nimunify_keys: { declared: { product: "360_1", limit: 1 } }\n',
    );
    await writeFile(
      join(folder, 'clnform.state.json'),
      JSON.stringify({
        ...{ version: 1, account: 'acme', lineage: 'l', serial: 1, seq: 0, intents: [], unremovable: [] },
        bindings: { 'imunify_key.web': bound('imunify_key'), 'els_key.$(touch${IFS}pwned)': bound('els_key') },
      }),
      { mode: 0o600 },
    );
    await mkdir(join(folder, 'bin'));
    const program = join(folder, 'bin/clnform');
    await writeFile(program, `#!/bin/sh\nexec "${process.execPath}" "${resolve('dist/clnform.js')}" "$@"\n`);
    await chmod(program, 0o755);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(['bash', 'zsh', 'fish'])('a script for %s, read off the program', async (shell) => {
    const { code, stdout, stderr } = await runAlone(['completion', shell], folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expectGolden(`completion/clnform.${shell}`, stdout);
  });

  const CASES: readonly { readonly words: readonly string[]; readonly offers: readonly string[] }[] = [
    { words: ['clnform', 'st'], offers: ['state', 'status'] },
    { words: ['clnform', 'state', 'res'], offers: ['resolve'] },
    { words: ['clnform', 'servers', '--s'], offers: ['--stale', '--sort', '--show-keys', '--state'] },
    { words: ['clnform', 'graph', '--format', ''], offers: ['dot', 'mermaid', 'svg'] },
    { words: ['clnform', 'servers', '--format', '=', 'c'], offers: ['csv'] },
    { words: ['clnform', '--account', 'plan', 'val'], offers: ['validate'] },
    { words: ['clnform', 'apply', '--allow', 'data'], offers: ['data-loss'] },
    { words: ['clnform', 'completion', ''], offers: ['bash', 'zsh', 'fish'] },
    { words: ['clnform', 'help', 'impo'], offers: ['import'] },
    { words: ['clnform', 'validate', 'clnform.y'], offers: ['clnform.yaml'] },
    { words: ['clnform', 'state', 'show', ''], offers: ['imunify_key.web'] },
    { words: ['clnform', 'state', 'rm', 'imunify_key.a', 'imu'], offers: ['imunify_key.web'] },
    { words: ['clnform', '--chdir', '/', 'state', 'show', ''], offers: [] },
    { words: ['clnform', 'import', 'imunify_key.'], offers: ['imunify_key.declared', 'imunify_key.web'] },
    { words: ['clnform', 'plan', '--recreate', 'imunify_key.d'], offers: ['imunify_key.declared'] },
    { words: ['clnform', 'status', ''], offers: [] },
  ];

  it('offers in bash what fits the last of the words, as readline would hand them over', () => {
    const quoted = (word: string): string => `'${word}'`;
    const script = `set -u
      source <(clnform completion bash)
      try() {
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _clnform
        echo "> $*"
        ((\${#COMPREPLY[@]} == 0)) || printf '%s\\n' "\${COMPREPLY[@]}" | sort
      }
      ${CASES.map(({ words }) => `try ${words.map(quoted).join(' ')}`).join('\n')}`;
    const env = { PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`, HOME: folder, LC_ALL: 'C' };
    const offered = execFileSync('bash', ['-c', script], { cwd: folder, env, encoding: 'utf8' });
    const expected = CASES.map(({ words, offers }) => [`> ${words.join(' ')}`, ...[...offers].sort()]);
    expect(offered.split('\n').slice(0, -1)).toEqual(expected.flat());
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });

  it('says nothing about a state that is damaged', async () => {
    await writeFile(join(folder, 'broken.json'), '{');
    const ended = await runAlone(['--state', 'broken.json', '__addresses', 'state'], folder);
    expect(ended).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await runAlone(['--help'], folder)).stdout).not.toContain('__addresses');
  });
});
