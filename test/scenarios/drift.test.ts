import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DRIFT_FORMATS } from '../../src/cli/commands/driftFormats.ts';
import { openScene, SECRET } from '../support/builtCli.ts';
import type { Scene } from '../support/builtCli.ts';

const MANIFEST = `version: 1
account: acme
imunify_keys:
  web: { product: '360_30', limit: 5 }
kernelcare_keys:
  fleet: { limit: 100, note: fleet, cidrs: [203.0.113.0/24] }
ip_licenses:
  web: { products: [cloudlinux], ips: [203.0.113.10, 203.0.113.11] }
`;

interface Told {
  readonly summary: Readonly<Record<string, number>>;
  readonly findings: readonly { readonly answer: string; readonly what: string; readonly address: string }[];
}

let scene: Scene;
afterEach(() => scene.end());

/** An account with the manifest applied, and the reads of a drift run alone in what `writes` counts from there. */
async function applied(...emulator: readonly string[]): Promise<() => Promise<number>> {
  scene = await openScene({ emulator: ['--empty', ...emulator] });
  await writeFile(join(scene.folder, 'clnform.yaml'), MANIFEST);
  expect(await scene.run('apply --auto-approve')).toMatchObject({ code: 0 });
  const writes = async () => (await scene.calls()).filter(({ mutating }) => mutating).length;
  const before = await writes();
  return async () => (await writes()) - before;
}

async function edit(from: string, to: string): Promise<void> {
  const file = join(scene.folder, 'clnform.yaml');
  const text = await readFile(file, 'utf8');
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
}

async function raiseLimit(): Promise<void> {
  const made = (await scene.objects()).find(({ kind }) => kind === 'imunify_key');
  await scene.console('GET', 'im/key/update.json', { key: made?.id ?? '', limit: '50' });
}

const told = async (line = 'drift --format json'): Promise<Told> => JSON.parse((await scene.run(line)).stdout) as Told;

describe('drift', () => {
  it('separates the three answers on one account, with the same exit code in every format, and only reads', async () => {
    const writes = await applied();
    expect(await scene.run('drift')).toMatchObject({ code: 0, stdout: expect.stringContaining('No drift:') as string });
    await raiseLimit();
    await scene.console('GET', 'ipl/remove.json', { ip: '203.0.113.11', type: '1' });
    await edit('ips: [203.0.113.10, 203.0.113.11]', 'ips: [203.0.113.10, 203.0.113.11, 203.0.113.12]');
    const changed = await writes();
    const state = await readFile(join(scene.folder, 'clnform.state.json'), 'utf8');
    const { findings, summary } = await told();
    expect(findings.map(({ answer, what, address }) => [answer, what, address])).toEqual([
      ['drifted', 'changed', 'imunify_key.web'],
      ['drifted', 'gone', 'ip_license.203.0.113.11/cloudlinux'],
      ['pending', 'new', 'ip_license.203.0.113.12/cloudlinux'],
      ['unverified', 'changed', 'kernelcare_key.fleet'],
    ]);
    expect(summary).toMatchObject({ drifted: 2, pending: 1, unverified: 1, in_sync: 2 });
    const runs = await Promise.all(DRIFT_FORMATS.map((format) => scene.run(`drift --format ${format}`)));
    expect(runs.map(({ code }) => code)).toEqual(DRIFT_FORMATS.map(() => 2));
    for (const { stdout, stderr } of runs) {
      expect(`${stdout}${stderr}`).not.toContain(SECRET);
      expect(`${stdout}${stderr}`).not.toMatch(/IM30[A-Z0-9]{8,}/u);
    }
    expect(await writes()).toBe(changed);
    expect(await readFile(join(scene.folder, 'clnform.state.json'), 'utf8')).toBe(state);
  }, 60_000);

  it('0: what is pending or unverified is told and fails nothing, unless pending is to count', async () => {
    await applied();
    await edit('limit: 5', 'limit: 6');
    expect(await told()).toMatchObject({ summary: { drifted: 0, pending: 1, unverified: 1 } });
    for (const format of DRIFT_FORMATS) {
      expect(await scene.run(`drift --format ${format}`)).toMatchObject({ code: 0 });
      expect(await scene.run(`drift --fail-on-pending --format ${format}`)).toMatchObject({ code: 2 });
    }
  }, 60_000);

  it('a baseline that it wrote covers what drifted; once over, it fails with its owner and its last day', async () => {
    await applied();
    await raiseLimit();
    const flags = '--owner ops --reason OPS-412 --expires 2999-12-31';
    expect(await scene.run(`drift --write-baseline known.yaml ${flags}`)).toMatchObject({ code: 2 });
    expect(await scene.run('drift --baseline known.yaml')).toMatchObject({ code: 0 });
    expect(await told('drift --baseline known.yaml --format json')).toMatchObject({
      summary: { drifted: 0, known: 1 },
    });
    await scene.console('GET', 'ipl/remove.json', { ip: '203.0.113.11', type: '1' });
    const more = await scene.run(`drift --baseline known.yaml --write-baseline more.yaml ${flags}`);
    expect(more.stderr).toContain('From now on: --baseline known.yaml --baseline more.yaml');
    expect(await scene.run('drift --baseline more.yaml')).toMatchObject({ code: 2 });
    expect(await scene.run('drift --baseline known.yaml --baseline more.yaml')).toMatchObject({ code: 0 });
    const again = await scene.run(`drift --write-baseline known.yaml ${flags}`);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('file-exists') as string });
    const text = await readFile(join(scene.folder, 'known.yaml'), 'utf8');
    await writeFile(join(scene.folder, 'known.yaml'), text.replace('2999-12-31', '2024-02-29'));
    const over = await scene.run('drift --baseline known.yaml --baseline more.yaml');
    expect(over.code).toBe(2);
    expect(over.stderr).toMatch(/error baseline-expired: .*imunify_key\.web.*2024-02-29.*ops/u);
    expect(over.stdout).toContain('Drift: 1 drifted');
  }, 60_000);

  it('1: without a state nothing is known to be ours, which is no peace', async () => {
    await applied();
    await rm(join(scene.folder, 'clnform.state.json'));
    const lost = await scene.run('drift');
    expect(lost).toMatchObject({ code: 1, stdout: '' });
    expect(lost.stderr).toMatch(/error no-state: .*clnform\.state\.json/u);
    expect(lost.stderr).toContain('clnform state rebuild');
  }, 60_000);

  it('1: a list that failed, and one that is suddenly empty, are no word on drift', async () => {
    await applied();
    await scene.faults('endpoint=im/key/list,do=refuse');
    for (const format of DRIFT_FORMATS)
      expect(await scene.run(`drift --format ${format}`)).toMatchObject({ code: 1, stdout: '' });
    await scene.faults();
    for (const ip of ['203.0.113.10', '203.0.113.11']) await scene.console('GET', 'ipl/remove.json', { ip, type: '1' });
    const doubted = await scene.run('drift');
    expect(doubted).toMatchObject({ code: 1, stdout: '' });
    expect(doubted.stderr).toMatch(/error list-empty: .*says nothing about drift/u);
    expect(await told('drift --accept-empty --format json')).toMatchObject({ summary: { drifted: 2 } });
  }, 90_000);

  it('4: while a create has an unknown outcome, whatever else there is', async () => {
    await applied();
    await raiseLimit();
    await edit('imunify_keys:\n', 'imunify_keys:\n  eu: { product: AVP, limit: 3 }\n');
    await scene.faults('endpoint=im/key/create,do=reset,when=after');
    expect(await scene.run('apply --auto-approve --settle 10ms --no-adopt')).toMatchObject({ code: 4 });
    await scene.faults();
    await raiseLimit();
    for (const format of DRIFT_FORMATS) {
      const { code, stdout } = await scene.run(`drift --format ${format}`);
      expect(code).toBe(4);
      expect(stdout).toContain('imunify_key.eu');
    }
  }, 90_000);
});

describe('what was typed wrong', () => {
  it.each([
    { reason: 'a format that there is not', args: 'drift --format pdf', says: /pdf/u },
    { reason: 'a day that there is not', args: 'drift --expires 2026-02-30', says: /year-month-day/u },
    { reason: 'an entry of nobody', args: 'drift --write-baseline b.yaml', says: /baseline-incomplete/u },
    { reason: 'an owner of nothing', args: 'drift --owner me', says: /nothing-to-write/u },
    { reason: 'no such baseline', args: 'drift --baseline none.yaml', says: /file-missing.*none\.yaml/u },
  ])('1, before any call: $reason', async ({ args, says }) => {
    scene = await openScene({ example: 'first-plan' });
    const { code, stdout, stderr } = await scene.run(args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(says);
    expect(await scene.calls()).toEqual([]);
  });
});
