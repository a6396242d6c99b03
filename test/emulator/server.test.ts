import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { Agent, get as httpGet } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseFaultRule } from '../../src/emulator/faults.ts';
import { startEmulatorServer, type EmulatorServer, type EmulatorServerOptions } from '../../src/emulator/server.ts';
import { SMALL } from './support.ts';

const running: EmulatorServer[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function start(options: EmulatorServerOptions = {}): Promise<EmulatorServer> {
  const server = await startEmulatorServer({ contents: SMALL, ...options });
  running.push(server);
  return server;
}

function fault(text: string) {
  const rule = parseFaultRule(text);
  if (!rule.ok) throw new Error(rule.diagnostic.summary);
  return rule.value;
}

function ledgerPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'emulator-'));
  folders.push(folder);
  return join(folder, 'ledger.jsonl');
}

/** A call with a good token, as a client makes it. */
function call({ url, emulator }: EmulatorServer, path: string, args = '', init: RequestInit = {}): Promise<Response> {
  return fetch(`${url}/${path}?token=${encodeURIComponent(emulator.token())}${args}`, init);
}

function control({ port }: EmulatorServer, path: string, body?: object): Promise<Response> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  return fetch(`http://127.0.0.1:${port}/_emulator/${path}`, init);
}

/** Status, headers and as much of the body as arrived before the connection ended. */
function raw(url: string): Promise<{ length: number; promised: number; complete: boolean }> {
  return new Promise((resolve, reject) => {
    httpGet(url, (response) => {
      let length = 0;
      response.on('data', (chunk: Buffer) => (length += chunk.length));
      response.on('error', () => undefined);
      const promised = Number(response.headers['content-length']);
      response.on('close', () => resolve({ length, promised, complete: response.complete }));
    }).on('error', reject);
  });
}

describe('startEmulatorServer', () => {
  it('serves the account on loopback, under /api', async () => {
    const server = await start();
    expect(server.url).toBe(`http://127.0.0.1:${server.port}/api`);
    const answer = await call(server, 'im/key/create.json', '&code=AVP&limit=2&note=%5Bclnform%3Aa%5D%20x%2By');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json;charset=UTF-8']);
    expect(await answer.json()).toMatchObject({ success: true, data: { note: '[clnform:a] x+y' } });
  });

  it.each([
    { reason: 'as it is', separator: '|' },
    { reason: 'escaped', separator: '%7C' },
    { reason: 'escaped in lower case', separator: '%7c' },
  ])('takes the bar of the token $reason', async ({ separator }) => {
    const server = await start();
    const token = server.emulator.token().replaceAll('|', separator);
    expect(await (await fetch(`${server.url}/ab/list.json?token=${token}`)).json()).toMatchObject({ success: true });
  });

  it('takes POST, PUT, PATCH and DELETE with their bodies', async () => {
    const server = await start();
    const patch = { method: 'PATCH', body: '{"4600":"ENABLED"}' };
    expect(await (await call(server, 'v2/features/account', '', patch)).json()).toMatchObject({ '4600': 'ENABLED' });
    const made = await call(server, 'els/key/create.json', '&productType=CELS&limit=1', { method: 'POST' });
    expect(await made.json()).toMatchObject({ data: { productCode: 'CELS' } });
    const gone = await call(server, 'v2/cl/keys', '&key=cl-a', { method: 'DELETE' });
    expect(await gone.json()).toEqual({ key: 'cl-a' });
    expect((await call(server, 'im/key/list.json', '', { method: 'PUT' })).status).toBe(405);
  });

  it('answers HTML with 404 where nothing is', async () => {
    const answer = await call(await start(), 'ip/list.json');
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('<html>')]);
  });

  it('answers in parallel, each after its latency', async () => {
    const server = await start({ latency: 100 });
    const began = performance.now();
    await Promise.all(Array.from({ length: 20 }, () => call(server, 'im/key/list.json')));
    const took = performance.now() - began;
    expect(took).toBeGreaterThanOrEqual(95);
    expect(took).toBeLessThan(1500);
  });

  it('keeps connections alive', async () => {
    const { url } = await start();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const reused = () =>
      new Promise<boolean>((resolve, reject) => {
        const request = httpGet(`${url}/status.json`, { agent }, (response) => {
          response.resume().on('end', () => resolve(request.reusedSocket));
        }).on('error', reject);
      });
    expect([await reused(), await reused()]).toEqual([false, true]);
    agent.destroy();
  });

  it('rejects when the port is taken', async () => {
    const { port } = await start();
    await expect(startEmulatorServer({ port, ledgerFile: ledgerPath() })).rejects.toThrow('EADDRINUSE');
  });

  it('ends at once although calls hang', async () => {
    const server = await start({ faults: [fault('do=hang')] });
    const hanging = call(server, 'im/key/list.json').then(
      () => 'answered',
      () => 'cut',
    );
    while (server.emulator.ledger.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await server.close();
    expect(await hanging).toBe('cut');
  });
});

describe('faults over TCP', () => {
  it.each(['before', 'after'])('resets the connection %s the effect', async (when) => {
    const server = await start({ faults: [fault(`endpoint=im/key/create,when=${when},do=reset`)] });
    await expect(call(server, 'im/key/create.json', '&code=AVP&limit=1')).rejects.toThrow('fetch failed');
    expect(server.emulator.account.imunifyKeys.size).toBe(when === 'after' ? 4 : 3);
    expect((await call(server, 'im/key/list.json')).status).toBe(200);
  });

  it('never answers a call that hangs, and goes on with others', async () => {
    const server = await start({ faults: [fault('endpoint=ab/list,do=hang')] });
    await expect(call(server, 'ab/list.json', '', { signal: AbortSignal.timeout(100) })).rejects.toThrow('timeout');
    expect((await call(server, 'im/key/list.json')).status).toBe(200);
  });

  it('cuts a body short of its content-length', async () => {
    const server = await start({ faults: [fault('do=truncate')] });
    const { length, promised, complete } = await raw(`${server.url}/status.json`);
    expect(promised).toBeGreaterThan(100);
    expect([length, complete]).toEqual([Math.floor(promised / 2), false]);
  });

  it.each([
    { action: '500', status: 500 },
    { action: '502', status: 502 },
    { action: '429,retry-after=3', status: 429 },
    { action: 'html', status: 200 },
  ])('answers do=$action with $status', async ({ action, status }) => {
    const answer = await call(await start({ faults: [fault(`do=${action}`)] }), 'im/key/list.json');
    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBe(status === 429 ? '3' : null);
  });

  it('answers late', async () => {
    const server = await start({ faults: [fault('do=delay,delay=80')] });
    const began = performance.now();
    await call(server, 'im/key/list.json');
    expect(performance.now() - began).toBeGreaterThanOrEqual(75);
  });
});

describe('ledger file', () => {
  it('can be read at any time, one JSON object a line', async () => {
    const ledgerFile = ledgerPath();
    const server = await start({ ledgerFile });
    await call(server, 'im/srv/remove.json', '&id=S2');
    const lines = readFileSync(ledgerFile, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { record: 'call', seq: 1, endpoint: 'im/srv/remove', query: { id: 'S2' }, outcome: 'done' },
      { record: 'object', event: 'removed', kind: 'imunify_server', id: 'S2', call: 1 },
    ]);
    expect(statSync(ledgerFile).mode & 0o777).toBe(0o600);
  });
});

describe('control', () => {
  it('runs a call of a person in the console', async () => {
    const server = await start({ faults: [fault('do=500')] });
    const change = { path: '/api/im/key/update.json', query: { key: 'IM-A', limit: 9 } };
    expect(await (await control(server, 'change', change)).json()).toMatchObject({ status: 200 });
    expect(server.emulator.account.imunifyKeys.get('IM-A')?.limit).toBe(9);
    expect(await (await control(server, 'ledger')).json()).toMatchObject({
      calls: [{ by: 'console', mutating: true }],
    });
  });

  it('changes the account behind the back', async () => {
    const server = await start();
    const row = { ip: '192.0.2.99', type: 1 };
    expect(await (await control(server, 'change', { put: 'foreignLicenses', row })).json()).toEqual({ put: row });
    await control(server, 'change', { remove: 'imunifyKeys', id: 'IM-A' });
    expect(server.emulator.account.foreignLicenses.has('192.0.2.99/1')).toBe(true);
    expect(await (await control(server, 'ledger')).json()).toMatchObject({
      ...{
        calls: [],
        objects: [
          { kind: 'foreign_license', madeBy: null },
          { id: 'IM-A', removedBy: null },
        ],
      },
    });
  });

  it.each([
    { reason: 'an unknown table', path: 'change', body: { put: 'keys', row: {} }, says: 'unknown table' },
    { reason: 'an unknown table to remove from', path: 'change', body: { remove: 'keys' }, says: 'unknown table' },
    { reason: 'a wrong row', path: 'change', body: { put: 'groups', row: { name: 1 } }, says: 'row.name' },
    { reason: 'nothing to do', path: 'change', body: {}, says: 'say put, remove' },
    { reason: 'no object', path: 'change', body: [], says: 'not a JSON object' },
    { reason: 'a wrong rule', path: 'faults', body: { add: ['do=rest'] }, says: 'Did you mean `reset`' },
    { reason: 'rules that are no list', path: 'faults', body: { add: 'do=reset' }, says: 'not a list' },
    { reason: 'no object for faults', path: 'faults', body: [], says: 'not a JSON object' },
  ])('refuses $reason', async ({ path, body, says }) => {
    const answer = await control(await start(), path, body);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(says)]);
  });

  it('adds and clears faults', async () => {
    const server = await start();
    await control(server, 'faults', { add: ['do=500'] });
    expect((await call(server, 'im/key/list.json')).status).toBe(500);
    expect(await (await control(server, 'faults', { clear: true })).json()).toEqual({ rules: [] });
    expect((await call(server, 'im/key/list.json')).status).toBe(200);
  });

  it('dumps the account in the format of a seed', async () => {
    const server = await start();
    expect(await (await control(server, 'dump')).json()).toEqual(server.emulator.dump());
  });
});
