import { describe, expect, it } from 'vitest';
import { timestamp } from '../../src/cln/timestamp.ts';
import { fc } from '../support/fc.ts';

describe('timestamp', () => {
  it.each([
    { reason: 'the documented form', text: '2014-04-30T11:26-0400', ms: Date.UTC(2014, 3, 30, 15, 26) },
    { reason: 'a zone east of Greenwich', text: '2014-04-30T11:26+0530', ms: Date.UTC(2014, 3, 30, 5, 56) },
    { reason: 'Z', text: '2014-04-30T11:26Z', ms: Date.UTC(2014, 3, 30, 11, 26) },
    {
      reason: 'seconds and a colon in the zone',
      text: '2014-04-30T11:26:07-04:00',
      ms: Date.UTC(2014, 3, 30, 15, 26, 7),
    },
    { reason: 'an ELS check-in is UTC', text: '2022-09-05 14:22:23.781372', ms: Date.UTC(2022, 8, 5, 14, 22, 23, 781) },
    {
      reason: 'one digit of a fraction is tenths',
      text: '2022-09-05 14:22:23.7',
      ms: Date.UTC(2022, 8, 5, 14, 22, 23, 700),
    },
    { reason: 'the 29th of a leap February', text: '2024-02-29T00:00Z', ms: Date.UTC(2024, 1, 29) },
  ])('reads $reason', ({ text, ms }) => {
    expect(timestamp(text)).toBe(ms);
  });

  it.each([
    { reason: 'nothing', text: '' },
    { reason: 'a date without a year, as one page of the text prints it', text: '04-30T11:26-0400' },
    { reason: 'a day that February does not have', text: '2023-02-29T00:00Z' },
    { reason: 'a day that no year 0 has', text: '0000-02-29T00:00Z' },
    { reason: 'a thirteenth month', text: '2023-13-01T00:00Z' },
    { reason: 'month zero', text: '2023-00-10T00:00Z' },
    { reason: 'hour 24', text: '2023-01-01T24:00Z' },
    { reason: 'minute 60', text: '2023-01-01T10:60Z' },
    { reason: 'a date alone', text: '2023-01-01' },
    { reason: 'a number of seconds', text: '1401189361' },
    { reason: 'something behind it', text: '2014-04-30T11:26-0400 or so' },
  ])('does not read $reason', ({ text }) => {
    expect(timestamp(text)).toBeUndefined();
  });

  it('reads back every minute that ISO can print', () => {
    const minute = fc.integer({ min: 0, max: 66_000_000 }).map((m) => m * 60_000);
    fc.assert(
      fc.property(minute, (ms) => {
        expect(timestamp(`${new Date(ms).toISOString().slice(0, 16)}+0000`)).toBe(ms);
      }),
    );
  });
});
