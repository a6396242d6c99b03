import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Heard, type HostileServer, openHostileServer } from '../cln/support/hostileServer.ts';
import { type Ended, LOGIN, runAlone, SECRET } from '../support/builtCli.ts';

const MANIFEST = `version: 1
account: ${LOGIN}
imunify_keys:
  web: { product: '360_30', limit: 5 }
kernelcare_keys:
  fleet: { limit: 100 }
`;

/** Prints, as the last line of stderr, the most memory that the process ever held, in MiB. */
const WEIGH = `process.on('exit', () => require('node:fs').writeSync(2, 'held ' + Math.round(process.resourceUsage().maxRSS / 1024) + '\\n'));`;

const BOTH = ['plan', 'apply --auto-approve'];
/** A read's own, and as much for starting on a busy machine. */
const DEADLINE_MS = 80_000;

let folder: string;
const servers: HostileServer[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clnform-hostile-'));
  await writeFile(join(folder, 'clnform.yaml'), MANIFEST);
  await writeFile(join(folder, 'weigh.cjs'), WEIGH);
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await rm(folder, { recursive: true, force: true });
});

async function opposite(react: (socket: Socket, heard: Heard) => void): Promise<HostileServer> {
  const server = await openHostileServer({ react });
  servers.push(server);
  return server;
}

interface Run extends Ended {
  readonly tookMs: number;
  readonly heldMiB: number;
}

async function run(line: string, { port }: HostileServer, options = ''): Promise<Run> {
  const startedAt = performance.now();
  const { stderr, ...ended } = await runAlone(line.split(' '), folder, {
    CLN_API_URL: `http://127.0.0.1:${String(port)}/api`,
    CLN_LOGIN: LOGIN,
    CLN_SECRET_KEY: SECRET,
    NODE_OPTIONS: `--require=./weigh.cjs ${options}`,
  });
  const held = /^held (\d+)$/m.exec(stderr);
  const told = stderr.replace(/^held .*$/m, '');
  expect(ended.stdout + told).not.toContain(SECRET);
  expect(ended.stdout + told).not.toMatch(/[|]\d{9,}[|]|%7C\d{9,}|[0-9a-f]{40}|127\.0\.0\.1|token=/i);
  return { ...ended, stderr: told, tookMs: performance.now() - startedAt, heldMiB: Number(held?.[1]) };
}

const http = (text: string | Buffer, head = 'HTTP/1.1 200 OK'): string =>
  `${head}\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${String(text)}`;
const list = (data: unknown): string => http(JSON.stringify({ success: true, message: null, data }));

/** As fast as it is taken, without an end. */
function pour(socket: Socket): void {
  const more = 'x'.repeat(256 * 1024);
  const go = (): void => {
    while (socket.writable && socket.write(more));
  };
  socket.write('HTTP/1.1 200 OK\r\n\r\n{"success":true,"data":["');
  socket.on('drain', go);
  go();
}

describe('a service that answers badly to every list', { timeout: 2 * DEADLINE_MS }, () => {
  it.each<{
    reason: string;
    says: RegExp;
    lines?: readonly string[];
    react: (socket: Socket) => void;
    node?: string;
    mostMiB?: number;
  }>([
    {
      reason: 'with null',
      react: (socket) => void socket.write(list(null)),
      says: /error malformed-answer: im\/key\/list.*: data is not a list\./,
    },
    {
      reason: 'with a refused token, its clock hours behind',
      lines: ['apply --auto-approve'],
      react: (socket) =>
        void socket.write(
          http(
            '{"success":false,"message":"Authorization failed"}',
            `HTTP/1.1 200 OK\r\ndate: ${new Date(Date.now() - 5 * 3_600_000).toUTCString()}`,
          ),
        ),
      says: /authorization-failed: im\/key\/list.*: Authorization failed; this machine's clock is 5 hours ahead of the service's\./,
    },
    {
      reason: 'without an end, the heap held to 128 MiB',
      lines: ['plan'],
      react: pour,
      says: /error answer-too-large: .*im\/key\/list.*: /,
      node: '--max-old-space-size=128',
      mostMiB: 500,
    },
    {
      reason: 'with forty megabytes of brackets',
      lines: ['plan'],
      react: (socket) => void socket.write(http('['.repeat(40_000_000))),
      says: /error malformed-answer: .*im\/key\/list.*: unexpected answer: HTTP 200 with too many values, or too deep\./,
      mostMiB: 900,
    },
  ])(
    '$reason: plan and apply end with an error and change nothing',
    async ({ react, says, lines = BOTH, node = '', mostMiB = 300 }) => {
      const server = await opposite(react);
      for (const line of lines) {
        const { code, stdout, stderr, tookMs, heldMiB } = await run(line, server, node);

        expect(code, stderr).toBe(1);
        expect(stderr).toMatch(says);
        expect(stdout).not.toContain('No changes');
        expect(tookMs).toBeLessThan(DEADLINE_MS);
        expect(heldMiB).toBeLessThan(mostMiB);
      }
      expect(server.heard.every(({ line }) => /list$|list\.json$/.test(line))).toBe(true);
    },
  );

  it('with a redirect to another host: it gets no request', async () => {
    const elsewhere = await opposite(() => undefined);
    const to = `location: http://127.0.0.1:${String(elsewhere.port)}/api/im/key/list.json`;
    const server = await opposite((socket) => void socket.write(http('', `HTTP/1.1 307 Temporary Redirect\r\n${to}`)));
    for (const line of BOTH) {
      const { code, stderr } = await run(line, server);

      expect(code).toBe(1);
      expect(stderr).toMatch(/error redirected: im\/key\/list.*: answered with a redirect \(HTTP 307\)/);
    }
    expect(elsewhere.connections()).toBe(0);
  });
});

describe('a service that lists well and answers badly to creates', () => {
  it.each([
    { reason: 'with a page', answer: http('<html>') },
    {
      reason: 'with a redirect',
      answer: http('', 'HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:9/api'),
    },
    { reason: 'with 421', answer: http('', 'HTTP/1.1 421 Misdirected Request') },
    { reason: 'with half a row', answer: http('{"success":true,"data":{"key":"IM1') },
  ])('$reason: each create is sent once, and its outcome is said to be unknown', async ({ answer }) => {
    const server = await opposite((socket, { line }) => void socket.write(line.includes('list') ? list([]) : answer));
    const { code, stdout, stderr, tookMs } = await run('apply --auto-approve --settle 100ms', server);
    const creates = server.heard
      .map(({ line }) => line)
      .filter((line) => line.includes('create') || line.includes('register'));

    expect(code, stderr).toBe(4);
    expect(stdout + stderr).toContain('im/key/create: ');
    expect(new Set(creates).size).toBe(creates.length);
    expect(creates).toContain('GET /api/im/key/create.json');
    expect(tookMs).toBeLessThan(DEADLINE_MS);
  });
});
