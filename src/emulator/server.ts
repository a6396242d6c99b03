import { serve, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono, type Context } from 'hono';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { controlApp } from './control.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
import type { EmulatorResponse } from './exchange.ts';
import { openLedgerFile } from './ledgerFile.ts';

const HOST = '127.0.0.1';

/** The options of the account and of the server before it. */
export interface EmulatorServerOptions extends EmulatorOptions {
  /** 0, the default: any free port. */
  readonly port?: number;
  /** Milliseconds that every call waits before it reaches the account. */
  readonly latency?: number;
  /** Where the ledger is written, one JSON object a line, as it grows. */
  readonly ledgerFile?: string;
}

/** An emulator that listens. */
export interface EmulatorServer {
  /** The API root, `http://127.0.0.1:PORT/api`. */
  readonly url: string;
  readonly port: number;
  readonly emulator: Emulator;
  /** Ends at once: connections that still hang are cut. */
  close(): Promise<void>;
}

interface Env {
  Bindings: HttpBindings;
}

/** Serves an emulated account on loopback. Rejects when the port is taken or the ledger file cannot be written. */
export async function startEmulatorServer(options: EmulatorServerOptions = {}): Promise<EmulatorServer> {
  const { port = 0, latency = 0, ledgerFile, onRecords, ...rest } = options;
  const file = ledgerFile === undefined ? undefined : openLedgerFile(ledgerFile);
  const emulator = createEmulator({
    ...rest,
    onRecords(records) {
      file?.append(records);
      onRecords?.(records);
    },
  });
  let stopped = false;
  const app = new Hono<Env>();
  app.route('/_emulator', controlApp(emulator));
  app.all('*', async (c) => {
    if (latency > 0) await sleep(latency);
    const url = new URL(c.req.url);
    const body = await c.req.text();
    if (stopped) return RESPONSE_ALREADY_SENT;
    const { method } = c.req;
    const answer = emulator.handle({ method, path: url.pathname, query: url.searchParams, body });
    if (answer.delayMs !== undefined) await sleep(answer.delayMs);
    return deliver(c, answer);
  });

  const server = await listen(app, port).catch((error: unknown) => {
    file?.close();
    throw error;
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the emulator listens on no TCP port');
  return {
    url: `http://${HOST}:${address.port}/api`,
    port: address.port,
    emulator,
    async close() {
      stopped = true;
      await end(server);
      file?.close();
    },
  };
}

function listen(app: Hono<Env>, port: number): Promise<ReturnType<typeof serve>> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: HOST, port }, () => resolve(server));
    server.once('error', reject);
  });
}

function end(server: ReturnType<typeof serve>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}

/** Sends the answer, or does to the connection what a fault asks for. */
async function deliver(c: Context<Env>, answer: EmulatorResponse): Promise<Response> {
  const { outgoing } = c.env;
  switch (answer.transport) {
    case undefined:
      return new Response(answer.body, { status: answer.status, headers: answer.headers });
    case 'reset':
      outgoing.socket?.resetAndDestroy();
      return RESPONSE_ALREADY_SENT;
    case 'hang':
      await new Promise((resolve) => outgoing.once('close', resolve));
      return RESPONSE_ALREADY_SENT;
    case 'truncate':
      await sendHalf(outgoing, answer);
      return RESPONSE_ALREADY_SENT;
    default:
      return answer.transport satisfies never;
  }
}

/** Promises the whole body, sends half of it and cuts the connection. */
async function sendHalf(outgoing: ServerResponse, { status, headers, body }: EmulatorResponse): Promise<void> {
  const bytes = Buffer.from(body);
  outgoing.writeHead(status, { ...headers, 'content-length': bytes.length });
  await new Promise((resolve) => outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), resolve));
  outgoing.socket?.destroySoon();
}
