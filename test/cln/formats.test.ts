import { describe, expect, it } from 'vitest';
import { v1, v2 } from '../../src/cln/envelope.ts';
import type { Format, Reading } from '../../src/cln/format.ts';
import { plainAnswer } from '../../src/cln/plainAnswer.ts';

interface Case {
  readonly reason: string;
  readonly format: Format;
  readonly body: string;
  readonly status?: number;
  readonly reading: Reading;
}

const wrapped = (data: unknown, message = ''): Reading => ({ kind: 'success', data, message, root: 'data' });
const bare = (data: unknown, message = ''): Reading => ({ kind: 'success', data, message, root: 'body' });
const refusal = (message: string): Reading => ({ kind: 'refusal', message });
const unreadable = (reason: string): Reading => ({ kind: 'unreadable', reason });

const cases: readonly Case[] = [
  {
    reason: 'v1 data',
    format: v1,
    body: '{"success":true,"message":null,"type":null,"data":[1]}',
    reading: wrapped([1]),
  },
  { reason: 'v1 without message and type', format: v1, body: '{"success":true,"data":{}}', reading: wrapped({}) },
  {
    reason: 'v1 null data, left to the decoder',
    format: v1,
    body: '{"success":true,"message":"gone","data":null}',
    reading: wrapped(null, 'gone'),
  },
  {
    reason: 'v1 refusal before its data: it is not an empty list',
    format: v1,
    body: '{"success":false,"message":"no","data":[]}',
    reading: refusal('no'),
  },
  { reason: 'v1 refusal without a message', format: v1, body: '{"success":false}', reading: refusal('') },
  {
    reason: 'v1 refusal with a 4xx',
    format: v1,
    status: 403,
    body: '{"success":false,"message":"no"}',
    reading: refusal('no'),
  },
  {
    reason: 'v1 refusal with a 5xx',
    format: v1,
    status: 500,
    body: '{"success":false,"message":"no"}',
    reading: refusal('no'),
  },
  {
    reason: 'v1 success with a 5xx contradicts itself',
    format: v1,
    status: 500,
    body: '{"success":true,"data":[]}',
    reading: unreadable('HTTP 500'),
  },
  {
    reason: 'v1 with success as a string',
    format: v1,
    body: '{"success":"true","data":[]}',
    reading: unreadable('the answer has no "success"'),
  },
  { reason: 'v1 bare list', format: v1, body: '[]', reading: unreadable('the answer has no "success"') },
  {
    reason: 'v1 HTML with 200',
    format: v1,
    body: '<!doctype html>',
    reading: unreadable('HTTP 200 with a page of HTML'),
  },
  {
    reason: 'v1 truncated',
    format: v1,
    body: '{"success":true,"data":[{"ke',
    reading: unreadable('HTTP 200 with no JSON'),
  },
  { reason: 'v1 empty', format: v1, body: '', reading: unreadable('HTTP 200 with an empty body') },
  { reason: 'v2 bare list', format: v2, body: '[1]', reading: bare([1]) },
  { reason: 'v2 bare object', format: v2, body: '{"key":"K"}', reading: bare({ key: 'K' }) },
  { reason: 'v2 wrapped list', format: v2, body: '{"success":true,"data":[1]}', reading: wrapped([1]) },
  {
    reason: 'v2 success without data is taken as bare',
    format: v2,
    body: '{"success":true}',
    reading: bare({ success: true }),
  },
  { reason: 'v2 data without success is taken as bare', format: v2, body: '{"data":[]}', reading: bare({ data: [] }) },
  {
    reason: 'v2 refusal, wrapped or not',
    format: v2,
    body: '{"success":false,"message":"no"}',
    reading: refusal('no'),
  },
  {
    reason: 'v2 body of a failed request is no data',
    format: v2,
    status: 404,
    body: '[]',
    reading: unreadable('HTTP 404'),
  },
  { reason: 'plain fields', format: plainAnswer, body: 'success:true\ncode:0\n', reading: bare({ code: '0' }) },
  {
    reason: 'plain on one line, as printed',
    format: plainAnswer,
    body: 'success:true code:0',
    reading: bare({ code: '0' }),
  },
  {
    reason: 'plain with commas and comments, as printed',
    format: plainAnswer,
    body: 'success:true\r\nxmlrpc:false, // true - if alive\r\nrhn_queue_full: true, // so\r\n(/usr/sbin/clnreg_ks --force)',
    reading: bare({ xmlrpc: 'false', rhn_queue_full: 'true' }),
  },
  {
    reason: 'plain refusal',
    format: plainAnswer,
    body: 'success:false\nmessage:Unexpected server error',
    reading: refusal('Unexpected server error'),
  },
  {
    reason: 'plain refusal on one line',
    format: plainAnswer,
    body: 'success:false message:Unexpected server error',
    reading: refusal('Unexpected server error'),
  },
  {
    reason: 'plain message anywhere, with what looks like a comment',
    format: plainAnswer,
    body: 'success:true\ncode:0\nmessage:see https://x // y',
    reading: bare({ code: '0' }, 'see https://x // y'),
  },
  { reason: 'plain refusal without a message', format: plainAnswer, body: 'success:false\n', reading: refusal('') },
  {
    reason: 'plain without a success line',
    format: plainAnswer,
    body: 'code:0',
    reading: unreadable('HTTP 200 without a "success" line'),
  },
  {
    reason: 'plain that is HTML',
    format: plainAnswer,
    body: '<html>success:true',
    reading: unreadable('HTTP 200 without a "success" line'),
  },
  {
    reason: 'plain success:truest',
    format: plainAnswer,
    body: 'success:truest',
    reading: unreadable('HTTP 200 without a "success" line'),
  },
  {
    reason: 'plain success with a 5xx contradicts itself',
    format: plainAnswer,
    status: 502,
    body: 'success:true\ncode:0',
    reading: unreadable('HTTP 502'),
  },
];

describe('formats', () => {
  it.each(cases)('$reason', ({ format, body, status = 200, reading }) => {
    expect(format.read({ kind: 'answered', status, headers: {}, body })).toStrictEqual(reading);
  });
});
