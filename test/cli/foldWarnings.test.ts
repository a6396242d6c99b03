import { describe, expect, it } from 'vitest';
import { foldWarnings } from '../../src/cli/foldWarnings.ts';
import type { Address } from '../../src/model/address.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';

const about = (name: string, more: Partial<Diagnostic> = {}): Diagnostic => ({
  severity: 'warning',
  code: 'unlimited-key',
  summary: `\`keys.${name}\` has no limit.`,
  help: 'Give one.',
  source: { file: `${name}.yaml`, line: 3, column: 1 },
  ...more,
});
const stale = (name: string): Diagnostic => ({
  severity: 'warning',
  code: 'stale-change',
  summary: `key.${name} is left out.`,
  help: `clnform plan --target key.${name}`,
  address: `key.${name}` as Address,
});
const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `k${index + 1}`);

describe('warnings', () => {
  it.each<{ reason: string; given: readonly Diagnostic[]; told: readonly string[] }>([
    { reason: 'none', given: [], told: [] },
    {
      reason: 'two stay two',
      given: names(2).map((name) => about(name)),
      told: ['`keys.k1` has no limit.', '`keys.k2` has no limit.'],
    },
    {
      reason: 'three become one',
      given: names(3).map((name) => about(name)),
      told: ['3 resources (`keys.k1`, `keys.k2`, `keys.k3`): each has no limit.'],
    },
    {
      reason: 'five are named',
      given: names(7).map((name) => about(name)),
      told: ['7 resources (`keys.k1`, `keys.k2`, `keys.k3`, `keys.k4`, `keys.k5` and 2 more): each has no limit.'],
    },
    {
      reason: 'the same place twice is one resource',
      given: [about('a'), about('a'), about('b')],
      told: ['`keys.a` has no limit.', '`keys.a` has no limit.', '`keys.b` has no limit.'],
    },
    {
      reason: 'behind a colon',
      given: names(3).map((name) => about(name, { summary: `\`keys.${name}\`: no limit.` })),
      told: ['3 resources (`keys.k1`, `keys.k2`, `keys.k3`): no limit.'],
    },
    {
      reason: 'what differs in what it says, its code or its help stays apart',
      given: [
        about('a'),
        about('b'),
        about('c', { summary: '`keys.c` has no note.' }),
        about('d', { code: 'other' }),
        about('e', { help: 'Other.' }),
      ],
      told: [
        '`keys.a` has no limit.',
        '`keys.b` has no limit.',
        '`keys.c` has no note.',
        '`keys.d` has no limit.',
        '`keys.e` has no limit.',
      ],
    },
    {
      reason: 'errors are never folded',
      given: names(3).map((name) => about(name, { severity: 'error' })),
      told: ['`keys.k1` has no limit.', '`keys.k2` has no limit.', '`keys.k3` has no limit.'],
    },
    {
      reason: 'what is about no single thing stays apart',
      given: names(3).map(() => about('a', { summary: 'The list is slow.' })),
      told: ['The list is slow.', 'The list is slow.', 'The list is slow.'],
    },
    {
      reason: 'by address',
      given: names(3).map(stale),
      told: ['3 resources (key.k1, key.k2, key.k3): each is left out.'],
    },
  ])('$reason', ({ given, told }) => {
    expect(foldWarnings(given).map(({ summary }) => summary)).toEqual(told);
  });

  it('keep their order, and a command in the help is for each', () => {
    const other = about('z', { code: 'first', summary: 'Before.' });
    const folded = foldWarnings([other, ...names(3).map(stale), about('a')]);
    expect(folded.map(({ code }) => code)).toEqual(['first', 'stale-change', 'unlimited-key']);
    expect(folded[1]?.help).toBe('clnform plan --target ADDRESS');
    expect(foldWarnings([stale('a')])[0]?.help).toBe('clnform plan --target key.a');
    expect(foldWarnings(names(3).map((name) => about(name)))[0]?.source).toEqual({
      file: 'k1.yaml',
      line: 3,
      column: 1,
    });
  });
});
