import { describe, expect, it } from 'vitest';
import { retryAfter } from '../../src/cln/retryAfter.ts';
import { NOW } from './support/scripted.ts';

describe('Retry-After', () => {
  it.each([
    { reason: 'seconds', header: '120', ms: 120_000 },
    { reason: 'at once', header: ' 0 ', ms: 0 },
    { reason: 'a date', header: new Date(NOW + 5000).toUTCString(), ms: 5000 },
    { reason: 'a date that has passed', header: new Date(NOW - 5000).toUTCString(), ms: 0 },
    { reason: 'absent', header: undefined, ms: undefined },
    { reason: 'empty', header: '', ms: undefined },
    { reason: 'negative', header: '-5', ms: undefined },
    { reason: 'a fraction', header: '1.5', ms: undefined },
    { reason: 'absurd', header: '99999999999999999999', ms: undefined },
    { reason: 'in words', header: 'soon', ms: undefined },
    { reason: 'an impossible date', header: 'Foo, 99 Bar 2026 99:99:99 GMT', ms: undefined },
  ])('$reason', ({ header, ms }) => {
    expect(retryAfter(header === undefined ? {} : { 'retry-after': header }, NOW)).toBe(ms);
  });

  it.each([
    { reason: 'hours ahead', nowMs: NOW + 7_200_000 },
    { reason: 'hours behind', nowMs: NOW - 7_200_000 },
  ])("a date, by the service's own clock when this machine's is $reason", ({ nowMs }) => {
    const headers = { 'retry-after': new Date(NOW + 5000).toUTCString(), date: new Date(NOW).toUTCString() };
    expect(retryAfter(headers, nowMs)).toBe(5000);
  });
});
