import { expect, test } from 'vitest';
import { bearsName, joinNote, makeMarker, makeTag, markerLength, splitNote } from '../../src/model/marker.ts';
import { fc } from '../support/fc.ts';

/** Names as manifests allow them. */
const name = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,40}$/u);
const tag = fc.stringMatching(/^[a-z0-9]{8}$/u);
/** Notes that people wrote, also such as look like markers. */
const note = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    ' ',
    '[',
    ']',
    '[clnform:',
    '[clnform:a#',
    'a [clnform:b#k3f9a2b1] c',
    '[clnform:x#short',
    'a\nb',
  ),
);

test('what was joined is split into the same parts', () => {
  fc.assert(
    fc.property(note, name, tag, (text, of, with_) => {
      const marker = makeMarker(of, with_);
      expect(splitNote(joinNote(text, marker))).toEqual({ note: text, marker, tag: with_ });
    }),
  );
});

test('a marker never takes more room than its kind was told', () => {
  fc.assert(
    fc.property(note, name, tag, (text, of, with_) => {
      const joined = joinNote(text, makeMarker(of, with_));
      expect(joined.length - text.length).toBeLessThanOrEqual(markerLength(of));
    }),
  );
});

test('a tag is eight letters or digits, whatever chance says', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1 }), (values) => {
      let turn = 0;
      const made = makeTag(() => values[turn++ % values.length] ?? 0);
      expect(made).toMatch(/^[a-z0-9]{8}$/u);
    }),
  );
});

test.each([
  { reason: 'a note without a marker', text: 'EU pool', split: { note: 'EU pool' } },
  { reason: 'nothing', text: '', split: { note: '' } },
  {
    reason: 'a marker alone',
    text: '[clnform:web#k3f9a2b1]',
    split: { note: '', marker: '[clnform:web#k3f9a2b1]', tag: 'k3f9a2b1' },
  },
  {
    reason: 'of two markers the last is ours',
    text: 'x [clnform:a#aaaaaaaa] [clnform:b#bbbbbbbb]',
    split: { note: 'x [clnform:a#aaaaaaaa]', marker: '[clnform:b#bbbbbbbb]', tag: 'bbbbbbbb' },
  },
  {
    reason: 'a marker that someone wrote on after',
    text: '[clnform:a#aaaaaaaa]!',
    split: { note: '[clnform:a#aaaaaaaa]!' },
  },
  { reason: 'a marker glued to a word', text: 'x[clnform:a#aaaaaaaa]', split: { note: 'x[clnform:a#aaaaaaaa]' } },
  { reason: 'a marker cut short by the service', text: 'x [clnform:a#aaaaaa', split: { note: 'x [clnform:a#aaaaaa' } },
  { reason: 'capitals in a tag', text: 'x [clnform:a#AAAAAAAA]', split: { note: 'x [clnform:a#AAAAAAAA]' } },
  {
    reason: 'spaces around the note are the note’s',
    text: ' x  [clnform:a#aaaaaaaa]',
    split: { note: ' x ', marker: '[clnform:a#aaaaaaaa]', tag: 'aaaaaaaa' },
  },
])('$reason', ({ text, split }) => {
  expect(splitNote(text)).toEqual(split);
});

test('a note without a marker stays as it is', () => {
  expect(joinNote('EU pool', undefined)).toBe('EU pool');
});

test('a long name is cut, and still found', () => {
  const marker = makeMarker('a'.repeat(60), 'k3f9a2b1');
  expect(marker).toBe(`[clnform:${'a'.repeat(24)}#k3f9a2b1]`);
  expect(splitNote(marker).tag).toBe('k3f9a2b1');
});

test.each([
  { name: 'web', text: 'x [clnform:web#k3f9a2b1]', bears: true },
  { name: 'web-2', text: 'x [clnform:web#k3f9a2b1]', bears: false },
  { name: 'a'.repeat(60), text: `[clnform:${'a'.repeat(24)}#k3f9a2b1]`, bears: true },
  { name: 'k3f9a2b1', text: '[clnform:k3f9a2b1#k3f9a2b1]', bears: true },
  { name: 'web', text: 'web', bears: false },
])('whether $text was made for $name: $bears', ({ name, text, bears }) => {
  expect(bearsName(splitNote(text), name)).toBe(bears);
});
