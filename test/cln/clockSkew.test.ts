import { describe, expect, it } from 'vitest';
import { clockSkew } from '../../src/cln/clockSkew.ts';
import { NOW } from './support/scripted.ts';

const at = (ms: number): string => new Date(NOW + ms).toUTCString();

describe('clock skew', () => {
  it.each([
    { reason: 'no Date header', header: undefined, says: undefined },
    { reason: 'a Date header that is none', header: 'now', says: undefined },
    { reason: 'a Date header that is a bare number', header: '7', says: undefined },
    { reason: 'a minute', header: at(60_000), says: undefined },
    {
      reason: 'just over a minute',
      header: at(61_000),
      says: "this machine's clock is 61 seconds behind the service's",
    },
    { reason: 'some minutes', header: at(-180_000), says: "this machine's clock is 3 minutes ahead of the service's" },
    {
      reason: 'a wrong time zone',
      header: at(5 * 3_600_000),
      says: "this machine's clock is 5 hours behind the service's",
    },
  ])('$reason', ({ header, says }) => {
    expect(clockSkew(header, NOW)).toBe(says);
  });
});
