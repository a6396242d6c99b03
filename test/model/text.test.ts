import { expect, test } from 'vitest';
import { maskKey, plain } from '../../src/model/text.ts';
import { fc } from '../support/fc.ts';

test.each([
  { reason: 'ordinary text', text: 'EU pool, größer: 5 €', shown: 'EU pool, größer: 5 €' },
  { reason: 'emoji of two halves', text: '😀', shown: '😀' },
  { reason: 'an escape sequence', text: '\u001b[31mred', shown: '\\u{1b}[31mred' },
  { reason: 'line breaks', text: 'a\r\nb\u2028c', shown: 'a\\u{d}\\u{a}b\\u{2028}c' },
  { reason: 'text that runs backwards', text: 'a\u202eb', shown: 'a\\u{202e}b' },
  { reason: 'marks that do not show', text: 'a\u200bb\ufeff', shown: 'a\\u{200b}b\\u{feff}' },
  { reason: 'a control character of the second row', text: '\u009b', shown: '\\u{9b}' },
  { reason: 'half of a pair', text: 'a\ud83d', shown: 'a\\u{d83d}' },
  { reason: 'tags beyond the first plane', text: '\u{e0041}', shown: '\\u{e0041}' },
])('$reason', ({ text, shown }) => {
  expect(plain(text)).toBe(shown);
});

test('made safe once is safe for good', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(plain(plain(text))).toBe(plain(text));
      expect(plain(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});

test('a masked key shows four characters at most, and none of a short one', () => {
  expect(maskKey('IMA1B2C3D4')).toBe('****C3D4');
  fc.assert(
    fc.property(fc.string(), (key) => {
      const masked = maskKey(key);
      expect(masked.startsWith('****')).toBe(true);
      expect(masked.slice(4)).toBe(key.length <= 4 ? '' : key.slice(-4));
    }),
  );
});
