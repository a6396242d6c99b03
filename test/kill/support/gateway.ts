import { createServer, connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';

/** A request that came through, without its token. */
export interface Passed {
  /** `im/key/create`, as the ledger names it. */
  readonly endpoint: string;
  readonly query: Readonly<Record<string, string>>;
}

/** A way to the emulator that belongs to one client: what passes here was sent by that client. */
export interface Gateway {
  readonly url: string;
  readonly port: number;
  /** Requests that buy something, in the order in which they came. */
  creates(): readonly Passed[];
  close(): void;
}

const CREATES: ReadonlySet<string> = new Set([
  ...['im/key/create', 'kcare/key/create', 'els/key/create', 'v2/cl/keys', 'ipl/register'],
]);

export interface GatewayOptions {
  /** Whether the connection of a request is reset when the service has carried it out and answered. */
  readonly resets?: (request: Passed) => boolean;
}

/** Forwards TCP to a port of this machine, unchanged, and reads along. */
export async function openGateway(target: number, { resets = () => false }: GatewayOptions = {}): Promise<Gateway> {
  const creates: Passed[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const service = connect(target, '127.0.0.1');
    let cut = false;
    for (const socket of [client, service]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      socket.on('error', () => {
        client.destroy();
        service.destroy();
      });
    }
    client.on('data', (bytes: Buffer) => {
      // A client that does not pipeline begins each request with a piece of its own.
      const create = readCreate(bytes.toString('latin1'));
      if (create !== undefined) {
        creates.push(create);
        cut ||= resets(create);
      }
      service.write(bytes);
    });
    service.on('data', (bytes: Buffer) => {
      if (cut) client.resetAndDestroy();
      else client.write(bytes);
    });
    client.once('end', () => service.end());
    service.once('end', () => client.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api`,
    port,
    creates: () => [...creates],
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function readCreate(text: string): Passed | undefined {
  const [, method, path] = /^(GET|POST|PUT|PATCH|DELETE) (\S+) HTTP\/1\.[01]\r\n/u.exec(text) ?? [];
  if (path === undefined) return undefined;
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const endpoint = pathname.replace(/^\/api\//u, '').replace(/\.json$/u, '');
  if (!CREATES.has(endpoint) || (endpoint === 'v2/cl/keys' && method !== 'POST')) return undefined;
  searchParams.delete('token');
  return { endpoint, query: Object.fromEntries(searchParams) };
}
