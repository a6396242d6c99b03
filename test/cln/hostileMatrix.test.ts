import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseApiRoot } from '../../src/cln/apiRoot.ts';
import { createClient } from '../../src/cln/client.ts';
import { Credentials } from '../../src/cln/credentials.ts';
import { createUndiciTransport } from '../../src/cln/undiciTransport.ts';
import type { Api } from '../../src/model/api/api.ts';
import { ApiError } from '../../src/model/apiError.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import { CAPPED, HOSTILE_ANSWERS, type HostileAnswer } from './support/hostileAnswers.ts';
import { type HostileServer, openHostileServer } from './support/hostileServer.ts';
import { callsOfHalf, methodNames, PORT_CALLS, type PortCall } from './support/portCalls.ts';
import { clientOver, scripted, SECRET } from './support/scripted.ts';

const LOGIN = 'acme';
const TRIES = 2;
/** What must not hang gets all the time that a slow machine may want; what hangs is to end by a deadline,
 * which is put off when the machine was too busy to send every request before it. */
const PATIENT = { connectMs: 20_000, headersMs: 20_000, bodyMs: 20_000, totalMs: 20_000 };
const DEADLINES_MS = [1000, 4000, 16_000];
/** Beyond the deadline: for a machine that does other things as well. */
const SLACK_MS = 8000;

const isMethod = (value: object): boolean => typeof value === 'function';

it.each(['read', 'write'] as const)('has a row for every method of the %s port', (half) => {
  const port = clientOver(scripted())[half];

  expect(callsOfHalf(half).map(({ name }) => name)).toStrictEqual(
    expect.arrayContaining([...methodNames(port, isMethod)]),
  );
  expect(callsOfHalf(half)).toHaveLength(methodNames(port, isMethod).length);
});

/** `METHOD /api/path` of each call, as it goes over the wire, and what the service would print. */
async function lines(): Promise<ReadonlyMap<string, PortCall>> {
  const entries = PORT_CALLS.map(async (row): Promise<[string, PortCall]> => {
    const transport = scripted({ kind: 'tooLarge', reason: 'only asked' });
    await row.call(clientOver(transport)).catch(() => undefined);
    const [request] = transport.requests;
    return [place(`${String(request?.method)} /api/${String(request?.path)}`), row];
  });
  return new Map(await Promise.all(entries));
}

/** Without the login and the token, which stand in one path. */
function place(line: string): string {
  return line.replace(/\/acme\/.*$/, '');
}

let byLine: ReadonlyMap<string, PortCall>;
let elsewhere: HostileServer;
beforeAll(async () => {
  byLine = await lines();
  elsewhere = await openHostileServer({ react: (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n') });
});
afterAll(() => elsewhere.close());

interface Met {
  /** What the call came to, or how it broke a promise. */
  readonly came: string;
  readonly requests: number;
}

/** Every call of one half, side by side, met by one answer. */
async function meet(
  half: PortCall['half'],
  answer: HostileAnswer,
  limits: typeof PATIENT,
): Promise<ReadonlyMap<PortCall, Met>> {
  const authority = `127.0.0.1:${String(elsewhere.port)}`;
  const server = await openHostileServer({
    react: (socket, { line }) => answer.react(socket, byLine.get(place(line))?.body ?? '', authority),
  });
  const transport = transportTo(server.port, limits);
  const client = clientAt(transport, triesFor(answer));
  try {
    const met = await Promise.all(
      callsOfHalf(half).map(async (row): Promise<[PortCall, string]> => {
        const startedAt = performance.now();
        const came = await row.call(client).then(
          (value) => (half === 'read' ? 'value' : outcomeOf(value as Outcome<unknown>)),
          (error: unknown) => errorOf(error),
        );
        const tookMs = performance.now() - startedAt;
        return [row, tookMs > limits.totalMs + SLACK_MS ? `${came}, late` : came];
      }),
    );
    // What would be sent again by some layer below would come about now.
    if (answer.again !== true) await new Promise((done) => setTimeout(done, 10));
    const times = server.heard.map(({ line }) => byLine.get(place(line)));
    return new Map(met.map(([row, came]) => [row, { came, requests: times.filter((heard) => heard === row).length }]));
  } finally {
    await transport.close();
    await server.close();
  }
}

/** What hangs is tried once: it would only hang again. */
function triesFor({ again, hangs }: HostileAnswer): number {
  return again === true && hangs !== true ? TRIES : 1;
}

type Limits = NonNullable<Parameters<typeof createUndiciTransport>[0]['limits']>;

function transportTo(port: number, limits: Limits): ReturnType<typeof createUndiciTransport> {
  const apiRoot = parseApiRoot(`http://127.0.0.1:${String(port)}/api`);
  if (typeof apiRoot !== 'string') throw new Error(apiRoot.summary);
  return createUndiciTransport({ apiRoot, limits: { ...CAPPED, connections: 100, ...limits } });
}

function clientAt(transport: ReturnType<typeof createUndiciTransport>, tries = TRIES): Api {
  return createClient({
    transport,
    credentials: new Credentials(LOGIN, SECRET),
    system: { now: () => Date.now(), random: () => 0, sleep: () => Promise.resolve() },
    readLimits: { tries, parallel: 100 },
  });
}

function errorOf(error: unknown): string {
  if (!(error instanceof ApiError)) return `a bug: ${inspect(error)}`;
  const { code, summary } = error.diagnostic;
  // All of it but the stack, which costs more than the request did.
  const told = `${error.message} ${inspect({ endpoint: error.endpoint, diagnostic: error.diagnostic }, { depth: 9 })} ${String(error.cause)}`;
  if (tells(told)) return `a leak: ${told}`;
  return summary.startsWith(`${error.endpoint}: `) && error.endpoint !== '' ? code : `not named: ${summary}`;
}

function outcomeOf(outcome: Outcome<unknown>): string {
  if (outcome.status === 'done') return 'done';
  const told = inspect(outcome, { depth: 9 });
  if (tells(told)) return `a leak: ${told}`;
  return outcome.reason.startsWith(`${outcome.endpoint}: `) ? outcome.status : `not named: ${outcome.reason}`;
}

/** A token, a secret, a URL. */
function tells(text: string): boolean {
  return text.includes(SECRET) || /[|]\d{9,}|%7c\d{9,}|[0-9a-f]{40}|127\.0\.0\.1|https?:/i.test(text);
}

const all = (half: PortCall['half'], came: string, requests: number): ReadonlyMap<PortCall, Met> =>
  new Map(callsOfHalf(half).map((row) => [row, { came, requests }]));

const byName = (met: ReadonlyMap<PortCall, Met>): Record<string, string> =>
  Object.fromEntries([...met].map(([{ name }, { came, requests }]) => [name, `${came} (${String(requests)})`]));

async function met(half: PortCall['half'], answer: HostileAnswer): Promise<ReadonlyMap<PortCall, Met>> {
  if (answer.hangs !== true) return meet(half, answer, PATIENT);
  let all: ReadonlyMap<PortCall, Met> = new Map();
  for (const ms of DEADLINES_MS) {
    all = await meet(half, answer, { connectMs: ms, headersMs: ms, bodyMs: ms, totalMs: ms });
    if ([...all.values()].every(({ requests }) => requests > 0)) return all;
  }
  return all;
}

const PROMISE = '$name: every read is whole or an error, every write is sent once';

async function keepsPromises(answer: HostileAnswer): Promise<void> {
  const [reads, writes] = await Promise.all([met('read', answer), met('write', answer)]);

  expect(byName(reads)).toStrictEqual(byName(all('read', answer.read, triesFor(answer))));
  expect(byName(writes)).toStrictEqual(byName(all('write', answer.write, 1)));
  expect(elsewhere.connections()).toBe(0);
}

describe('an answer that ends', () => {
  it.each(HOSTILE_ANSWERS.filter(({ hangs }) => hangs !== true))(PROMISE, keepsPromises);
});

describe('an answer that does not', () => {
  it.concurrent.each(HOSTILE_ANSWERS.filter(({ hangs }) => hangs === true))(PROMISE, keepsPromises);
});
