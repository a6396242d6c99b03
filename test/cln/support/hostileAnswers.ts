import type { Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

/** One way to answer badly, and what may come of it. */
export interface HostileAnswer {
  readonly name: string;
  /** `body` is the good answer to this very request; `elsewhere` is another host, as `HOST:PORT`. */
  readonly react: (socket: Socket, body: string, elsewhere: string) => void;
  /** The code of a read's error, or that it gets its value. */
  readonly read: string;
  /** True when a read is worth repeating. */
  readonly again?: boolean;
  readonly write: 'done' | 'refused' | 'unknown';
  /** It ends by time alone. */
  readonly hangs?: true;
}

type Say = (socket: Socket, bytes: string | Buffer) => void;

/** Longer than a client that was woken needs to take in what came before: a reset throws away what was not read. */
const SETTLE_MS = 25;

const say: Say = (socket, bytes) => void socket.write(bytes);
const reset: Say = (socket, bytes) => {
  socket.write(bytes);
  setTimeout(() => socket.resetAndDestroy(), SETTLE_MS);
};
const close: Say = (socket, bytes) => void socket.end(bytes);

const HEAD = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${HEAD}transfer-encoding: chunked\r\n\r\n`;
/** Like the service's own, within the cap of these tests. */
const CAP = 64 * 1024;

export const CAPPED = { answerBytes: CAP, heldBytes: 64 * CAP } as const;

function whole(body: string | Buffer, { status = '200 OK', headers = '' } = {}): Buffer {
  const head = `HTTP/1.1 ${status}\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(body)]);
}

const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
const half = (text: string): string => text.slice(0, text.length >> 1);

/** Where a connection can end, once by a reset and once by an orderly close. */
const CUTS: readonly { readonly where: string; readonly upTo: (body: string) => string }[] = [
  { where: 'after the request', upTo: () => '' },
  { where: 'in the status line', upTo: () => 'HTTP/1.1 2' },
  { where: 'behind the status line', upTo: () => HEAD },
  { where: 'in the headers', upTo: () => `${HEAD}content-le` },
  { where: 'before the last header ends', upTo: (body) => `${HEAD}content-length: ${Buffer.byteLength(body)}\r\n` },
  { where: 'between headers and body', upTo: (body) => `${HEAD}content-length: ${Buffer.byteLength(body)}\r\n\r\n` },
  {
    where: 'in the body',
    upTo: (body) => `${HEAD}content-length: ${Buffer.byteLength(body)}\r\n\r\n${half(body)}`,
  },
  {
    where: 'one byte before the end of the body',
    upTo: (body) => `${HEAD}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body.slice(0, -1)}`,
  },
  { where: 'between headers and chunks', upTo: () => CHUNKED },
  { where: 'in the size of a chunk', upTo: (body) => `${CHUNKED}${chunk(half(body))}1` },
  { where: 'in a chunk', upTo: (body) => `${CHUNKED}${chunk(body).slice(0, -6)}` },
  { where: 'between chunks', upTo: (body) => `${CHUNKED}${chunk(half(body))}` },
  { where: 'before the last chunk', upTo: (body) => `${CHUNKED}${chunk(body)}` },
  { where: 'in the last chunk', upTo: (body) => `${CHUNKED}${chunk(body)}0\r\n` },
];

const cuts = CUTS.flatMap(({ where, upTo }): HostileAnswer[] =>
  [
    { how: 'a reset', end: reset },
    { how: 'a close', end: close },
  ].map(({ how, end }) => ({
    name: `${how} ${where}`,
    react: (socket, body) => end(socket, upTo(body)),
    read: 'unreachable',
    again: true,
    write: 'unknown',
  })),
);

const whole200: readonly HostileAnswer[] = [
  {
    name: 'a whole answer, then silence on an open connection',
    react: (socket, body) => say(socket, whole(body)),
    read: 'value',
    write: 'done',
  },
  {
    name: 'a whole answer, then a reset',
    react: (socket, body) => reset(socket, whole(body)),
    read: 'value',
    write: 'done',
  },
  {
    name: 'a whole answer that only the close ends',
    react: (socket, body) => close(socket, `${HEAD}\r\n${body}`),
    read: 'value',
    write: 'done',
  },
  {
    name: 'a whole answer in chunks of one byte, with extensions',
    react: (socket, body) =>
      say(socket, `${CHUNKED}${Array.from(body, (c) => `1;x=y\r\n${c}\r\n`).join('')}0\r\ntrailer: t\r\n\r\n`),
    read: 'value',
    write: 'done',
  },
  {
    name: 'a whole answer, and a second one on top',
    react: (socket, body) =>
      say(socket, Buffer.concat([whole(body), whole('{"success":false,"message":"not yours"}')])),
    read: 'value',
    write: 'done',
  },
  {
    // Undici takes the reset for the end, as it takes a close: JSON that is whole shows that itself.
    name: 'a whole answer that only a reset ends',
    react: (socket, body) => reset(socket, `${HEAD}\r\n${body}`),
    read: 'value',
    write: 'done',
  },
];

const statuses: readonly HostileAnswer[] = [
  ...['301 Moved', '302 Found', '303 See Other', '307 Temporary Redirect', '308 Permanent Redirect', '300 Choices'].map(
    (status): HostileAnswer => ({
      name: `a redirect to another host, HTTP ${status}`,
      react: (socket, body, elsewhere) =>
        say(socket, whole(body, { status, headers: `location: http://${elsewhere}/api\r\n` })),
      read: 'redirected',
      write: 'unknown',
    }),
  ),
  {
    name: 'a redirect without a place',
    react: (socket) => say(socket, whole('', { status: '302 Found' })),
    read: 'redirected',
    write: 'unknown',
  },
  {
    name: 'HTTP 304, as if it had been asked for',
    react: (socket) => say(socket, 'HTTP/1.1 304 Not Modified\r\n\r\n'),
    read: 'redirected',
    write: 'unknown',
  },
  {
    name: 'a page that sends browsers to another host',
    react: (socket, _body, elsewhere) =>
      say(socket, whole('<html><meta http-equiv=refresh>', { headers: `refresh: 0; url=http://${elsewhere}/api\r\n` })),
    read: 'malformed-answer',
    again: true,
    write: 'unknown',
  },
  ...[false, true].map((names): HostileAnswer => ({
    name: `HTTP 421${names ? ' that names another host' : ''}`,
    react: (socket, _body, elsewhere) => {
      const headers = names ? `alt-svc: h2="${elsewhere}"\r\nlocation: http://${elsewhere}/api\r\n` : '';
      say(socket, whole('', { status: '421 Misdirected Request', headers }));
    },
    read: 'http-status',
    write: 'unknown',
  })),
  ...[
    { name: 'without Retry-After', headers: '' },
    { name: 'with Retry-After: 0', headers: 'retry-after: 0\r\n' },
    { name: 'with a Retry-After that is none', headers: 'retry-after: -5\r\n' },
    { name: 'with a Retry-After in the past', headers: 'retry-after: Thu, 01 Jan 1970 00:00:00 GMT\r\n' },
  ].map(({ name, headers }): HostileAnswer => ({
    name: `HTTP 429 ${name}`,
    react: (socket, body) => say(socket, whole(body, { status: '429 Too Many Requests', headers })),
    read: 'rate-limited',
    again: true,
    write: 'refused',
  })),
  ...[
    { name: 'of years', headers: 'retry-after: 999999999\r\n' },
    { name: 'until the year 9999', headers: 'retry-after: Fri, 31 Dec 9999 23:59:59 GMT\r\n' },
  ].map(({ name, headers }): HostileAnswer => ({
    name: `HTTP 429 with a Retry-After ${name}`,
    react: (socket, body) => say(socket, whole(body, { status: '429 Too Many Requests', headers })),
    read: 'rate-limited',
    write: 'refused',
  })),
  ...[
    '408 Request Timeout',
    '425 Too Early',
    '500 Internal Server Error',
    '502 Bad Gateway',
    '503 Unavailable',
    '504 Late',
  ].map((status): HostileAnswer => ({
    name: `HTTP ${status}`,
    react: (socket) => say(socket, whole('<html>', { status, headers: 'retry-after: 0\r\n' })),
    read: status.startsWith('4') ? 'http-status' : 'service-error',
    again: true,
    write: 'unknown',
  })),
  ...['400 Bad', '401 No', '403 No', '404 None', '407 Proxy', '409 No', '418 Teapot', '426 Upgrade', '451 No'].map(
    (status): HostileAnswer => ({
      name: `a page with HTTP ${status}`,
      react: (socket) =>
        say(socket, whole('<html>', { status, headers: 'www-authenticate: Basic\r\nupgrade: h2c\r\n' })),
      read: 'http-status',
      write: 'unknown',
    }),
  ),
  ...['100 Continue', '101 Switching Protocols'].map((status): HostileAnswer => ({
    name: `HTTP ${status}, which nobody asked for`,
    react: (socket, body) => say(socket, `HTTP/1.1 ${status}\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n${body}`),
    read: 'unreachable',
    again: true,
    write: 'unknown',
  })),
];

const page = (name: string, bytes: string | Buffer, read = 'malformed-answer', again = true): HostileAnswer => ({
  name,
  react: (socket) => say(socket, bytes),
  read,
  again,
  write: 'unknown',
});

const bodies: readonly HostileAnswer[] = [
  page(
    'a page of HTML with 200',
    whole('<!doctype html><title>Sign in</title>', { headers: 'content-type: text/html\r\n' }),
  ),
  page('an empty body', whole('')),
  page('no content at all', 'HTTP/1.1 204 No Content\r\n\r\n'),
  page('a byte order mark alone', whole('\ufeff')),
  page('JSON that goes on behind its end', whole('{"success":true,"data":[]}{"success":true}')),
  page('JSON with NaN', whole('{"success":true,"data":NaN}')),
  page('JSON with a NUL in it', whole('{"success":true,\u0000"data":[]}')),
  page('as many brackets as are read', whole('['.repeat(CAP)), 'malformed-answer', false),
  page('objects a hundred deep', whole(`${'{"data":'.repeat(100)}1${'}'.repeat(100)}`), 'malformed-answer', false),
  page('bytes that are not UTF-8', whole(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), 'malformed-answer', false),
  page('UTF-16', whole(Buffer.from('{"success":true}', 'utf16le').fill(0xff, 0, 2)), 'malformed-answer', false),
  ...['gzip', 'deflate', 'br', 'x-gzip', 'gzip, gzip', 'identity, gzip', 'zstd'].map((encoding) =>
    page(
      `a bomb in ${encoding}`,
      whole(bomb(encoding), { headers: `content-encoding: ${encoding}\r\n` }),
      'malformed-answer',
      false,
    ),
  ),
  page('a bomb that does not say what it is', whole(bomb('gzip')), 'malformed-answer', false),
  page(
    'a bomb as a transfer encoding',
    `${HEAD}transfer-encoding: gzip, chunked\r\n\r\n3\r\n\u001f\u008b\u0008\r\n0\r\n\r\n`,
    'unreachable',
    true,
  ),
  page(
    'a body that announces to be too large',
    `${HEAD}content-length: ${CAP + 1}\r\n\r\n{`,
    'answer-too-large',
    false,
  ),
  page('a body of 2 ** 63 bytes', `${HEAD}content-length: 9223372036854775807\r\n\r\n{`, 'answer-too-large', false),
  {
    name: 'a body without an end',
    react: (socket) => pour(socket, `${HEAD}\r\n{"success":true,"data":["`, 'x'.repeat(16_384)),
    read: 'answer-too-large',
    write: 'unknown',
  },
  {
    name: 'chunks without an end',
    react: (socket) => pour(socket, CHUNKED, chunk(' '.repeat(16_384))),
    read: 'answer-too-large',
    write: 'unknown',
  },
];

/** A megabyte that travels as some kilobytes. */
function bomb(encoding: string): Buffer {
  const zeros = Buffer.alloc(1024 * 1024);
  if (encoding === 'br') return brotliCompressSync(zeros, { params: { 1: 4 } });
  return encoding === 'deflate' ? deflateSync(zeros) : gzipSync(zeros);
}

const notHttp: readonly HostileAnswer[] = [
  page('another protocol', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', 'unreachable'),
  page('HTTP/2', Buffer.from('000006040000000000000400100000', 'hex'), 'unreachable'),
  page('two lengths that differ', `${HEAD}content-length: 2\r\ncontent-length: 3\r\n\r\n[]x`, 'unreachable'),
  page(
    'a length and chunks',
    `${HEAD}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n`,
    'unreachable',
  ),
  page('a length below zero', `${HEAD}content-length: -1\r\n\r\n[]`, 'unreachable'),
  page('a chunk of a size beyond all numbers', `${CHUNKED}fffffffffffffffff\r\n{`, 'unreachable'),
  page('headers folded over lines', `${HEAD}x: a\r\n b\r\n\tc\u0000\r\ncontent-length: 2\r\n\r\n[]`, 'unreachable'),
  page('a header of 70,000 bytes', `${HEAD}x: ${'y'.repeat(70_000)}\r\n\r\n[]`, 'unreachable'),
  page('seventy thousand bytes of headers', `${HEAD}${`x: ${'y'.repeat(997)}\r\n`.repeat(70)}\r\n[]`, 'unreachable'),
  {
    name: 'headers without an end',
    react: (socket) => pour(socket, HEAD, `x: ${'y'.repeat(8000)}\r\n`),
    read: 'unreachable',
    again: true,
    write: 'unknown',
  },
];

/** As fast as the other side takes it. */
function pour(socket: Socket, first: string, more: string): void {
  socket.write(first);
  const go = (): void => {
    while (socket.writable && socket.write(more));
  };
  socket.on('drain', go);
  go();
}

/** A character at a time, or as much as is given: rarely enough that a hundred connections leave the machine idle. */
function drip(socket: Socket, first: string, more: string, pieces: readonly string[] = Array.from(more)): void {
  socket.write(first);
  let at = 0;
  const timer = setInterval(() => {
    if (socket.writable) socket.write(pieces[at % pieces.length] ?? '');
    at += 1;
  }, 100);
  socket.on('close', () => {
    clearInterval(timer);
  });
}

const slow = (name: string, react: (socket: Socket, body: string) => void): HostileAnswer => ({
  name,
  react,
  read: 'timed-out',
  again: true,
  write: 'unknown',
  hangs: true,
});

const hanging: readonly HostileAnswer[] = [
  slow('nothing', () => undefined),
  slow('half a status line', (socket) => say(socket, 'HTTP/1.1 20')),
  slow('headers, and no body', (socket, body) =>
    say(socket, `${HEAD}content-length: ${Buffer.byteLength(body)}\r\n\r\n`),
  ),
  slow('half a body', (socket, body) =>
    say(socket, `${HEAD}content-length: ${Buffer.byteLength(body)}\r\n\r\n${half(body)}`),
  ),
  slow('a whole body whose end nothing tells', (socket, body) => say(socket, `${HEAD}\r\n${body}`)),
  slow('all chunks but the last', (socket, body) => say(socket, `${CHUNKED}${chunk(body)}`)),
  slow('a status line that drips', (socket) => drip(socket, 'HTTP/1.1 200 ', 'O')),
  slow('headers that drip', (socket) => drip(socket, HEAD, 'x: y\r\n')),
  slow('a body that drips', (socket) => drip(socket, `${HEAD}content-length: 10000\r\n\r\n`, ' ')),
  slow('chunks that drip', (socket) => drip(socket, CHUNKED, '1\r\n \r\n')),
  slow('chunk extensions that drip', (socket) => drip(socket, `${CHUNKED}1;`, 'x')),
  slow('trailers that drip', (socket, body) => drip(socket, `${CHUNKED}${chunk(body)}0\r\n`, 'x: y\r\n')),
  slow('early hints without an end', (socket) => drip(socket, '', 'HTTP/1.1 103 Early Hints\r\n\r\n')),
  slow('chunk extensions without an end', (socket) => drip(socket, `${CHUNKED}1;`, '', ['x'.repeat(16_384)])),
  slow('early hints in a flood', (socket) => drip(socket, '', '', ['HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(100)])),
];

/** Every answer. */
export const HOSTILE_ANSWERS: readonly HostileAnswer[] = [
  ...cuts,
  ...whole200,
  ...statuses,
  ...bodies,
  ...notHttp,
  ...hanging,
];
