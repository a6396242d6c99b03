import { describe, expect, it } from 'vitest';
import { listChecks } from '../../../src/cli/doctor/listChecks.ts';
import { machineChecks } from '../../../src/cli/doctor/machineChecks.ts';
import { networkChecks } from '../../../src/cli/doctor/networkChecks.ts';
import type { NetworkFindings } from '../../../src/cli/doctor/networkChecks.ts';
import { shapeChecks } from '../../../src/cli/doctor/shapeChecks.ts';
import { spanText } from '../../../src/cli/doctor/spanText.ts';
import { unknownCodes } from '../../../src/cli/doctor/unknownCodes.ts';
import type { AnswerShape } from '../../../src/model/api/answerShape.ts';
import type { Check } from '../../../src/model/doctorReport.ts';

const only = (checks: readonly Check[], id: string): Check => checks.find((check) => check.id === id)!;

describe('the machine', () => {
  it.each([
    { node: '18.20.4', status: 'fail' },
    { node: '20.17.0', status: 'fail' },
    { node: '20.18.0', status: 'ok' },
    { node: '26.0.0', status: 'ok' },
  ])('Node.js $node: $status', ({ node, status }) => {
    const checks = machineChecks({ node, platform: 'linux x64', zoneMinutes: 0 });
    expect(only(checks, 'node')).toMatchObject({ status, detail: expect.stringContaining(node) as string });
  });

  it.each([
    { minutes: 0, says: 'UTC+00:00;' },
    { minutes: 330, says: 'UTC+05:30;' },
    { minutes: -210, says: 'UTC-03:30;' },
  ])('a time zone of $minutes minutes is $says', ({ minutes, says }) => {
    const checks = machineChecks({ node: '22.0.0', platform: 'linux x64', zoneMinutes: minutes });
    expect(only(checks, 'time-zone').detail).toContain(says);
  });
});

describe('the way to the service', () => {
  const fine: NetworkFindings = {
    root: { status: 'production', https: true },
    proxy: { status: 'none' },
    reached: { status: 'answered', healthy: true, ms: 5 },
    tls: { protocol: 'TLSv1.3', daysLeft: 61 },
    unchecked: false,
    extraCertificates: false,
    shapes: [],
  };
  it.each([
    { reason: 'a good certificate', change: {}, status: 'ok', says: '61 more days' },
    {
      reason: 'one that ends soon',
      change: { tls: { protocol: 'TLSv1.2', daysLeft: 3 } },
      status: 'warn',
      says: '3 more',
    },
    { reason: 'one behind a gateway', change: { extraCertificates: true }, status: 'ok', says: 'NODE_EXTRA_CA_CERTS' },
    { reason: 'none that could be looked at', change: { tls: undefined }, status: 'ok', says: 'accepted' },
    {
      reason: 'one seen through a proxy',
      change: { proxy: { status: 'set', scheme: 'http', port: '3128', password: false, exceptions: true } },
      status: 'ok',
      says: 'through HTTPS_PROXY',
    },
  ] as const)('TLS: $reason', ({ change, status, says }) => {
    const check = only(networkChecks({ ...fine, ...change }), 'tls');
    expect(check).toMatchObject({ status, detail: expect.stringContaining(says) as string });
  });

  it('tells of a proxy that plain http does not use', () => {
    const proxy = { status: 'set', scheme: 'http', port: '3128', password: false, exceptions: false } as const;
    const checks = networkChecks({ ...fine, root: { status: 'loopback', https: false }, proxy });
    expect(only(checks, 'proxy').detail).toContain('not used');
  });
});

describe('lists and steadiness', () => {
  const call = { endpoint: 'a', method: 'GET', kind: 'read', attempt: 1, durationMs: 5, outcome: 'answered' } as const;
  it.each([
    { reason: 'quick', asked: { durationMs: 12, rows: 1 }, status: 'ok', says: '1 row, 12 ms' },
    { reason: 'slow', asked: { durationMs: 7000, rows: 2 }, status: 'warn', says: '2 rows, 7000 ms' },
    { reason: 'no list', asked: { durationMs: 3 }, status: 'ok', says: 'answered, 3 ms' },
  ])('$reason: $status', ({ asked, status, says }) => {
    expect(listChecks([{ label: 'a', ...asked }], [], 'acme')).toMatchObject([{ status, detail: says }]);
  });

  it('counts what had to be repeated', () => {
    const again = { ...call, attempt: 2, status: 429 };
    expect(only(listChecks([], [call], 'acme'), 'steadiness').status).toBe('ok');
    expect(only(listChecks([], [call, again], 'acme'), 'steadiness')).toMatchObject({
      status: 'warn',
      data: { repeated: 1, rate_limited: 1 },
    });
  });
});

describe('shapes that a service mixes', () => {
  const shape = (endpoint: string, form: AnswerShape['form'], fields: AnswerShape['fields']): AnswerShape => {
    const rest = { status: 200, documentedBare: endpoint.startsWith('v2'), undocumented: [], withheld: 0 };
    return { endpoint, form, fields, ...rest };
  };
  const checks = shapeChecks(
    [
      shape('im/key/list', 'wrapped', { limit: { number: 2 }, key: { text: 2 }, note: { 'empty-text': 1, text: 1 } }),
      shape('kcare/key/list', 'wrapped', { limit: { 'decimal-string': 1 } }),
      shape('v2/cl/keys', 'bare', {}),
      shape('v2/features', 'wrapped', {}),
    ],
    { asked: [], codes: new Map() },
  );

  it.each([
    { id: 'shape.numbers', says: 'mostly numbers, texts in kcare/key/list limit' },
    { id: 'shape.v2', says: 'bare, but wrapped in v2/features' },
    { id: 'shape.descriptions', says: 'an empty text' },
    { id: 'shape.refusals', says: 'nothing was refused' },
    { id: 'shape.codes', says: 'no product was seen' },
  ])('$id: $says', ({ id, says }) => {
    expect(only(checks, id).detail).toBe(says);
  });

  it('no row seen at all: everything is unknown', () => {
    const none = shapeChecks([], { asked: [], codes: new Map() });
    expect(none.filter(({ status }) => status !== 'unknown')).toEqual([]);
    // The service's status is no list.
    const status = shapeChecks([shape('status', 'wrapped', { cln: { text: 1 } })], { asked: [], codes: new Map() });
    expect(only(status, 'shape.new-fields').status).toBe('unknown');
    expect(only(status, 'shape.missing-fields').status).toBe('unknown');
  });
});

describe('codes without a name', () => {
  it('tells those that are plainly codes, and counts the rest', () => {
    const codes = new Map([
      ['ipl/list', new Set(['1', '5099', '12345678901'])],
      ['els/key/list', new Set(['CELS', 'ELS_FOR_ALMA9', 'CELS-yUDxBd5ethmGO5d3hnAZEau0'])],
    ]);
    const { status, detail } = unknownCodes(codes);
    expect({ status, detail }).toEqual({
      status: 'warn',
      detail: 'els/key/list ELS_FOR_ALMA9, ipl/list 5099, 2 withheld, for they may be ids',
    });
  });
});

it.each([
  { ms: 1000, says: '1 second' },
  { ms: -90_000, says: '90 seconds' },
  { ms: 180_000, says: '3 minutes' },
  { ms: 7_200_000, says: '2 hours' },
  { ms: 864_000_000, says: '10 days' },
])('$ms ms are $says', ({ ms, says }) => {
  expect(spanText(ms)).toBe(says);
});
