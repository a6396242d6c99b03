import { describe, expect, it } from 'vitest';
import { parseWithinBounds } from '../../src/cln/parseWithinBounds.ts';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const inObjects = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

/** Makes a text so long that it is judged before it is parsed. */
const PADDING = ' '.repeat(2 ** 20);

const TEXTS = [
  { reason: 'a number', text: '1', within: true },
  { reason: 'sixty-four deep', text: nested(64), within: true },
  { reason: 'sixty-five deep', text: nested(65), within: false },
  { reason: 'sixty-five deep in objects', text: inObjects(65), within: false },
  { reason: 'sixty-four deep in objects', text: inObjects(64), within: true },
  { reason: 'a hundred side by side', text: `[${'[],'.repeat(100)}{}]`, within: true },
  { reason: 'brackets within a text', text: `["${'['.repeat(100)}"]`, within: true },
  { reason: 'brackets behind an escaped quote', text: String.raw`["\"${'['.repeat(100)}"]`, within: true },
  { reason: 'brackets in the name of a member', text: `{"${'{'.repeat(100)}":null}`, within: true },
];

describe('JSON within bounds', () => {
  it.each([
    ...TEXTS,
    ...TEXTS.map(({ reason, text, within }) => ({ reason: `${reason}, long`, text: text + PADDING, within })),
    { reason: 'five million numbers, nearly', text: `[${'1,'.repeat(4_999_998)}1]`, within: true },
    { reason: 'more than five million numbers', text: `[${'1,'.repeat(5_000_000)}1]`, within: false },
    { reason: 'more than five million lists', text: `[${'[],'.repeat(2_500_001)}1]`, within: false },
  ])('$reason: $within', ({ text, within }) => {
    const parsed = parseWithinBounds(text);
    expect(parsed !== undefined).toBe(within);
    if (within && text.length < 2 * PADDING.length) expect(parsed?.value).toEqual(JSON.parse(text));
  });

  it('is not looked for in a long text that is deep, whether or not it is JSON', () => {
    expect(parseWithinBounds(String.raw`["\\"${'['.repeat(2 ** 20)}`)).toBeUndefined();
  });

  it.each([
    { reason: 'nothing', text: '' },
    { reason: 'a deep text that is cut', text: '{"a":'.repeat(65) },
    { reason: 'a long text that never ends', text: `["${'['.repeat(100)}${PADDING}\\` },
  ])('throws for $reason', ({ text }) => {
    expect(() => parseWithinBounds(text)).toThrow(SyntaxError);
  });
});
