import { describe, expect, test } from 'vitest';
import { SecretIndex } from '../../src/views/secretIndex.ts';
import { fc } from '../support/fc.ts';

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

  test('takes no longer for keys that all start alike, as those of an account do', () => {
    const keys = Array.from({ length: 40_000 }, (_, n) => `12345-${String(n).padStart(32, '0')}`);
    const index = new SecretIndex(new Set(keys));
    const began = performance.now();
    const masked = index.mask(keys.join(' '));
    // By a list of those that start alike, it would be some 1,600,000,000 comparisons.
    expect(performance.now() - began).toBeLessThan(2000);
    expect(masked.slice(0, 17)).toBe('****0000 ****0001');
    expect(masked).not.toContain('12345-');
  });
});
