import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../src/model/api/api.ts';
import { ApiError } from '../../src/model/apiError.ts';
import { Credentials } from '../../src/cln/credentials.ts';
import { token } from '../../src/cln/token.ts';
import type { Transport, TransportRequest, TransportResult } from '../../src/cln/transport.ts';
import { clientOver, NOW, virtualSystem } from './support/scripted.ts';

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

/** Where a hostile server puts what it was sent. */
const FRAMES: readonly ((echo: string) => Omit<Extract<TransportResult, { kind: 'answered' }>, 'kind' | 'status'>)[] = [
  (echo) => ({ headers: {}, body: JSON.stringify({ success: false, message: echo, data: null }) }),
  (echo) => ({ headers: {}, body: JSON.stringify({ success: true, message: echo, data: null }) }),
  (echo) => ({ headers: {}, body: JSON.stringify({ success: true, data: { [echo]: echo } }) }),
  (echo) => ({ headers: {}, body: JSON.stringify({ [echo]: echo }) }),
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
      { numRuns: 20000 },
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
