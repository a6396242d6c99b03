import { describe, expect, it } from 'vitest';
import { brief, HEAD, load } from './load.ts';

/** Far more than a run takes, on a machine that is busy with other things; without a bound these take hours, or crash. */
const SOON = 20_000;

/** Text that is small, or cheap to make, and expensive to read carelessly. */
const ROWS: readonly { readonly reason: string; readonly text: () => string; readonly expected: string }[] = [
  {
    reason: 'a billion laughs: aliases of aliases',
    text: () => {
      const levels = Array.from(
        { length: 12 },
        (_, n) => `  k${n + 1}: &k${n + 1} [${Array(10).fill(`*k${n}`).join(', ')}]\n`,
      );
      return `${HEAD}guards:\n  k0: &k0 [x, x]\n${levels.join('')}`;
    },
    expected: 'error too-many-aliases',
  },
  {
    reason: 'aliases that pile up depth',
    text: () => {
      const nest = (inner: string): string => `${'['.repeat(30)}${inner}${']'.repeat(30)}`;
      return `${HEAD}guards:\n  a: &a ${nest('1')}\n  b: &b ${nest('*a')}\n  c: ${nest('*b')}\n`;
    },
    expected: 'error too-deep',
  },
  { reason: 'brackets that never close', text: () => '['.repeat(1_000_000), expected: 'error too-deep' },
  { reason: 'braces that never close', text: () => '{a: '.repeat(500_000), expected: 'error too-deep' },
  { reason: 'a staircase of block lists', text: () => '- '.repeat(500_000), expected: 'error too-deep' },
  { reason: 'a staircase of complex keys', text: () => '? '.repeat(500_000), expected: 'error too-deep' },
  {
    reason: 'a staircase of indentation',
    text: () => Array.from({ length: 2000 }, (_, n) => `${' '.repeat(n)}a:\n`).join(''),
    expected: 'error too-deep',
  },
  {
    reason: 'the same key a hundred thousand times',
    text: () => `${HEAD}features:\n${'  a: enabled\n'.repeat(100_000)}`,
    expected: 'error duplicate-key',
  },
  {
    reason: 'fifty thousand different unknown fields',
    text: () => HEAD + Array.from({ length: 50_000 }, (_, n) => `x${n}: 1\n`).join(''),
    expected: 'error unknown-field',
  },
  {
    reason: 'fifty thousand documents',
    text: () => '---\na: 1\n'.repeat(50_000),
    expected: 'error multiple-documents',
  },
  {
    reason: 'one line of two million characters',
    text: () => `${HEAD}x: ${'a'.repeat(2_000_000)}\n`,
    expected: 'error unknown-field',
  },
  {
    reason: 'an integer of a million digits',
    text: () => `${HEAD}guards: { max_creates: ${'9'.repeat(1_000_000)} }\n`,
    expected: 'error number-too-large',
  },
  {
    reason: 'a key of a million characters',
    text: () => `? ${'k'.repeat(1_000_000)}\n: 1\n`,
    expected: 'error missing-field',
  },
  { reason: 'a megabyte of NUL', text: () => '\0'.repeat(1_000_000), expected: 'error control-character' },
  {
    reason: 'a hundred thousand overlapping networks',
    text: () =>
      `${HEAD}ip_licenses: { a: { products: [kernelcare], ips: [${Array(100_000).fill('11.0.0.0/16').join(', ')}] } }\n`,
    expected: 'error duplicate-address',
  },
  {
    reason: 'two hundred networks of 65,536 addresses',
    text: () =>
      `${HEAD}ip_licenses: { a: { products: [kernelcare], ips: [${Array.from({ length: 200 }, (_, n) => `11.${n}.0.0/16`).join(', ')}] } }\n`,
    expected: 'error too-many-addresses',
  },
  {
    reason: 'substitutions that never end',
    text: () => `${HEAD}guards: "${'${env:A'.repeat(100_000)}"\n`,
    expected: 'error bad-substitution',
  },
];

describe('small files that are expensive to read carelessly', () => {
  it.each(ROWS)(
    '$reason',
    async ({ text, expected }) => {
      const { manifest, diagnostics } = await load(text());
      expect(manifest).toBeUndefined();
      expect(diagnostics.map((d) => brief(d).replace(/ clnform.*/u, ''))).toContain(expected);
      expect(diagnostics.length).toBeLessThanOrEqual(1001);
      for (const { excerpt } of diagnostics) expect(excerpt?.[0].length ?? 0).toBeLessThan(1000);
    },
    SOON,
  );

  it('counts what it does not show', async () => {
    const { diagnostics } = await load(HEAD + Array.from({ length: 3000 }, (_, n) => `x${n}: 1\n`).join(''));
    expect(diagnostics).toHaveLength(1001);
    expect(diagnostics.at(-1)).toMatchObject({
      code: 'too-many-problems',
      summary: expect.stringContaining('2000') as string,
    });
  });
});

describe('large manifests', () => {
  it(
    'reads ten thousand keys in one mapping',
    async () => {
      const keys = Array.from(
        { length: 10_000 },
        (_, n) => `  key-${n}:\n    limit: ${n + 1}\n    note: number ${n}\n`,
      );
      const { manifest, diagnostics } = await load(`${HEAD}kernelcare_keys:\n${keys.join('')}`);
      expect(diagnostics).toEqual([]);
      expect(manifest?.desired).toHaveLength(10_000);
      expect(manifest?.desired[9_999]?.source).toEqual({ file: 'clnform.yaml', line: 30_001, column: 3 });
    },
    SOON,
  );

  it(
    'reads a hundred thousand addresses from one file',
    async () => {
      const lines = Array.from({ length: 100_000 }, (_, n) => `11.${n >> 16}.${(n >> 8) & 255}.${n & 255}\n`);
      const files = {
        'clnform.yaml': `${HEAD}ip_licenses: { a: { products: [kernelcare], ips: { file: fleet.txt } } }\n`,
        'fleet.txt': lines.join(''),
      };
      const { manifest, diagnostics } = await load(files);
      expect(diagnostics).toEqual([]);
      expect(manifest?.desired).toHaveLength(100_000);
      expect(manifest?.desired[99_999]?.source).toEqual({ file: 'fleet.txt', line: 100_000, column: 1 });
    },
    SOON,
  );

  it('shares the place of the addresses of one entry', async () => {
    const { manifest } = await load(`${HEAD}ip_licenses: { a: { products: [kernelcare], ips: [11.0.0.0/24] } }\n`);
    expect(new Set(manifest?.desired.map(({ source }) => source)).size).toBe(1);
  });
});
