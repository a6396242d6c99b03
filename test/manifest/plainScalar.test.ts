import { describe, expect, it } from 'vitest';
import { readPlainScalar } from '../../src/manifest/plainScalar.ts';
import { fc, fuzz } from '../support/fc.ts';

describe('a scalar without quotes', () => {
  it.each([
    { reason: 'nothing', text: '', value: null },
    { reason: 'null by its sign', text: '~', value: null },
    { reason: 'a boolean', text: 'true', value: true },
    { reason: 'a boolean in capitals', text: 'FALSE', value: false },
    { reason: 'zero', text: '0', value: 0 },
    { reason: 'minus zero', text: '-0', value: 0 },
    { reason: 'the largest exact integer', text: '9007199254740991', value: 9007199254740991 },
    { reason: 'a price', text: '3.95', value: 3.95 },
    { reason: 'words of YAML 1.1', text: 'yes', value: 'yes' },
    { reason: 'an address', text: '203.0.113.10', value: '203.0.113.10' },
    { reason: 'a network', text: '203.0.113.0/24', value: '203.0.113.0/24' },
    { reason: 'an address with leading zeros', text: '010.1.1.1', value: '010.1.1.1' },
    { reason: 'a range', text: '203.0.113.1-203.0.113.9', value: '203.0.113.1-203.0.113.9' },
    { reason: 'days', text: '90d', value: '90d' },
    { reason: 'a product name with digits', text: 'imunify360-30', value: 'imunify360-30' },
    { reason: 'an underscore between letters', text: 'ELS_FOR_CENTOS7', value: 'ELS_FOR_CENTOS7' },
    { reason: 'a dash', text: '-', value: '-' },
  ])('$reason: $text', ({ text, value }) => {
    expect(readPlainScalar(text)).toEqual({ value });
  });

  it.each([
    ['9007199254740992', 'number-too-large'],
    ['-9007199254740992', 'number-too-large'],
    ['0.10000000000000000555', 'number-too-large'],
    ['00', 'ambiguous-scalar'],
    ['-012', 'ambiguous-scalar'],
    ['0o8', undefined],
    ['0x', undefined],
    ['1e999', 'ambiguous-scalar'],
    ['1_', 'ambiguous-scalar'],
    ['190:20:30', 'ambiguous-scalar'],
    ['1:99', undefined],
    ['2024-01-31T10:00:00Z', 'ambiguous-scalar'],
    ['2024-01', undefined],
    ['1.', 'ambiguous-scalar'],
    ['01.5', 'ambiguous-scalar'],
  ])('%s: %s', (text, code) => {
    const read = readPlainScalar(text);
    expect('code' in read ? read.code : undefined).toBe(code);
  });

  it('is a number only when the number is written just so', () => {
    const numeric = fc.stringMatching(/^[-+.0-9xobeE_:]{1,12}$/u);
    fc.assert(
      fc.property(numeric, (text) => {
        const read = readPlainScalar(text);
        if (!('value' in read) || typeof read.value !== 'number') return;
        expect(text).toMatch(/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/u);
        expect(read.value).toBe(text.replace(/^-0(?:\.0+)?$/u, '0') === '0' ? 0 : Number(text));
      }),
      { numRuns: 2000 * fuzz },
    );
  });
});
