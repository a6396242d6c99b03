import { once } from 'node:events';
import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type ApiRoot, parseApiRoot } from '../../src/cln/apiRoot.ts';
import type { Transport, TransportRequest } from '../../src/cln/transport.ts';
import { createUndiciTransport, type UndiciOptions } from '../../src/cln/undiciTransport.ts';
import { LOCALHOST } from './support/localhostCertificate.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const QUICK = { connectMs: 900, headersMs: 900, bodyMs: 900, totalMs: 900, answerBytes: 100_000 };
const READ: TransportRequest = { kind: 'read', method: 'GET', path: 'im/key/list.json', query: [['token', 'a|1|b']] };
const WRITE: TransportRequest = { ...READ, kind: 'write', path: 'im/key/create.json' };

async function listening<S extends Server>(server: S): Promise<{ server: S; port: number }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { server, port: (server.address() as AddressInfo).port };
}

function transportTo(root: string, options: Omit<UndiciOptions, 'apiRoot'> = {}): Transport {
  const apiRoot = parseApiRoot(root);
  if (typeof apiRoot !== 'string') throw new Error(apiRoot.summary);
  const transport = createUndiciTransport({ apiRoot, limits: QUICK, ...options });
  closing.push(() => transport.close());
  return transport;
}

async function over(listener: RequestListener): Promise<Transport> {
  const { port } = await listening(http.createServer(listener));
  return transportTo(`http://127.0.0.1:${String(port)}/api`);
}

/** A server that speaks TCP alone: what it does with a connection and how many it saw. */
async function raw(
  react: (socket: Socket, request: string) => void,
): Promise<{ transport: Transport; seen: string[] }> {
  const seen: string[] = [];
  const { port } = await listening(
    net.createServer((socket) => {
      socket.on('data', (data) => {
        seen.push(data.toString().split('\r\n')[0] ?? '');
        react(socket, data.toString());
      });
    }),
  );
  return { transport: transportTo(`http://127.0.0.1:${String(port)}/api`), seen };
}

describe('a request', () => {
  it('carries method, path, query, body and headers, and nothing of itself', async () => {
    const heard: unknown[] = [];
    const transport = await over((request, response) => {
      let body = '';
      request.on('data', (piece) => (body += String(piece)));
      request.on('end', () => {
        const { accept, authorization, cookie } = request.headers;
        heard.push({ method: request.method, url: request.url, body, accept, authorization, cookie });
        heard.push([
          request.headers['accept-encoding'],
          request.headers['content-type'],
          request.headers['cache-control'],
        ]);
        response.setHeader('X-Some', 'thing').end('{"ü":1}');
      });
    });
    const query = [
      ['token', 'a|1|b'],
      ['note', 'a b&c=d+e%ü/#?'],
      ['ip', '2001:db8::1,192.0.2.1'],
    ] as const;

    expect(await transport.send({ ...WRITE, method: 'PATCH', query, body: '{"4600":"UNSET"}' })).toMatchObject({
      kind: 'answered',
      status: 200,
      headers: { 'x-some': 'thing' },
      body: '{"ü":1}',
    });
    expect(heard).toStrictEqual([
      {
        method: 'PATCH',
        url: '/api/im/key/create.json?token=a%7C1%7Cb&note=a%20b%26c%3Dd%2Be%25%C3%BC%2F%23%3F&ip=2001%3Adb8%3A%3A1%2C192.0.2.1',
        body: '{"4600":"UNSET"}',
        accept: 'application/json, text/plain',
        authorization: undefined,
        cookie: undefined,
      },
      ['identity', 'application/json', 'no-store'],
    ]);
  });

  it.each([
    { reason: 'reads share connections', request: READ, atLeast: 1, atMost: 2 },
    { reason: 'a write has a connection of its own', request: WRITE, atLeast: 6, atMost: 6 },
  ])('$reason', async ({ request, atLeast, atMost }) => {
    const ports = new Set<number | undefined>();
    const transport = await over((incoming, response) => {
      ports.add(incoming.socket.remotePort);
      response.end('{}');
    });
    for (let i = 0; i < 6; i += 1) expect(await transport.send(request)).toMatchObject({ kind: 'answered' });

    expect(ports.size).toBeGreaterThanOrEqual(atLeast);
    expect(ports.size).toBeLessThanOrEqual(atMost);
  });
});

describe('an answer that is none of ours to act upon comes back as it is', () => {
  it.each([
    { reason: 'a redirect, which is not followed', status: 302, headers: { location: '/elsewhere' } },
    { reason: 'a permanent redirect', status: 308, headers: { location: '/elsewhere' } },
    { reason: 'a misdirected request, which is not sent again', status: 421, headers: {} },
    { reason: 'too many requests', status: 429, headers: { 'retry-after': '1' } },
    { reason: 'a failing gateway', status: 502, headers: {} },
    { reason: 'a service that is not available', status: 503, headers: { 'retry-after': '0' } },
  ])('$reason', async ({ status, headers }) => {
    let requests = 0;
    const transport = await over((_request, response) => {
      requests += 1;
      response.writeHead(status, headers).end('<html>');
    });

    expect(await transport.send(WRITE)).toMatchObject({ kind: 'answered', status, headers, body: '<html>' });
    expect(await transport.send(READ)).toMatchObject({ kind: 'answered', status, body: '<html>' });
    expect(requests).toBe(2);
  });
});

describe('a write whose bytes may have left is lost, and is sent once', () => {
  it.each<{ reason: string; react: (socket: Socket) => void; kind: string; says: string }>([
    {
      reason: 'a reset before the answer',
      react: (socket) => socket.resetAndDestroy(),
      kind: 'lost',
      says: 'the connection was reset',
    },
    {
      reason: 'a close before the answer',
      react: (socket) => socket.end(),
      kind: 'lost',
      says: 'the connection was closed before the answer was whole',
    },
    {
      reason: 'a reset within the headers',
      react: (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-', () => socket.resetAndDestroy()),
      kind: 'lost',
      says: 'the connection was ',
    },
    {
      reason: 'a close within the body',
      react: (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"success":'),
      kind: 'lost',
      says: 'the connection was closed before the answer was whole',
    },
    {
      reason: 'a close within a chunked body',
      react: (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"suc\r\n'),
      kind: 'lost',
      says: 'closed',
    },
    {
      reason: 'an answer that is not HTTP',
      react: (socket) => socket.end('SSH-2.0-OpenSSH\r\n'),
      kind: 'lost',
      says: 'the answer is not HTTP',
    },
    { reason: 'no answer', react: () => undefined, kind: 'timedOut', says: 'no ' },
    {
      reason: 'an answer that stops',
      react: (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{'),
      kind: 'timedOut',
      // Which of two limits is met first is a matter of load.
      says: 'no whole answer within 0.9 seconds|stopped coming',
    },
    {
      reason: 'an answer that drips',
      react: (socket) => drip(socket),
      kind: 'timedOut',
      says: 'no whole answer within 0.9 seconds',
    },
  ])('after $reason', async ({ react, kind, says }) => {
    const { transport, seen } = await raw(react);
    const result = await transport.send(WRITE);

    expect(result).toMatchObject({ kind, reason: expect.stringMatching(says) as string });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen).toHaveLength(1);
  });

  it('after an interruption', async () => {
    const abort = new AbortController();
    const { transport } = await raw(() => abort.abort());

    expect(await transport.send({ ...WRITE, signal: abort.signal })).toStrictEqual({
      kind: 'lost',
      reason: 'interrupted',
    });
  });

  it('after the time that the request itself allows', async () => {
    const { transport } = await raw(() => undefined);

    expect(await transport.send({ ...WRITE, timeoutMs: 50 })).toStrictEqual({
      kind: 'timedOut',
      reason: 'no whole answer within 0.05 seconds',
    });
  });
});

function drip(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10000\r\n\r\n');
  const timer = setInterval(() => socket.write(' '), 20);
  socket.on('close', () => {
    clearInterval(timer);
  });
}

describe('a request is not sent', () => {
  it('when the connection is refused', async () => {
    const { server, port } = await listening(http.createServer());
    server.close();
    const transport = transportTo(`http://127.0.0.1:${String(port)}`);

    expect(await transport.send(WRITE)).toStrictEqual({ kind: 'notSent', reason: 'the connection was refused' });
  });

  it('when the name is not known', async () => {
    const result = await transportTo('https://no-such-host.invalid/api').send(WRITE);

    expect(result.kind).toBe('notSent');
  });

  it('when the certificate is not accepted', async () => {
    const { port } = await listening(https.createServer(LOCALHOST));
    const result = await transportTo(`https://127.0.0.1:${String(port)}`).send(WRITE);

    expect(result).toStrictEqual({
      kind: 'notSent',
      reason: 'the TLS certificate was not accepted (DEPTH_ZERO_SELF_SIGNED_CERT)',
    });
  });

  it('when TLS breaks off', async () => {
    const { port } = await listening(net.createServer((socket) => socket.on('data', () => socket.resetAndDestroy())));

    expect(await transportTo(`https://127.0.0.1:${String(port)}`).send(WRITE)).toMatchObject({ kind: 'notSent' });
  });

  it('over TLS below 1.2', async () => {
    const options = { ...LOCALHOST, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const;
    const { port } = await listening(https.createServer(options));

    expect(await transportTo(`https://127.0.0.1:${String(port)}`, { ca: LOCALHOST.cert }).send(WRITE)).toMatchObject({
      kind: 'notSent',
    });
  });

  it('when TLS is not established in time, and not afterwards', async () => {
    const { port } = await listening(net.createServer());

    expect(await transportTo(`https://127.0.0.1:${String(port)}`).send({ ...WRITE, timeoutMs: 100 })).toStrictEqual({
      kind: 'notSent',
      reason: 'no whole answer within 0.1 seconds',
    });
  });

  it('when it waits behind others for a connection until its time is up', async () => {
    const { port } = await listening(net.createServer());
    const transport = transportTo(`http://127.0.0.1:${String(port)}`, { limits: { ...QUICK, connections: 1 } });
    const [first, second] = await Promise.all([
      transport.send({ ...WRITE, timeoutMs: 300 }),
      transport.send({ ...WRITE, timeoutMs: 100 }),
    ]);

    expect([first.kind, second.kind]).toStrictEqual(['timedOut', 'notSent']);
  });

  it('when it is interrupted beforehand', async () => {
    const { transport, seen } = await raw(() => undefined);

    expect(await transport.send({ ...WRITE, signal: AbortSignal.abort() })).toStrictEqual({
      kind: 'notSent',
      reason: 'interrupted',
    });
    expect(seen).toStrictEqual([]);
  });
});

describe('an answer is not read', () => {
  it.each<{ reason: string; listener: RequestListener; kind: string }>([
    {
      reason: 'that announces more than the cap',
      listener: (_, response) => response.setHeader('content-length', 100_001).write('{'),
      kind: 'tooLarge',
    },
    {
      reason: 'that turns out larger than the cap',
      listener: (_, response) => void response.write('x'.repeat(60_000), () => response.write('x'.repeat(60_000))),
      kind: 'tooLarge',
    },
    {
      reason: 'that is compressed, so that it may swell',
      listener: (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(1_000_000))),
      kind: 'undecodable',
    },
    {
      reason: 'that is not UTF-8',
      listener: (_, response) => response.end(Buffer.from([0x22, 0xff, 0x22])),
      kind: 'undecodable',
    },
  ])('$reason', async ({ listener, kind }) => {
    const transport = await over(listener);

    expect(await transport.send(WRITE)).toMatchObject({ kind });
    expect(await transport.send(READ)).toMatchObject({ kind });
  });

  it('but is read up to the cap, in whatever pieces it comes', async () => {
    const body = 'ж'.repeat(50_000);
    const transport = await over((_request, response) => {
      const bytes = Buffer.from(body);
      response.write(bytes.subarray(0, 33_333), () => response.end(bytes.subarray(33_333)));
    });

    expect(await transport.send(READ)).toMatchObject({ kind: 'answered', body });
  });
});

describe('a proxy', () => {
  const secure = async (): Promise<string> => {
    const { port } = await listening(https.createServer(LOCALHOST, (request, response) => response.end(request.url)));
    return `https://localhost:${String(port)}/api`;
  };

  async function proxy(status = 200): Promise<{ url: URL; asked: string[] }> {
    const asked: string[] = [];
    const server = http.createServer((request, response) => {
      asked.push(`${String(request.method)} ${String(request.url)}`);
      response.writeHead(500).end();
    });
    server.on('connect', (request: http.IncomingMessage, client: Socket) => {
      asked.push(`CONNECT ${String(request.url)} ${request.headers['proxy-authorization'] ?? ''}`.trim());
      if (status !== 200) {
        client.end(`HTTP/1.1 ${String(status)} No\r\n\r\n`);
        return;
      }
      const upstream = net.connect(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.pipe(client).pipe(upstream);
      });
      upstream.on('error', () => client.destroy());
      client.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
    });
    const { port } = await listening(server);
    return { url: new URL(`http://me:pw@127.0.0.1:${String(port)}`), asked };
  }

  it('is asked for a tunnel to an https root', async () => {
    const root = await secure();
    const { url, asked } = await proxy();
    const transport = transportTo(root, { proxy: url, ca: LOCALHOST.cert });

    expect(await transport.send(WRITE)).toMatchObject({
      kind: 'answered',
      body: '/api/im/key/create.json?token=a%7C1%7Cb',
    });
    expect(await transport.send(READ)).toMatchObject({ kind: 'answered' });
    const tunnel = `CONNECT ${new URL(root).host} Basic ${Buffer.from('me:pw').toString('base64')}`;
    expect(asked).toStrictEqual([tunnel, tunnel]);
  });

  it.each([
    { reason: 'a host in NO_PROXY', noProxy: 'example.com,localhost' },
    { reason: 'every host', noProxy: '*' },
  ])('is passed by for $reason', async ({ noProxy }) => {
    const { url, asked } = await proxy();
    const transport = transportTo(await secure(), { proxy: url, noProxy, ca: LOCALHOST.cert });

    expect(await transport.send(READ)).toMatchObject({ kind: 'answered' });
    expect(asked).toStrictEqual([]);
  });

  it('is never given a plain-http request, whose token it could read', async () => {
    const { port } = await listening(http.createServer((_request, response) => response.end('{}')));
    const { url, asked } = await proxy();

    expect(await transportTo(`http://127.0.0.1:${String(port)}`, { proxy: url }).send(READ)).toMatchObject({
      kind: 'answered',
    });
    expect(asked).toStrictEqual([]);
  });

  it.each([
    { reason: 'refuses the tunnel', status: 403 },
    { reason: 'wants another password', status: 407 },
    { reason: 'cannot reach the service', status: 502 },
  ])('that $reason leaves the request unsent', async ({ status }) => {
    const { url } = await proxy(status);
    const transport = transportTo(await secure(), { proxy: url, ca: LOCALHOST.cert });

    expect(await transport.send(WRITE)).toStrictEqual({
      kind: 'notSent',
      reason: `the proxy did not open a tunnel (HTTP ${String(status)})`,
    });
  });

  it('that hangs leaves the request unsent', async () => {
    const { port } = await listening(net.createServer());
    const transport = transportTo(await secure(), {
      proxy: new URL(`http://127.0.0.1:${String(port)}`),
      ca: LOCALHOST.cert,
    });

    expect(await transport.send({ ...WRITE, timeoutMs: 200 })).toMatchObject({ kind: 'notSent' });
  });
});

it('takes no root that was not checked', () => {
  // @ts-expect-error a plain string is not an ApiRoot
  const root: ApiRoot = 'http://cln.example';
  expect(root).toBeTypeOf('string');
});
