import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';

/** A request as it stood on the wire. */
export interface Heard {
  /** `GET /api/im/key/list.json`, without the query. */
  readonly line: string;
  readonly headers: string;
}

/** What a server does with a request: it says bytes, or nothing, or ends the connection in one way or another. */
export type React = (socket: Socket, heard: Heard) => void;

export interface HostileServer {
  readonly port: number;
  /** All requests that came, in order. */
  readonly heard: readonly Heard[];
  connections(): number;
  close(): Promise<void>;
}

export interface HostileOptions {
  readonly react: React;
  /** Instead of reading requests: what is done with a connection at once. */
  readonly onConnection?: (socket: Socket) => void;
}

/** A server that speaks TCP alone, so that it says exactly the bytes that it is told to. */
export async function openHostileServer({ react, onConnection }: HostileOptions): Promise<HostileServer> {
  const sockets = new Set<Socket>();
  const heard: Heard[] = [];
  let connections = 0;
  const server = net.createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    if (onConnection !== undefined) {
      onConnection(socket);
      return;
    }
    let text = '';
    socket.on('data', (piece) => {
      text += piece.toString('latin1');
      for (let request = firstOf(text); request !== undefined; request = firstOf(text)) {
        text = request.rest;
        heard.push(request.heard);
        react(socket, request.heard);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    connections: () => connections,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

function firstOf(text: string): { readonly heard: Heard; readonly rest: string } | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [start = '', ...headers] = text.slice(0, end).split('\r\n');
  const length = Number(/^content-length: (\d+)$/im.exec(headers.join('\n'))?.[1] ?? 0);
  if (text.length < end + 4 + length) return undefined;
  const line = start.replace(/[?].*$| HTTP\/1\.1$/, '');
  return { heard: { line, headers: headers.join('\n') }, rest: text.slice(end + 4 + length) };
}
