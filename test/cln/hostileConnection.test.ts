import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { parseApiRoot } from '../../src/cln/apiRoot.ts';
import { createClient } from '../../src/cln/client.ts';
import { Credentials } from '../../src/cln/credentials.ts';
import { createUndiciTransport, type TransportLimits } from '../../src/cln/undiciTransport.ts';
import type { Api } from '../../src/model/api/api.ts';
import type { System } from '../../src/model/system.ts';
import { ApiError } from '../../src/model/apiError.ts';
import { type HostileOptions, type HostileServer, openHostileServer } from './support/hostileServer.ts';
import { answered, clientOver, NOW, ok, refused, scripted, SECRET } from './support/scripted.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function opposite(
  options: HostileOptions,
  limits: Partial<TransportLimits> = {},
): Promise<{ server: HostileServer; client: Api }> {
  const server = await openHostileServer(options);
  const apiRoot = parseApiRoot(`http://127.0.0.1:${String(server.port)}/api`);
  if (typeof apiRoot !== 'string') throw new Error(apiRoot.summary);
  const transport = createUndiciTransport({ apiRoot, limits });
  open.push(
    () => server.close().catch(() => undefined),
    () => transport.close(),
  );
  const client = createClient({
    transport,
    credentials: new Credentials('acme', SECRET),
    system: { now: () => Date.now(), random: () => 0, sleep: () => Promise.resolve() },
    readLimits: { tries: 2 },
  });
  return { server, client };
}

const failed = (promise: Promise<unknown>): Promise<unknown> =>
  promise.catch((error: unknown) => (error instanceof ApiError ? error.diagnostic.code : error));
const create = ({ write }: Api) => write.imunify.createKey({ code: '360_1', limit: 2 });
const body = (data: unknown): string => JSON.stringify({ success: true, data });
const http = (text: string): string => `HTTP/1.1 200 OK\r\ncontent-length: ${text.length}\r\n\r\n${text}`;
/** A list for whatever is asked for, whose rows bear the name of the question. */
const named = (line: string): string =>
  http(body([{ key: line.split('/')[2], code: 'AVP', limit: 1, productCode: 'CELS', usageLimit: 1 }]));

describe('a connection', () => {
  it('that is refused before it is accepted: nothing is sent', async () => {
    const { server, client } = await opposite({ react: () => undefined });
    await server.close();

    expect(await failed(client.read.imunify.keys())).toBe('unreachable');
    expect(await create(client)).toMatchObject({
      status: 'notSent',
      reason: 'im/key/create: the connection was refused',
    });
  });

  it('that is reset when it is accepted: an error, and no more is claimed than is known', async () => {
    const { server, client } = await opposite({
      react: () => undefined,
      onConnection: (socket) => socket.resetAndDestroy(),
    });

    expect(await failed(client.read.imunify.keys())).toBe('unreachable');
    expect(['unknown', 'notSent']).toContain((await create(client)).status);
    expect(server.connections()).toBe(3);
  });

  it.each([1, 10, 100])(
    'that is reset %i bytes into the request: the write is unknown, and is not sent again',
    async (bytes) => {
      const cutOff = (socket: Socket): void => {
        socket.on('readable', () => {
          if (socket.read(bytes) !== null) socket.resetAndDestroy();
        });
      };
      const { server, client } = await opposite({ react: () => undefined, onConnection: cutOff });

      expect(await create(client)).toMatchObject({ status: 'unknown', endpoint: 'im/key/create' });
      expect(await failed(client.read.imunify.keys())).toBe('unreachable');
      expect(server.connections()).toBe(3);
    },
  );
});

describe('on a connection that reads share', () => {
  it.each([
    { reason: 'a second answer at once', surplus: http(body([{ key: 'STRAY', code: 'AVP', limit: 1 }])) },
    { reason: 'bytes that are no answer', surplus: 'stray' },
  ])('$reason is never taken for the answer to the next request', async ({ surplus }) => {
    const { server, client } = await opposite(
      { react: (socket, { line }) => void socket.write(named(line) + surplus) },
      { connections: 1 },
    );
    for (let round = 0; round < 5; round += 1) {
      const [imunify, kernelcare, els] = await Promise.all([
        client.read.imunify.keys(),
        client.read.kernelcare.keys(),
        client.read.els.keys('CELS'),
      ]);
      expect([imunify[0]?.key, kernelcare[0]?.key, els[0]?.key]).toStrictEqual(['im', 'kcare', 'els']);
    }
    expect(server.connections()).toBe(15);
  });

  it.each([
    {
      reason: 'a body that was not read to its end',
      answer: 'HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n{}',
    },
    { reason: 'a compressed body', answer: 'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 9\r\n\r\n{}' },
    { reason: 'half a chunk', answer: 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n' },
  ])('nothing follows $reason', async ({ answer }) => {
    let hostile = true;
    const { server, client } = await opposite(
      { react: (socket, { line }) => void socket.write(hostile ? answer : named(line)) },
      { connections: 1 },
    );
    await failed(client.read.imunify.keys());
    const before = server.connections();
    hostile = false;

    expect(await client.read.kernelcare.keys()).toMatchObject([{ key: 'kcare' }]);
    expect(server.connections()).toBe(before + 1);
  });

  it('no encoding is asked for, so that none can swell', async () => {
    const { server, client } = await opposite({ react: (socket, { line }) => void socket.write(named(line)) });
    await client.read.imunify.keys();
    await create(client);

    expect(server.heard).toHaveLength(2);
    for (const { headers } of server.heard) expect(headers).toMatch(/^accept-encoding: identity$/m);
  });
});

it('answers that are small each may not be too large together', async () => {
  const part = `HTTP/1.1 200 OK\r\ncontent-length: 60000\r\n\r\n${' '.repeat(50_000)}`;
  const waiting: Socket[] = [];
  const finish = (socket: Socket): void => void socket.write(`${' '.repeat(9974)}{"success":true,"data":[]}`);
  const react = (socket: Socket): void => {
    socket.write(part);
    if (waiting.push(socket) === 8) setTimeout(() => waiting.forEach(finish), 50);
  };
  const { client } = await opposite({ react }, { heldBytes: 200_000, totalMs: 20_000 });
  const came = await Promise.all(Array.from({ length: 8 }, () => failed(client.read.imunify.keys())));

  // Four halves fill the room; what is refused then makes room for others to be finished.
  expect(came.filter((code) => code === 'answer-too-large').length).toBeGreaterThanOrEqual(4);
  expect(came.filter((rows) => Array.isArray(rows)).length).toBeGreaterThanOrEqual(1);
});

describe('a clock', () => {
  /** Time passes while sleeping and with every look, and is set by `jumps` at the looks of these numbers. */
  function jumping(jumps: Readonly<Record<number, number>>): System & { readonly slept: number[] } {
    let now = NOW;
    let looks = 0;
    const slept: number[] = [];
    return {
      slept,
      now: () => (now += 1000 + (jumps[(looks += 1)] ?? 0)),
      random: () => 0.5,
      sleep: async (ms) => {
        slept.push(ms);
        now += ms;
      },
    };
  }
  const HOUR = 3_600_000;
  const DAY = 24 * HOUR;

  it.each([
    { reason: 'back an hour', jumps: { 4: -HOUR } },
    { reason: 'back a day, again and again', jumps: { 4: -DAY, 8: -DAY, 12: -DAY, 16: -DAY, 20: -DAY } },
    { reason: 'back to 1970', jumps: { 4: -NOW } },
    { reason: 'ahead a year', jumps: { 4: 365 * DAY } },
    { reason: 'to and fro', jumps: { 4: DAY, 8: -DAY, 12: DAY, 16: -DAY } },
  ])('that jumps $reason neither draws out a read nor a wait', async ({ jumps }) => {
    const system = jumping(jumps);
    const transport = scripted(answered('', 429, { 'retry-after': '25' }));
    const code = await failed(clientOver(transport, { system }).read.imunify.keys());

    expect(code).toBe('rate-limited');
    expect(transport.requests.length).toBeLessThanOrEqual(5);
    expect(system.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(60_000);
    for (const { timeoutMs } of transport.requests) expect(timeoutMs).toBeLessThanOrEqual(30_000);
  });

  it.each([{ by: HOUR }, { by: -HOUR }])(
    'that jumps by $by ms between calls makes no token of another time',
    async ({ by }) => {
      let now = NOW;
      const system: System = { now: () => now, random: () => 0, sleep: async () => undefined };
      const transport = scripted(ok([]));
      const client = clientOver(transport, { system });
      await client.read.imunify.keys();
      now += by;
      await client.read.imunify.keys();
      await create(client);

      const times = transport.requests.map(({ query }) => Number(query[0]?.[1].split('|')[1]) * 1000);
      expect(times).toStrictEqual([NOW, NOW + by, NOW + by]);
    },
  );

  it.each([
    { reason: 'hours ahead', date: NOW - 5 * HOUR, says: "this machine's clock is 5 hours ahead of the service's" },
    { reason: 'minutes behind', date: NOW + 300_000, says: "this machine's clock is 5 minutes behind the service's" },
  ])('that is $reason is named when a token is refused', async ({ date, says }) => {
    const no = refused('Authorization failed', 200, { date: new Date(date).toUTCString() });

    await expect(clientOver(scripted(no)).read.imunify.keys()).rejects.toThrow(
      `im/key/list: Authorization failed; ${says}`,
    );
    expect(await create(clientOver(scripted(no)))).toMatchObject({
      status: 'refused',
      reason: `im/key/create: Authorization failed; ${says}`,
    });
  });
});
