import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../src/model/api/api.ts';
import { ApiError } from '../../src/model/apiError.ts';
import { Credentials } from '../../src/cln/credentials.ts';
import { token } from '../../src/cln/token.ts';
import type { Transport, TransportRequest, TransportResult } from '../../src/cln/transport.ts';
import { clientOver, NOW, virtualSystem } from './support/scripted.ts';
import { fc, fuzz } from '../support/fc.ts';

const SECRET = 'kP9 "x"\\&+ü%|zQ';
const LICENCE_KEY = 'IM1SOMENONSENSETEXT';

/** The key stands in the call, or the echo does not have it: a key that we never saw cannot be told from a word. */
const CALLS: readonly ((api: Api) => Promise<unknown>)[] = [
  ({ read }) => read.imunify.keys(),
  ({ read }) => read.kernelcare.servers(LICENCE_KEY),
  ({ read }) => read.features.account(),
  ({ read }) => read.statusPlain(),
  ({ read }) => read.kernelcare.nagiosReseller(),
  ({ read }) => read.kernelcare.nagiosKey(LICENCE_KEY),
  ({ write }) => write.imunify.createKey({ code: 'AVP', limit: 1 }),
  ({ write }) => write.imunify.updateKey({ key: LICENCE_KEY, limit: 1 }),
  ({ write }) => write.cloudlinux.removeKey(LICENCE_KEY),
  ({ write }) => write.kernelcare.registerMonitoringKey(LICENCE_KEY),
];

/** Both an Imunify key and, for the API takes what it knows, a KernelCare server. */
const ROW = { key: 'IM1', code: 'AVP', limit: 1, server_id: 's1' };

/** A text as JSON may spell it: every character escaped. */
function escaped(text: string): string {
  return text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Where a hostile server puts what it was sent. */
const FRAMES: readonly ((echo: string) => Omit<Extract<TransportResult, { kind: 'answered' }>, 'kind' | 'status'>)[] = [
  (echo) => ({ headers: {}, body: JSON.stringify({ success: false, message: echo, data: null }) }),
  (echo) => ({ headers: {}, body: JSON.stringify({ success: true, message: echo, data: null }) }),
  (echo) => ({ headers: {}, body: JSON.stringify({ success: true, data: { [echo]: echo } }) }),
  (echo) => ({ headers: {}, body: JSON.stringify({ [echo]: echo }) }),
  (echo) => ({ headers: {}, body: JSON.stringify({ success: true, data: [{ ...ROW, note: echo }] }) }),
  (echo) => ({ headers: {}, body: JSON.stringify({ success: true, data: { ...ROW, note: echo } }) }),
  (echo) => ({
    headers: {},
    body: JSON.stringify({ success: true, data: [{ ...ROW, note: 'HERE' }] }).replace('HERE', escaped(echo)),
  }),
  (echo) => ({ headers: {}, body: `success:false\nmessage:${echo}` }),
  (echo) => ({ headers: {}, body: `success:true\n${echo}:${echo}` }),
  (echo) => ({ headers: {}, body: `KernelCare CRITICAL at ${echo}` }),
  (echo) => ({ headers: { location: echo, date: echo, 'retry-after': echo }, body: `<html>${echo}</html>` }),
];

const SPELLINGS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => encodeURIComponent(text),
  (text) => encodeURIComponent(text).toLowerCase(),
  (text) => text.replaceAll('|', '&#124;'),
  (text) => text.toUpperCase(),
];

function echoOf({ path, query }: TransportRequest): string {
  return `/api/${path}?${query.map(([name, value]) => `${name}=${value}`).join('&')}`;
}

describe('no message holds the secret, a token, its hash or a whole licence key', () => {
  it('whatever a server echoes, wherever it puts it', async () => {
    const hash = token('acme', SECRET, NOW / 1000).split('|')[2] ?? '';
    let echoed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...CALLS),
        fc.constantFrom(...FRAMES),
        fc.constantFrom(...SPELLINGS),
        fc.constantFrom(200, 301, 400, 403, 404, 408, 429, 500, 503),
        fc.string({ maxLength: 320 }),
        async (call, frame, spell, status, padding) => {
          const transport: Transport = {
            send: async (request) => ({
              kind: 'answered',
              status,
              ...frame(spell(`${padding} ${echoOf(request)} ${SECRET} ${hash}`)),
            }),
          };
          const seen: unknown[] = [];
          const client = clientOver(transport, {
            credentials: new Credentials('acme', SECRET),
            readLimits: { tries: 1 },
            onCall: (info) => seen.push(info),
          });
          await call(client).then(
            (value) => seen.push(value),
            (error: unknown) =>
              seen.push(error instanceof ApiError ? [error.message, error.diagnostic, error.endpoint] : error),
          );

          const shown = `${JSON.stringify(seen)}\n${inspect(seen, { depth: 9, maxStringLength: null })}`;
          if (shown.includes('***')) echoed += 1;
          for (const spelling of SPELLINGS.slice(0, 3)) {
            expect(shown).not.toContain(spelling(SECRET));
          }
          expect(shown).not.toContain(JSON.stringify(SECRET).slice(1, -1));
          expect(shown.toLowerCase()).not.toContain(hash);
          expect(shown).not.toContain(LICENCE_KEY);
        },
      ),
      { numRuns: 1500 * fuzz },
    );
    expect(echoed).toBeGreaterThan(50);
  });
});

describe('credentials', () => {
  const credentials = new Credentials('acme', SECRET);

  it('show their login alone', () => {
    const shown = [
      String(credentials),
      JSON.stringify({ credentials }),
      inspect({ credentials }),
      inspect(credentials, { showHidden: true }),
      Object.values(credentials).join(),
    ];

    expect(shown.join('\n')).not.toContain(SECRET);
    expect(shown.join('\n')).not.toContain('kP9');
    expect(shown[0]).toBe('Credentials(acme, ***)');
  });

  it.each([
    { reason: 'text without a secret stays as it is', text: 'Server not found|1|2', concealed: 'Server not found|1|2' },
    {
      reason: 'a token is struck out, its login apart',
      text: `at ?token=${token('acme', SECRET, 5)}&key=K`,
      concealed: 'at ?token=acme***&key=K',
    },
    {
      reason: 'encoded twice as well',
      text: `x=${encodeURIComponent(encodeURIComponent(token('acme', SECRET, 5)))}`,
      concealed: 'x=acme***',
    },
    {
      reason: 'a hash with more hexadecimal digits around it as well',
      text: `f00${'a'.repeat(40)}f00`,
      concealed: '***',
    },
    { reason: 'a shorter hexadecimal word is none', text: 'a'.repeat(39), concealed: 'a'.repeat(39) },
  ])('$reason', ({ text, concealed }) => {
    expect(credentials.conceal(text)).toBe(concealed);
  });

  it('search a text of many megabytes without delay', () => {
    const text = `${'a|1'.repeat(1_000_000)}${'x'.repeat(3_000_000)}`;
    const startedAt = performance.now();

    expect(credentials.conceal(text)).toBe(text);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  it('do nothing to text when there is no secret', () => {
    expect(new Credentials('acme', '').conceal('abc')).toBe('abc');
  });
});

describe('an answer that repeats the credentials', () => {
  const credentials = new Credentials('acme', SECRET);
  const sent = token('acme', SECRET, NOW / 1000);
  const earlier = token('acme', SECRET, NOW / 1000 - 900);
  const hash = sent.slice(-40);
  const row = (note: string): string => JSON.stringify([{ ...ROW, note }]);

  it.each([
    { reason: 'the token', note: row(sent) },
    { reason: 'the token in capitals', note: row(sent.toUpperCase()) },
    { reason: 'the token, percent-encoded', note: row(encodeURIComponent(sent)) },
    { reason: 'the token, percent-encoded twice', note: row(encodeURIComponent(encodeURIComponent(sent))) },
    { reason: 'the token as HTML', note: row(sent.replaceAll('|', '&#124;')) },
    { reason: 'the token of an earlier request', note: row(earlier) },
    { reason: 'its hash alone', note: row(`x${hash}x`) },
    { reason: 'its hash in escapes', note: row('HERE').replace('HERE', escaped(hash)) },
    { reason: 'the secret as JSON has it', note: row(SECRET) },
    { reason: 'the secret, percent-encoded', note: row(encodeURIComponent(SECRET)) },
    { reason: 'the secret in escapes', note: row('HERE').replace('HERE', escaped(SECRET)) },
  ])('is no data: $reason', async ({ note }) => {
    const data = `{"success":true,"data":${note}}`;
    const transport = answering(200, data);
    const client = clientOver(transport, { credentials });
    await expect(client.read.imunify.keys()).rejects.toMatchObject({
      diagnostic: {
        code: 'malformed-answer',
        summary: "im/key/list: the answer repeats the request's credentials.",
      },
    });
    expect(transport.asked()).toBe(1);
    expect(await client.write.imunify.removeKey('IM1')).toStrictEqual({
      status: 'unknown',
      endpoint: 'im/key/remove',
      reason: "im/key/remove: the answer repeats the request's credentials",
    });
  });

  it.each([
    { reason: 'a hash of something else', note: 'a1'.repeat(20) },
    { reason: 'numbers between bars', note: 'a|1700000000|b' },
    { reason: 'the login', note: 'acme' },
    { reason: 'a slash that JSON escapes', note: 'a/b' },
  ])('is another thing than $reason', async ({ note }) => {
    const body = `{"success":true,"data":${row(note).replaceAll('/', '\\/')}}`;
    const rows = await clientOver(answering(200, body), { credentials }).read.imunify.keys();
    expect(rows).toMatchObject([{ note }]);
  });

  it('is data all the same when the secret is so short that it may stand there by chance', async () => {
    const body = `{"success":true,"data":${row('demo server')}}`;
    const client = clientOver(answering(200, body), { credentials: new Credentials('demo', 'demo') });
    expect(await client.read.imunify.keys()).toMatchObject([{ note: 'demo server' }]);
  });

  it('keeps its refusal, with the credentials struck out', async () => {
    const body = JSON.stringify({ success: false, message: `No key for ${sent}`, data: null });
    const outcome = await clientOver(answering(403, body), { credentials }).write.backups.remove('1');
    expect(outcome).toMatchObject({ status: 'refused', stated: 'No key for acme***' });
  });

  it('is told without delay from one of many megabytes', () => {
    const text = `[${'{"note":"a|1|b \\u00fc \\/ deadbeef"},'.repeat(400_000)}`;
    const startedAt = performance.now();

    expect(credentials.isRepeatedIn(text, sent)).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});

function answering(status: number, body: string): Transport & { asked(): number } {
  let asked = 0;
  return {
    asked: () => asked,
    send: async () => {
      asked += 1;
      return { kind: 'answered', status, headers: {}, body };
    },
  };
}

it('cuts what the service says to 300 characters and makes it safe to print', async () => {
  const message = `\u001b[31m${'ж'.repeat(400)}`;
  const transport: Transport = {
    send: async () => ({
      kind: 'answered',
      status: 200,
      headers: {},
      body: JSON.stringify({ success: false, message }),
    }),
  };
  const outcome = await clientOver(transport, { system: virtualSystem() }).write.backups.remove('1');

  expect(outcome).toMatchObject({ status: 'unknown' });
  const stated = outcome.status === 'unknown' ? (outcome.stated ?? '') : '';
  expect(stated).toHaveLength(300);
  expect(stated).toMatch(/^\\u\{1b\}\[31mж+…$/);
});
