import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SecretIndex } from '../../src/views/secretIndex.ts';

const secret = fc.string({ minLength: 6, maxLength: 12, unit: fc.constantFrom('a', 'b', '\u0007') });

describe('an index of secrets', () => {
  test('that learnt them one by one masks what one that knew them from the start does', () => {
    const samples = [fc.array(secret, { maxLength: 8 }), fc.array(secret, { maxLength: 4 })] as const;
    fc.assert(
      fc.property(...samples, (secrets, texts) => {
        const growing = new Set<string>();
        const grown = new SecretIndex(growing);
        for (const one of secrets) {
          growing.add(one);
          grown.mask('');
        }
        const all = new SecretIndex(new Set(secrets));
        for (const text of [...texts, texts.join(' '), secrets.join('')]) expect(grown.mask(text)).toBe(all.mask(text));
      }),
    );
  });

  test('masks a key that came to be known since the last text, and the longest that fits', () => {
    const secrets = new Set(['KEYONE']);
    const index = new SecretIndex(secrets);
    expect(index.mask('KEYONE and KEYONETWO')).toBe('****YONE and ****YONETWO');
    secrets.add('KEYONETWO');
    expect(index.mask('KEYONE and KEYONETWO')).toBe('****YONE and ****ETWO');
  });
});
