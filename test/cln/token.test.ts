import { describe, expect, it } from 'vitest';
import { token } from '../../src/cln/token.ts';

describe('token', () => {
  it.each([
    {
      reason: 'sha1 of the secret followed by the seconds, in lower-case hex',
      made: token('acme', 'abc', 1401189361),
      expected: 'acme|1401189361|2f383c1b8123df47804ba7f93aaa5a4dc2737cba',
    },
    {
      reason: 'a secret outside ASCII is hashed as UTF-8',
      made: token('acme', 'ключ', 1),
      expected: 'acme|1|c1450db3ea9850320a9a4e55584805282ce6f365',
    },
  ])('$reason', ({ made, expected }) => {
    expect(made).toBe(expected);
  });
});
