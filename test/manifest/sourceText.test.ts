import { describe, expect, it } from 'vitest';
import { SourceText } from '../../src/manifest/sourceText.ts';
import { didYouMean, suggest } from '../../src/manifest/suggest.ts';
import { fc } from '../support/fc.ts';

const excerptOf = (text: string, marked: string) => {
  const start = text.indexOf(marked);
  return new SourceText('f', text).excerpt(start, start + marked.length);
};

describe('places', () => {
  it('count lines and columns from one', () => {
    expect(new SourceText('f', 'ab\ncd').ref(4)).toEqual({ file: 'f', line: 2, column: 2 });
  });

  it('lead back to where they came from', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\n', '\r\n', 'é')), fc.nat(), (parts, at) => {
        const text = new SourceText('f', parts.join(''));
        const offset = at % (text.text.length + 1);
        expect(text.offset(text.ref(offset))).toBe(offset);
      }),
    );
  });
});

describe('excerpts', () => {
  it.each([
    { reason: 'a short line', text: 'a: 1\nlimt: 5\n', marked: 'limt', expected: ['limt: 5', '^^^^'] },
    { reason: 'no line break of Windows', text: 'limt: 5\r\nb: 1', marked: '5', expected: ['limt: 5', '      ^'] },
    {
      reason: 'a control character shown as its number',
      text: 'a\u001b: b',
      marked: 'b',
      expected: ['a\\u{1b}: b', '         ^'],
    },
    {
      reason: 'more than one line is marked to the end of the first',
      text: 'a: |\n b',
      marked: '|\n b',
      expected: ['a: |', '   ^'],
    },
    { reason: 'a key masked', text: 'adopt: ABCDEFGH', marked: 'adopt', expected: ['adopt: ****EFGH', '^^^^^'] },
    {
      reason: 'a quoted key masked',
      text: `{"adopt": 'ABCDEFGH', x: 1}`,
      marked: 'x',
      expected: [`{"adopt": '****EFGH', x: 1}`, '                      ^'],
    },
    {
      reason: 'a variable shown',
      text: 'adopt: ${env:KEY}',
      marked: 'adopt',
      expected: ['adopt: ${env:KEY}', '^^^^^'],
    },
  ])('$reason', ({ text, marked, expected }) => {
    expect(excerptOf(text, marked)).toEqual(expected);
  });

  it('are cut around the place in a long line', () => {
    const [line, carets] = excerptOf(`${'x'.repeat(5000)}MARK${'y'.repeat(5000)}`, 'MARK');
    expect(line).toHaveLength(122);
    expect(line.slice(carets.indexOf('^'), carets.length)).toBe('MARK');
  });

  it('of a line of megabytes take no time', () => {
    const text = new SourceText('f', `adopt: ${'x'.repeat(5_000_000)}`);
    for (let offset = 0; offset < 1000; offset += 1)
      expect(text.excerpt(offset, offset + 1)[0].length).toBeLessThan(130);
  });
});

describe('did you mean', () => {
  it.each([
    { reason: 'a letter missing', written: 'limt', expected: 'limit' },
    { reason: 'another case', written: 'LIMIT', expected: 'limit' },
    { reason: 'a dash for an underscore', written: 'size-gb', expected: 'size_gb' },
    { reason: 'nothing near', written: 'colour', expected: undefined },
    { reason: 'nothing written', written: '', expected: undefined },
    { reason: 'far too long', written: 'limit'.repeat(100), expected: undefined },
  ])('$reason', ({ written, expected }) => {
    expect(suggest(written, ['product', 'limit', 'size_gb'])).toBe(expected);
  });

  it('always says something', () => {
    expect(
      didYouMean(
        'zzz',
        Array.from({ length: 99 }, (_, n) => `name-${n}`),
        'Names',
      ),
    ).not.toBe('');
  });
});
