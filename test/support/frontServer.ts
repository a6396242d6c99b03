import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** An answer on its way back. */
export interface Passing {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface FrontServer {
  /** In place of the API root behind it. */
  readonly url: string;
  close(): Promise<void>;
}

/** A server before an API root: passes calls on, and answers on as `change` would have them; https with a certificate. */
export async function frontServer(
  root: string,
  change: (answer: Passing, path: string) => Passing,
  tls?: { readonly key: string; readonly cert: string },
): Promise<FrontServer> {
  const handle: http.RequestListener = (request, response) => {
    const path = (request.url ?? '').replace(/^\/api/u, '');
    void fetch(`${root}${path}`, { method: request.method ?? 'GET' }).then(async (answer) => {
      const date = answer.headers.get('date');
      const type = answer.headers.get('content-type') ?? 'application/json';
      const headers = { 'content-type': type, ...(date === null ? {} : { date }) };
      const changed = change({ status: answer.status, headers, body: await answer.text() }, path);
      response.sendDate = false;
      response.writeHead(changed.status, changed.headers).end(changed.body);
    });
  };
  const server = tls === undefined ? http.createServer(handle) : https.createServer({ ...tls }, handle);
  return listen(server, tls === undefined ? 'http://127.0.0.1' : 'https://localhost');
}

/** A proxy that answers every CONNECT with this status. */
export function refusingProxy(status: number): Promise<FrontServer> {
  const server = http.createServer();
  server.on('connect', (_request, socket: Socket) => {
    socket.on('error', () => undefined).end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
  });
  return listen(server, 'http://127.0.0.1');
}

async function listen(server: http.Server | https.Server, origin: string): Promise<FrontServer> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${origin}:${port}/api`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
