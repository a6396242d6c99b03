import { type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import type { ApiRoot } from './apiRoot.ts';
import { isTimeout, networkReason } from './networkReason.ts';
import { readBody } from './responseBody.ts';
import { createRoom, type Room } from './room.ts';
import { type Progress, sendOnce } from './sendOnce.ts';
import type { Transport, TransportRequest, TransportResult } from './transport.ts';

export interface TransportLimits {
  readonly connectMs: number;
  /** From the request to the first byte of the answer. */
  readonly headersMs: number;
  /** Between two pieces of the answer. */
  readonly bodyMs: number;
  /** For the whole request, its wait for a connection included. */
  readonly totalMs: number;
  /** The largest answer that is read. */
  readonly answerBytes: number;
  /** All answers that are being read at a time, together; reads and writes have as much each. */
  readonly heldBytes: number;
  /** Connections kept for reads. */
  readonly connections: number;
}

export const TRANSPORT_LIMITS: TransportLimits = {
  connectMs: 10_000,
  headersMs: 45_000,
  bodyMs: 20_000,
  totalMs: 60_000,
  answerBytes: 64 * 1024 * 1024,
  heldBytes: 128 * 1024 * 1024,
  connections: 16,
};

export interface UndiciOptions {
  readonly apiRoot: ApiRoot;
  /** The proxy for an https root, reached by CONNECT. A plain-http root is on this machine and takes none. */
  readonly proxy?: URL;
  /** As in NO_PROXY. */
  readonly noProxy?: string;
  /** Certificates to trust, in PEM, in place of the system's. */
  readonly ca?: string | readonly string[];
  /** What differs from `TRANSPORT_LIMITS`. */
  readonly limits?: Partial<TransportLimits>;
}

/**
 * The transport over TCP. It does not retry or follow anything (`fetch` and `RetryAgent` repeat requests by
 * themselves), and reports `notSent` for what went wrong before undici began to write the request, and only for that.
 */
export function createUndiciTransport(options: UndiciOptions): Transport & { close(): Promise<void> } {
  const limits = { ...TRANSPORT_LIMITS, ...options.limits };
  const reads = { agent: createAgent(options, limits), room: createRoom(limits.heldBytes) };
  // Writes have an agent to themselves, and each closes its connection: on a socket that was left idle, a request may
  // meet the server's close, and nothing tells whether it was read.
  const writes = { agent: createAgent(options, limits), room: createRoom(limits.heldBytes) };
  return {
    send: (request) => send(request, options.apiRoot, request.kind === 'read' ? reads : writes, limits),
    close: async () => {
      await Promise.all([reads.agent.destroy(), writes.agent.destroy()]);
    },
  };
}

interface Lane {
  readonly agent: Dispatcher;
  readonly room: Room;
}

function createAgent({ apiRoot, proxy, noProxy, ca }: UndiciOptions, limits: TransportLimits): Dispatcher {
  const tls = {
    timeout: limits.connectMs,
    minVersion: 'TLSv1.2',
    ...(ca !== undefined && { ca: [ca].flat() }),
  } as const;
  return new EnvHttpProxyAgent({
    // Given even when empty, for undici looks into the environment for what is left out.
    httpProxy: '',
    httpsProxy: proxy !== undefined && apiRoot.startsWith('https:') ? proxy.href : '',
    noProxy: noProxy ?? '',
    connect: tls,
    requestTls: tls,
    proxyTls: tls,
    clientFactory: (origin, given) => new Pool(origin, { ...given, headersTimeout: limits.connectMs }),
    connections: limits.connections,
    pipelining: 1,
    allowH2: false,
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.bodyMs,
  });
}

function send(request: TransportRequest, root: ApiRoot, lane: Lane, limits: TransportLimits): Promise<TransportResult> {
  const progress: Progress = { begun: false };
  const stop = new AbortController();
  const totalMs = Math.min(limits.totalMs, request.timeoutMs ?? limits.totalMs);
  const failed = (kind: 'timedOut' | 'lost', reason: string): TransportResult =>
    progress.begun ? { kind, reason } : { kind: 'notSent', reason };

  return new Promise((resolve) => {
    const finish = (result: TransportResult): void => {
      clearTimeout(timer);
      request.signal?.removeEventListener('abort', interrupt);
      resolve(result);
    };
    // The result is fixed first: what still waits for a connection is then stopped before it is written.
    const giveUp = (kind: 'timedOut' | 'lost', reason: string): void => {
      finish(failed(kind, reason));
      stop.abort();
    };
    const interrupt = (): void => giveUp('lost', 'interrupted');
    const timer = setTimeout(() => giveUp('timedOut', `no whole answer within ${totalMs / 1000} seconds`), totalMs);
    request.signal?.addEventListener('abort', interrupt);
    if (request.signal?.aborted === true) {
      interrupt();
      return;
    }
    exchange(request, root, lane.agent.compose(sendOnce(progress)), stop.signal)
      .then((answer) => readBody(answer, limits.answerBytes, lane.room))
      .then(finish, (error: unknown) => finish(failed(isTimeout(error) ? 'timedOut' : 'lost', networkReason(error))));
  });
}

function exchange(
  { kind, method, path, query, body }: TransportRequest,
  root: ApiRoot,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  const pairs = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const { origin, pathname, search } = new URL(`${root}/${path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`);
  return dispatcher.request({
    origin,
    path: `${pathname}${search}`,
    method,
    signal,
    reset: kind === 'write',
    headers: {
      accept: 'application/json, text/plain',
      'accept-encoding': 'identity',
      // Two equal creates within a second have the same URL: no cache may answer the second.
      'cache-control': 'no-store',
      'user-agent': 'clnform',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
  });
}
