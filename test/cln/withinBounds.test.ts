import { describe, expect, it } from 'vitest';
import { withinBounds } from '../../src/cln/withinBounds.ts';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('JSON within bounds', () => {
  it.each([
    { reason: 'nothing', text: '', within: true },
    { reason: 'sixty-four deep', text: nested(64), within: true },
    { reason: 'sixty-five deep', text: nested(65), within: false },
    { reason: 'sixty-five deep in objects', text: '{"a":'.repeat(65), within: false },
    { reason: 'a hundred side by side', text: `[${'[],'.repeat(100)}{}]`, within: true },
    { reason: 'brackets within a text', text: `["${'['.repeat(100)}"]`, within: true },
    { reason: 'brackets behind an escaped quote', text: String.raw`["\"${'['.repeat(100)}"]`, within: true },
    { reason: 'brackets behind an escaped backslash', text: String.raw`["\\"${'['.repeat(100)}`, within: false },
    { reason: 'a text that never ends', text: `["${'['.repeat(100)}\\`, within: true },
    { reason: 'five million numbers, nearly', text: `[${'1,'.repeat(4_999_998)}1]`, within: true },
    { reason: 'more than five million numbers', text: `[${'1,'.repeat(5_000_000)}1]`, within: false },
    { reason: 'more than five million lists', text: `[${'[],'.repeat(2_500_001)}1]`, within: false },
  ])('$reason: $within', ({ text, within }) => {
    expect(withinBounds(text)).toBe(within);
  });
});
