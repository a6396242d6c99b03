import { expect, test } from 'vitest';
import { keyLikeWords, maskKeyLike } from '../../src/model/keyLike.ts';

test.each([
  ['Key QugVcAehvFyZUh7m and IM30KUF847MGXRC18AR6 expired', 'Key ****Uh7m and ****8AR6 expired'],
  ['ELS_FOR_CENTOS7-4UBkpCZln8xihNDWYdL6veL6', 'ELS_FOR_CENTOS7-****veL6'],
  ['(IMADEFAULT0EMULATOR)', '(****ATOR)'],
  ['d41d8cd98f00b204e9800998ecf8427e', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['incomprehensibilities', 'incomprehensibilities'],
  ['INCOMPREHENSIBILITIES', 'INCOMPREHENSIBILITIES'],
  ['203.0.113.200/cloudlinux', '203.0.113.200/cloudlinux'],
  ['short1Key', 'short1Key'],
])('%s is shown as %s', (text, shown) => {
  expect(maskKeyLike(text)).toBe(shown);
});

test('the words that look so are named, as they stand', () => {
  expect(keyLikeWords('Key QugVcAehvFyZUh7m and IM30KUF847MGXRC18AR6 of incomprehensibilities')).toEqual([
    'QugVcAehvFyZUh7m',
    'IM30KUF847MGXRC18AR6',
  ]);
  expect(keyLikeWords('short1Key')).toEqual([]);
});

test('takes its time in proportion to the text, whatever it is made of', () => {
  const text = 'aB1'.repeat(500_000);
  const began = performance.now();
  expect(maskKeyLike(text)).toBe('****1aB1'.slice(0, 4) + text.slice(-4));
  expect(performance.now() - began).toBeLessThan(2000);
});
