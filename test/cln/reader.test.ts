import { describe, expect, it } from 'vitest';
import { ApiError } from '../../src/model/apiError.ts';
import type { CallInfo } from '../../src/cln/sender.ts';
import type { Transport, TransportResult } from '../../src/cln/transport.ts';
import { JumpingClock } from '../support/jumpingClock.ts';
import { answered, clientOver, NOW, ok, refused, scripted, virtualSystem } from './support/scripted.ts';

const LOST: TransportResult = { kind: 'lost', reason: 'the connection was reset' };
const HTML = answered('<html>busy</html>');
const read = (transport: Transport, options = {}): Promise<unknown> =>
  clientOver(transport, options)
    .read.imunify.keys()
    .catch((error: unknown) => error);

describe('a read is repeated after', () => {
  it.each<{ reason: string; first: TransportResult }>([
    { reason: 'a lost connection', first: LOST },
    { reason: 'a connection that was not made', first: { kind: 'notSent', reason: 'the connection was refused' } },
    { reason: 'a time-out', first: { kind: 'timedOut', reason: 'no answer came in time' } },
    { reason: 'a 502 page', first: answered('<html>', 502) },
    { reason: 'a 503', first: answered('', 503) },
    { reason: 'a 408', first: answered('', 408) },
    { reason: 'too many requests', first: answered('', 429) },
    { reason: 'a page of HTML with 200', first: HTML },
    { reason: 'a truncated body', first: answered('{"success":true,"data":[{') },
    { reason: "the service's own failure", first: refused('Unexpected server error') },
    { reason: "the service's own failure with a 500", first: refused('Unexpected server error', 500) },
  ])('$reason', async ({ first }) => {
    const transport = scripted(first, ok([]));

    expect(await read(transport)).toStrictEqual([]);
    expect(transport.requests).toHaveLength(2);
  });
});

describe('a read fails at once with', () => {
  const skewed = { date: new Date(NOW - 300_000).toUTCString() };
  const exact = { date: new Date(NOW).toUTCString() };
  it.each<{ reason: string; result: TransportResult; code: string; summary: string }>([
    {
      reason: 'a refusal',
      result: refused('No such key'),
      code: 'refused',
      summary: 'im/key/list: the service refused: No such key.',
    },
    {
      reason: 'a refusal with 5xx',
      result: refused('No', 500),
      code: 'refused',
      summary: 'im/key/list: the service refused: No.',
    },
    {
      reason: 'a refusal without a reason',
      result: refused(null),
      code: 'refused',
      summary: 'im/key/list: the service refused without a reason.',
    },
    {
      reason: 'a failed authorization',
      result: refused('Authorization failed'),
      code: 'authorization-failed',
      summary: 'im/key/list: Authorization failed.',
    },
    {
      reason: 'a failed authorization, the clocks agreeing',
      result: refused('Authorization failed', 401, exact),
      code: 'authorization-failed',
      summary: 'im/key/list: Authorization failed.',
    },
    {
      reason: 'a failed authorization, the clock at fault',
      result: refused('Authorization failed', 200, skewed),
      code: 'authorization-failed',
      summary: "im/key/list: Authorization failed; this machine's clock is 5 minutes ahead of the service's.",
    },
    {
      reason: 'a redirect',
      result: answered('', 302, { location: 'https://elsewhere.example/?token=x' }),
      code: 'redirected',
      summary: 'im/key/list: answered with a redirect (HTTP 302), which is not followed.',
    },
    {
      reason: 'a page that is not there',
      result: answered('<html>', 404),
      code: 'http-status',
      summary: 'im/key/list: unexpected answer: HTTP 404 with a page of HTML.',
    },
    {
      reason: 'a misdirected request',
      result: answered('', 421),
      code: 'http-status',
      summary: 'im/key/list: unexpected answer: HTTP 421 with an empty body.',
    },
    {
      reason: 'an answer that is too large',
      result: { kind: 'tooLarge', reason: 'too large' },
      code: 'answer-too-large',
      summary: 'im/key/list: too large.',
    },
    {
      reason: 'an answer in an encoding',
      result: { kind: 'undecodable', reason: 'compressed' },
      code: 'malformed-answer',
      summary: 'im/key/list: compressed.',
    },
  ])('$reason', async ({ result, code, summary }) => {
    const transport = scripted(result);
    const error = await read(transport);

    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ endpoint: 'im/key/list', diagnostic: { severity: 'error', code, summary } });
    expect((error as ApiError).diagnostic.help).not.toBe('');
    expect(transport.requests).toHaveLength(1);
  });
});

describe('a read that keeps failing', () => {
  it.each<{ reason: string; result: TransportResult; code: string }>([
    { reason: 'on the network', result: LOST, code: 'unreachable' },
    { reason: 'in time-outs', result: { kind: 'timedOut', reason: 'late' }, code: 'timed-out' },
    { reason: 'with 5xx', result: answered('', 500), code: 'service-error' },
    { reason: 'with 429', result: answered('', 429), code: 'rate-limited' },
    { reason: 'with HTML', result: HTML, code: 'malformed-answer' },
    { reason: 'in words', result: refused('Unexpected server error'), code: 'refused' },
  ])('$reason is given up after five tries', async ({ result, code }) => {
    const transport = scripted(result);

    expect(await read(transport)).toMatchObject({ diagnostic: { code } });
    expect(transport.requests).toHaveLength(5);
  });

  it('pauses up to twice as long each time, with full jitter', async () => {
    const system = virtualSystem();
    await read(scripted(LOST), { system });

    expect(system.slept).toStrictEqual([250, 500, 1000, 2000]);
  });

  it('waits as long as Retry-After asks, in seconds or until a date', async () => {
    const system = virtualSystem();
    const date = new Date(NOW + 20_000).toUTCString();
    await read(
      scripted(answered('', 429, { 'retry-after': '7' }), answered('', 503, { 'retry-after': date }), ok([])),
      { system },
    );

    expect(system.slept).toStrictEqual([7250, 20_000 - 7250 + 500]);
  });

  it('is given up when the pause would pass the deadline', async () => {
    const system = virtualSystem();
    const transport = scripted(answered('', 429, { 'retry-after': '61' }));

    expect(await read(transport, { system })).toMatchObject({ diagnostic: { code: 'rate-limited' } });
    expect(system.slept).toStrictEqual([]);
    expect(transport.requests).toHaveLength(1);
  });

  it('gives each try its time, or what is left of the whole, and a new token', async () => {
    const transport = scripted(answered('', 429, { 'retry-after': '40' }), ok([]));
    await read(transport);

    expect(transport.requests.map((request) => request.timeoutMs)).toStrictEqual([30_000, 19_750]);
    const [first, second] = transport.requests.map((request) => request.query[0]?.[1].split('|')[1]);
    expect(Number(second) - Number(first)).toBe(40);
  });

  it('stops when it is interrupted in a pause', async () => {
    const abort = new AbortController();
    const system = {
      ...virtualSystem(),
      sleep: async () => {
        abort.abort();
        throw new Error('aborted');
      },
    };
    const transport = scripted(LOST);

    expect(await read(transport, { system, signal: abort.signal })).toMatchObject({
      diagnostic: { code: 'interrupted' },
    });
    expect(transport.requests).toHaveLength(1);
  });

  it('lets bugs through', async () => {
    const transport: Transport = { send: () => Promise.reject(new RangeError('bug')) };

    expect(await read(transport)).toBeInstanceOf(RangeError);
  });
});

it('runs at most sixteen reads at a time, and reports each request without its query', async () => {
  let underWay = 0;
  let most = 0;
  const calls: CallInfo[] = [];
  const transport: Transport = {
    send: async () => {
      most = Math.max(most, (underWay += 1));
      await Promise.resolve();
      underWay -= 1;
      return ok([]);
    },
  };
  const client = clientOver(transport, { onCall: (info) => calls.push(info) });
  await Promise.all(Array.from({ length: 50 }, () => client.read.imunify.keys()));

  expect(most).toBe(16);
  expect(calls).toHaveLength(50);
  expect(calls[0]).toStrictEqual({
    endpoint: 'im/key/list',
    method: 'GET',
    kind: 'read',
    attempt: 1,
    durationMs: 0,
    outcome: 'answered',
    status: 200,
  });
});

/** A service that answers so many calls in any second, and 429 to all others, on a clock that jumps. */
function limitedTo(allowed: number, now: () => number): { readonly transport: Transport; denied: number } {
  const answeredAt: number[] = [];
  const service = {
    denied: 0,
    transport: {
      send(): Promise<TransportResult> {
        const isFull = answeredAt.filter((time) => time > now() - 1000).length >= allowed;
        if (!isFull) answeredAt.push(now());
        else service.denied += 1;
        return Promise.resolve(isFull ? answered('', 429, { 'retry-after': '1' }) : ok([]));
      },
    } satisfies Transport,
  };
  return service;
}

it('goes no faster than a service takes reads, so that none of many is given up', async () => {
  const system = new JumpingClock();
  const service = limitedTo(20, () => system.now());
  const began = system.now();
  const client = clientOver(service.transport, { system });
  const reads = Promise.all(Array.from({ length: 400 }, () => client.read.imunify.keys()));
  await system.until(reads);
  const lists = await reads;

  expect(lists).toHaveLength(400);
  expect(service.denied).toBeLessThan(40);
  expect(400 / ((system.now() - began) / 1000)).toBeGreaterThan(15);
});

it('fails within its time, however long the line is that waits for a turn', async () => {
  const system = new JumpingClock();
  let calls = 0;
  const transport: Transport = {
    async send() {
      calls += 1;
      const isFirst = calls <= 3;
      // The first answers show that the service takes three calls a second; from then on it takes none.
      await system.sleep(isFirst ? 10 : 20);
      return isFirst ? ok([]) : answered('', 429, { 'retry-after': '59' });
    },
  };
  const client = clientOver(transport, { system });
  const began = system.now();
  const reads = Promise.all(
    Array.from({ length: 16 }, async () => {
      const code = await client.read.imunify.keys().then(
        () => 'answered',
        (error: unknown) => (error instanceof ApiError ? error.diagnostic.code : String(error)),
      );
      return { code, ms: system.now() - began };
    }),
  );
  await system.until(reads);

  const failed = (await reads).filter(({ code }) => code === 'rate-limited');
  expect(failed).toHaveLength(13);
  expect(Math.max(...failed.map(({ ms }) => ms))).toBeLessThanOrEqual(60_000);
});
