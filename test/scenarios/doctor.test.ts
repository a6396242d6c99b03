import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AccountContents } from '../../src/emulator/account.ts';
import { ELS_CODES } from '../../src/model/product.ts';
import { LOCALHOST } from '../cln/support/localhostCertificate.ts';
import { LOGIN, openScene, runAlone, SECRET } from '../support/builtCli.ts';
import type { Scene } from '../support/builtCli.ts';
import { checksById } from '../support/doctorChecks.ts';
import { frontServer, refusingProxy } from '../support/frontServer.ts';
import type { FrontServer } from '../support/frontServer.ts';
import { expectGolden } from '../support/golden.ts';

/** Without what differs from machine to machine and from run to run. */
function still(text: string): string {
  return text
    .replace(/\b\d+ ms/gu, 'N ms')
    .replace(/(?<=Node.js {4}|clnform )\d+\.\d+\.\d+/gu, 'N.N.N')
    .replace(/UTC[+-]\d\d:\d\d;/u, 'UTC+00:00;')
    .replace(/(?<=platform {3})\w+ \w+/u, 'P');
}

describe('doctor before an account', () => {
  let scene: Scene;
  let dump: AccountContents;
  const fronts: FrontServer[] = [];
  beforeAll(async () => {
    scene = await openScene({});
    dump = (await (await fetch(scene.url.replace(/api$/u, '_emulator/dump'))).json()) as AccountContents;
  });
  afterEach(async () => {
    await Promise.all(fronts.splice(0).map((front) => front.close()));
  });
  afterAll(() => scene.end());

  const doctor = async (variables: Readonly<Record<string, string>> = {}, args = '') => {
    const ended = await scene.run(`doctor --format json ${args}`, variables);
    expect(ended.stderr).toBe('');
    return { code: ended.code, checks: checksById(ended), told: ended.stdout };
  };
  const behind = async (...args: Parameters<typeof frontServer> extends [string, ...infer Rest] ? Rest : never) => {
    const front = await frontServer(scene.url, ...args);
    fronts.push(front);
    return front.url;
  };

  it('finds nothing wrong, writes nothing, and tells nothing that is anyone’s', async () => {
    const before = (await scene.calls()).length;
    const { code, stdout, stderr } = await scene.run('doctor');
    const json = await scene.run('doctor --format json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(json.code).toBe(0);
    const calls = (await scene.calls()).slice(before);
    expect(calls.length).toBeGreaterThan(60);
    expect(calls.filter((call) => call.mutating)).toEqual([]);
    expect(calls.filter((call) => call.outcome !== 'done').map((call) => call.refusal)).toEqual([
      'Invalid IP address',
      'Invalid IP address',
    ]);

    const told = stdout + json.stdout;
    for (const text of [SECRET, LOGIN, scene.folder, hostname(), scene.url]) expect(told).not.toContain(text);
    expect(told).not.toMatch(/[0-9a-f]{40}|\d+\.\d+\.\d+\.\d+|@/u);
    const codes = new Set<string>([...ELS_CODES, 'AWP_PREMIUM', 'AWP_CDN']);
    const texts = everyText(dump).filter((text) => text.length > 6 && !codes.has(text));
    expect(texts.length).toBeGreaterThan(500);
    for (const text of texts) expect(told).not.toContain(text);
    expectGolden('doctor/sample.txt', still(stdout));
  });

  it('says what is missing without credentials, and looks at the rest', async () => {
    const { code, checks } = await doctor({ CLN_LOGIN: '', CLN_SECRET_KEY: '' });
    expect(code).toBe(1);
    expect(checks.credentials).toMatchObject({
      status: 'fail',
      help: expect.stringContaining('CLN_SECRET_KEY') as string,
    });
    expect(checks.reachable).toMatchObject({ status: 'ok' });
    expect(checks.authorization).toMatchObject({ status: 'unknown' });
    expect(checks.clock).toMatchObject({ status: 'ok' });
    expect(checks).not.toHaveProperty('shape.numbers');
  });

  it('accepts TLS with the certificate that is named, and says so', async () => {
    const url = await behind((answer) => answer, LOCALHOST);
    await writeFile(join(scene.folder, 'ca.pem'), LOCALHOST.cert);
    const extra = { CLN_API_URL: url, NODE_EXTRA_CA_CERTS: join(scene.folder, 'ca.pem') };
    const trusted = await doctor(extra);
    expect(trusted.code).toBe(0);
    expect(trusted.checks.tls).toMatchObject({
      status: 'ok',
      detail: expect.stringMatching(/^TLSv1\.3, .* \d+ more days$/u) as string,
    });

    const strange = await doctor({ CLN_API_URL: url });
    expect(strange.code).toBe(1);
    expect(strange.checks.tls).toMatchObject({
      status: 'fail',
      help: expect.stringContaining('NODE_EXTRA_CA_CERTS') as string,
    });
    expect(strange.checks.reachable).toMatchObject({ status: 'fail' });
  });

  it('calls unchecked certificates a failure, though everything works', async () => {
    const url = await behind((answer) => answer, LOCALHOST);
    const ended = await scene.run('doctor --format json', { CLN_API_URL: url, NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    const checks = checksById(ended);
    expect(ended.code).toBe(1);
    expect(checks.tls).toMatchObject({
      status: 'fail',
      detail: expect.stringContaining('NODE_TLS_REJECT_UNAUTHORIZED') as string,
    });
    expect(checks.reachable).toMatchObject({ status: 'ok' });
  });

  it.each([
    { status: 407, help: 'USER:PASSWORD' },
    { status: 403, help: 'proxy settings' },
  ])('tells what a proxy answers: $status', async ({ status, help }) => {
    const proxy = await refusingProxy(status);
    fronts.push(proxy);
    const { port } = new URL(proxy.url);
    const { code, checks, told } = await doctor({
      CLN_API_URL: 'https://localhost:9/api',
      HTTPS_PROXY: `http://joe:sesame99@127.0.0.1:${port}`,
    });
    expect(code).toBe(1);
    expect(checks.reachable).toMatchObject({
      status: 'fail',
      detail: expect.stringContaining(`HTTP ${status}`) as string,
      help: expect.stringContaining(help) as string,
    });
    expect(checks.proxy).toMatchObject({ status: 'ok', detail: expect.stringContaining('with user name') as string });
    expect(checks.tls).toMatchObject({ status: 'unknown' });
    expect(told).not.toMatch(/joe|sesame99/u);
  });
});

it('doctor before a service in all its other shapes', async () => {
  const shape = 'numbers=string,v2=wrapped,notes=off,refusals=403,order=shuffled,descriptions=absent';
  const scene = await openScene({ emulator: ['--shape', shape] });
  try {
    const { code, stdout, stderr } = await scene.run('doctor');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expectGolden('doctor/other-shapes.txt', still(stdout));
  } finally {
    await scene.end();
  }
});

it('doctor without anything around it ends with a report', async () => {
  const { code, stdout } = await runAlone(['doctor'], '/', { HTTPS_PROXY: 'http://127.0.0.1:9', HOME: '/nowhere' });
  expect(code).toBe(1);
  expect(stdout).toMatch(/\d+ ok, \d+ warnings?, \d+ failed, \d+ unknown\.\n$/u);
});

/** Every text in a value, however deep. */
function everyText(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(everyText) : [];
}
