import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sampleContents } from '../../../src/emulator/sample.ts';
import { startEmulatorServer } from '../../../src/emulator/server.ts';
import type { EmulatorServer, EmulatorServerOptions } from '../../../src/emulator/server.ts';
import { parseShape } from '../../../src/emulator/shapes.ts';
import type { Shape } from '../../../src/emulator/shapes.ts';
import type { Ended } from '../../support/builtCli.ts';
import { runInProcess } from '../../support/cliInProcess.ts';
import { checksById } from '../../support/doctorChecks.ts';
import { frontServer } from '../../support/frontServer.ts';
import type { FrontServer, Passing } from '../../support/frontServer.ts';

/** As `--shape` reads it. */
function parsedShape(text: string): Shape {
  const shape = parseShape(text);
  if (!shape.ok) throw new Error(text);
  return shape.value;
}

const LOGIN = 'acme';
const SECRET = 'a-secret-that-must-never-be-seen';

/** The answer with other data. */
function withData(answer: Passing, change: (data: unknown) => unknown): Passing {
  const body = JSON.parse(answer.body) as { data: unknown };
  return { ...answer, body: JSON.stringify({ ...body, data: change(body.data) }) };
}

function withRows(answer: Passing, change: (row: object) => object): Passing {
  return withData(answer, (rows) => (rows as object[]).map(change));
}

interface Scene {
  readonly folder: string;
  readonly server: EmulatorServer;
  run(line: string, variables?: Readonly<Record<string, string>>): Promise<Ended>;
  end(): Promise<void>;
}

async function openScene(options: EmulatorServerOptions = {}): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'clnform-doctor-'));
  const contents = sampleContents({ now: Date.now() });
  const server = await startEmulatorServer({ login: LOGIN, secret: SECRET, contents, ...options });
  const own = { CLN_API_URL: server.url, CLN_LOGIN: LOGIN, CLN_SECRET_KEY: SECRET };
  return {
    folder,
    server,
    run: (line, variables = {}) => runInProcess(line.split(' ').filter(Boolean), folder, { ...own, ...variables }),
    async end() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

describe('doctor', () => {
  let scene: Scene;
  const fronts: FrontServer[] = [];
  beforeAll(async () => {
    scene = await openScene();
  });
  afterEach(async () => {
    await Promise.all(fronts.splice(0).map((front) => front.close()));
    await rm(join(scene.folder, 'clnform.state.json'), { recursive: true, force: true });
    await rm(join(scene.folder, `.clnform-${LOGIN}.lock`), { force: true });
  });
  afterAll(() => scene.end());

  const doctor = async (variables: Readonly<Record<string, string>> = {}, args = '') => {
    const ended = await scene.run(`doctor --format json ${args}`, variables);
    expect(ended.stderr).toBe('');
    return { code: ended.code, checks: checksById(ended), told: ended.stdout };
  };
  const behind = async (...args: Parameters<typeof frontServer> extends [string, ...infer Rest] ? Rest : never) => {
    const front = await frontServer(scene.server.url, ...args);
    fronts.push(front);
    return front.url;
  };

  it('says when the service refuses the credentials, and asks no further', async () => {
    const before = scene.server.emulator.ledger.calls.length;
    const { code, checks } = await doctor({ CLN_SECRET_KEY: 'another-secret-key' });
    expect(code).toBe(1);
    expect(checks.authorization).toMatchObject({
      status: 'fail',
      help: expect.stringContaining('CLN console') as string,
    });
    expect(scene.server.emulator.ledger.calls.length - before).toBeLessThanOrEqual(2);
  });

  it('says when the credentials are for another account than the one that is meant', async () => {
    const { code, checks, told } = await doctor({}, '--account other');
    expect(code).toBe(1);
    expect(checks.credentials?.detail).toContain('the account <login>');
    expect(told).not.toContain(LOGIN);
  });

  it('says that a secret file is open to others', async () => {
    await writeFile(join(scene.folder, 'secret'), SECRET, { mode: 0o644 });
    const variables = { CLN_SECRET_KEY: '', CLN_SECRET_KEY_FILE: 'secret' };
    expect((await doctor(variables)).checks.credentials).toMatchObject({ status: 'fail' });
    await chmod(join(scene.folder, 'secret'), 0o600);
    const closed = await doctor(variables);
    expect(closed.checks.credentials).toMatchObject({ status: 'ok', detail: 'from CLN_SECRET_KEY_FILE' });
    expect(closed.code).toBe(0);
  });

  it.each([
    { reason: 'three hours behind', by: 10_800_000, status: 'fail', says: /^3 h .*behind the service/u },
    { reason: 'two minutes ahead', by: -120_000, status: 'warn', says: /^(2 min|1 min 59 s)( 1 s)? ahead of/u },
    { reason: 'twenty seconds ahead', by: -20_000, status: 'ok', says: /^(19|20|21) s ahead of/u },
  ])('names the skew of a clock that is $reason', async ({ by, status, says }) => {
    const url = await behind((answer) => {
      const date = new Date(Date.parse(answer.headers.date ?? '') + by).toUTCString();
      return { ...answer, headers: { ...answer.headers, date } };
    });
    const { code, checks } = await doctor({ CLN_API_URL: url });
    expect(checks.clock).toMatchObject({ status, detail: expect.stringMatching(says) as string });
    expect(code).toBe(status === 'fail' ? 1 : 0);
  });

  it('blames the clock first when it is off and the token is refused', async () => {
    const url = await behind((answer) => {
      const date = new Date(Date.parse(answer.headers.date ?? '') + 7_200_000).toUTCString();
      return { ...answer, headers: { ...answer.headers, date } };
    });
    const { checks } = await doctor({ CLN_API_URL: url, CLN_SECRET_KEY: 'another-secret-key' });
    expect(checks.authorization).toMatchObject({ status: 'fail', help: expect.stringContaining('clock') as string });
  });

  it('tells that no answer had a date', async () => {
    const url = await behind(({ status, body }) => ({ status, body, headers: { 'content-type': 'application/json' } }));
    expect((await doctor({ CLN_API_URL: url })).checks.clock).toMatchObject({ status: 'unknown' });
  });

  it.each([
    { reason: 'a host that is not there', variables: { CLN_API_URL: 'http://127.0.0.1:9/api' }, id: 'reachable' },
    { reason: 'a root that is not safe', variables: { CLN_API_URL: 'http://cln.example.com/api' }, id: 'api-root' },
    { reason: 'a proxy that is none', variables: { HTTPS_PROXY: 'ftp://proxy.example.com' }, id: 'proxy' },
  ])('goes on to the end with $reason', async ({ variables, id }) => {
    const { code, checks, told } = await doctor(variables);
    expect(code).toBe(1);
    expect(checks[id]).toMatchObject({ status: 'fail' });
    expect(checks.lock).toMatchObject({ status: 'ok' });
    expect(told).not.toContain('example.com');
  });

  it('tells of pages of HTML, repeated calls and rate limits', async () => {
    let calls = 0;
    const url = await behind((answer, path) => {
      if (path.startsWith('/ab/list')) return { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' };
      if (path.startsWith('/group/list') && (calls += 1) === 1) return { ...answer, status: 429 };
      return answer;
    });
    const { code, checks } = await doctor({ CLN_API_URL: url });
    expect(code).toBe(1);
    expect(checks['list.ab/list']).toMatchObject({ status: 'fail', detail: expect.stringContaining('HTML') as string });
    expect(checks['list.group/list']).toMatchObject({ status: 'ok' });
    expect(checks.steadiness).toMatchObject({
      status: 'warn',
      detail: expect.stringMatching(/^2 of .* 1 met/u) as string,
    });
  });

  it('tells of fields, codes and rows that no text knows, without their values', async () => {
    const url = await behind((answer, path) => {
      if (path.startsWith('/im/key/list'))
        return withRows(answer, (row) => ({ ...row, code: '360_2000', hostQuota: 'mysecretvalue', IM30KEYASNAME: 1 }));
      if (path.startsWith('/kcare/key/list'))
        return withRows(answer, (row) => ({ ...row, limit: 'many of 203.0.113.77' }));
      if (path.startsWith('/ipl/list')) return withRows(answer, (row) => ({ ...row, created: undefined }));
      return answer;
    });
    const { code, checks, told } = await doctor({ CLN_API_URL: url });
    expect(code).toBe(1);
    expect(checks['shape.new-fields']).toMatchObject({
      status: 'warn',
      detail: 'im/key/list hostQuota; 1 whose names are withheld, for they may be ids',
    });
    expect(checks['shape.codes']).toMatchObject({ status: 'warn', detail: 'im/key/list 360_2000' });
    expect(checks['shape.missing-fields']).toMatchObject({ status: 'warn', detail: 'ipl/list created' });
    expect(checks['list.kcare/key/list']).toMatchObject({
      status: 'fail',
      detail: expect.stringContaining('limit is not a whole number') as string,
    });
    expect(told).not.toMatch(/mysecretvalue|IM30KEYASNAME|203\.0/u);
  });

  it('warns of a service that reports trouble, and redacts what it refuses with', async () => {
    const url = await behind((answer, path) => {
      if (path.startsWith('/status.json')) return withData(answer, (data) => ({ ...(data as object), xmlrpc: false }));
      if (path.startsWith('/group/list'))
        return {
          ...answer,
          body: '{"success":false,"message":"no groups for acme at 203.0.113.5 (joe@acme.example)"}',
        };
      return answer;
    });
    const { code, checks } = await doctor({ CLN_API_URL: url });
    expect(code).toBe(0);
    expect(checks.reachable).toMatchObject({
      status: 'warn',
      help: expect.stringContaining('clnform status') as string,
    });
    expect(checks['list.group/list']).toMatchObject({
      status: 'warn',
      detail: expect.stringContaining('no groups for <login> at <ip> (<e-mail>)') as string,
    });
  });

  it('looks at a state that is fine, open to others, damaged, newer, another account’s, or no file', async () => {
    const file = join(scene.folder, 'clnform.state.json');
    await writeFile(
      join(scene.folder, 'clnform.yaml'),
      'version: 1\naccount: acme\nkernelcare_keys: { a: { limit: 1 } }\n',
    );
    expect(await scene.run('apply --auto-approve')).toMatchObject({ code: 0 });
    const fine = await doctor();
    expect(fine.checks.state).toMatchObject({ status: 'ok', detail: expect.stringContaining('1 bound') as string });
    expect(fine.checks['state-mode']).toMatchObject({ status: 'ok', detail: '0600' });
    await chmod(file, 0o644);
    expect((await doctor()).checks['state-mode']).toMatchObject({
      status: 'warn',
      help: expect.stringContaining('chmod 600') as string,
    });
    const other = await doctor({ CLN_LOGIN: 'someone-else' });
    expect(other.checks.state).toMatchObject({ status: 'fail' });
    expect(other.told).not.toContain('someone-else');
    for (const text of ['{', '{"version": 99}']) {
      await writeFile(file, text);
      const { code, checks, told } = await doctor();
      expect({ code, checks }).toMatchObject({ code: 1, checks: { state: { status: 'fail' } } });
      // A command each, and a line each.
      expect(told).not.toContain('u{a}');
    }
    await rm(file);
    await mkdir(file);
    expect(await doctor()).toMatchObject({ code: 1, checks: { state: { status: 'fail' } } });
  });

  it('looks at a lock that is held, damaged, or has no folder', async () => {
    const lock = join(scene.folder, `.clnform-${LOGIN}.lock`);
    const record = {
      id: 'f00d',
      account: LOGIN,
      owner: 'joe@web1',
      host: 'web1',
      pid: 1,
      since: Date.now() - 180_000,
      operation: 'apply',
    };
    await writeFile(lock, JSON.stringify(record));
    const held = await doctor();
    expect(held.code).toBe(0);
    expect(held.checks.lock).toMatchObject({
      status: 'warn',
      detail: 'held by `apply` on another machine for 3 minutes',
    });
    expect(held.told).not.toMatch(/joe|web1/u);
    await writeFile(lock, JSON.stringify({ ...record, host: 'this-host', pid: 2 ** 22 + 1 }));
    const left = await doctor();
    expect(left.checks.lock).toMatchObject({
      status: 'ok',
      detail: expect.stringContaining('no longer runs') as string,
    });
    await writeFile(lock, 'not a lock');
    expect(await doctor()).toMatchObject({ code: 1, checks: { lock: { status: 'fail' } } });
    await rm(lock);
    expect(await doctor({}, '--state gone/state.json')).toMatchObject({
      code: 1,
      checks: { 'state-folder': { status: 'fail' } },
    });
  });
});

describe('doctor before each shape of the service', () => {
  const CASES = [
    { shape: 'numbers=string', id: 'shape.numbers', status: 'ok', says: 'texts of digits' },
    { shape: 'v2=wrapped', id: 'shape.v2', status: 'ok', says: 'wrapped' },
    { shape: 'notes=off', id: 'shape.notes', status: 'warn', says: 'not shown' },
    { shape: 'refusals=403', id: 'shape.refusals', status: 'ok', says: 'HTTP 403' },
    { shape: 'order=shuffled', id: 'shape.order', status: 'ok', says: 'another in each call' },
    { shape: 'descriptions=absent', id: 'shape.descriptions', status: 'ok', says: 'left out' },
    { shape: 'descriptions=number', id: 'shape.descriptions', status: 'ok', says: 'notes of digits are numbers' },
  ];
  it.each(CASES)('$shape', async ({ shape, id, status, says }) => {
    const scene = await openScene({ shape: parsedShape(shape) });
    try {
      const ended = await scene.run('doctor --format json');
      expect(ended.code).toBe(0);
      expect(checksById(ended)[id]).toMatchObject({ status, detail: expect.stringContaining(says) as string });
    } finally {
      await scene.end();
    }
  });

  it('an account with nothing in it: what cannot be seen is unknown, not fine', async () => {
    const scene = await openScene({ contents: {} });
    try {
      const checks = checksById(await scene.run('doctor --format json'));
      expect(checks['shape.order']).toMatchObject({ status: 'unknown' });
      expect(checks['shape.dates']?.detail).not.toContain('without a zone');
    } finally {
      await scene.end();
    }
  });
});
