import { describe, expect, it } from 'vitest';
import { duration } from '../../src/cli/commands/parse.ts';

describe('a duration', () => {
  it.each([
    { reason: 'seconds', text: '60s', ms: 60_000 },
    { reason: 'none', text: '0s', ms: 0 },
    { reason: 'milliseconds', text: '500ms', ms: 500 },
    { reason: 'minutes', text: '2m', ms: 120_000 },
  ])('$reason', ({ text, ms }) => {
    expect(duration(text)).toBe(ms);
  });

  it.each([
    { reason: 'without a unit it could be anything', text: '60' },
    { reason: 'no number', text: 's' },
    { reason: 'negative', text: '-1s' },
    { reason: 'half', text: '1.5s' },
    { reason: 'a unit that no one waits for', text: '1d' },
    { reason: 'empty', text: '' },
  ])('is refused: $reason', ({ text }) => {
    expect(() => duration(text)).toThrow('500ms, 60s or 2m');
  });
});
