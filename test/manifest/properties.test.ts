import { describe, expect, it } from 'vitest';
import { CODES } from '../../src/manifest/codes.ts';
import { HEAD, load } from './load.ts';
import { manifestText, sections } from './manifestText.ts';
import { meaning } from './meaning.ts';
import { expectWellFormed } from './wellFormed.ts';
import { fc, fuzz } from '../support/fc.ts';

function shuffled<T>(items: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}

describe('order', () => {
  it('of sections and blocks never changes the manifest', async () => {
    const ordered = sections().chain((all) =>
      fc.record({
        all: fc.constant(all),
        again: shuffled(all).chain((some) =>
          fc.tuple(
            ...some.map(([section, blocks]) =>
              shuffled(Object.entries(blocks)).map((list) => [section, Object.fromEntries(list)] as const),
            ),
          ),
        ),
      }),
    );
    const write = (all: readonly (readonly [string, Readonly<Record<string, string>>])[]): string =>
      HEAD +
      all
        .map(
          ([section, blocks]) =>
            `${section}:${
              Object.entries(blocks)
                .map(([k, v]) => `\n  "${k}": ${v}`)
                .join('') || ' {}'
            }\n`,
        )
        .join('');
    await fc.assert(
      fc.asyncProperty(ordered, async ({ all, again }) => {
        const [one, other] = [await load(write(all)), await load(write(again))];
        expect(one.diagnostics).toEqual([]);
        expect(meaning(one.manifest)).toEqual(meaning(other.manifest));
      }),
      { numRuns: 60 * fuzz },
    );
  });

  it('of files never changes the manifest, nor does their number', async () => {
    const split = sections().chain((all) =>
      fc.record({ all: fc.constant(all), names: shuffled(['a', 'b', 'c', 'd']) }),
    );
    await fc.assert(
      fc.asyncProperty(split, async ({ all, names }) => {
        const texts = all.map(
          ([section, blocks]) =>
            `${section}:${
              Object.entries(blocks)
                .map(([k, v]) => `\n  "${k}": ${v}`)
                .join('') || ' {}'
            }\n`,
        );
        const whole = await load(HEAD + texts.join(''));
        const files = Object.fromEntries(names.map((name, index) => [`conf/${name}.yaml`, texts[index] ?? '']));
        const parts = await load({ ...files, 'conf/main.yml': HEAD }, { path: 'conf' });
        expect(parts.diagnostics).toEqual([]);
        expect(meaning(parts.manifest)).toEqual(meaning(whole.manifest));
      }),
      { numRuns: 60 * fuzz },
    );
  });
});

describe('whatever is in the file', () => {
  const fragments = fc.constantFrom(
    ...['a', 'version', 'imunify_keys', 'ip_licenses', 'ips', 'moved', '<<', '__proto__', 'limit', '203.0.113.0/24'],
    ...[
      ': ',
      ':',
      '\n',
      '\n  ',
      '\n    ',
      '- ',
      '? ',
      '[',
      ']',
      '{',
      '}',
      ', ',
      '"',
      "'",
      '&x ',
      '*x',
      '!!t ',
      '| ',
      '> ',
      '%YAML 1.1\n',
      '---\n',
      '...\n',
    ],
    ...[
      '\t',
      '\r',
      '\r\n',
      '\u0000',
      '\u001b',
      '\u202e',
      '\u2028',
      '\ud800',
      '\ufeff',
      '😀',
      '# ',
      '${env:A}',
      '${',
      '$${',
      '010',
      '12e3',
      '1',
      '-1',
      '.inf',
      'true',
      '~',
      '',
    ],
  );
  const garbage = fc.oneof(
    fc.array(fragments, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fragments, { maxLength: 30 }).map((parts) => HEAD + parts.join('')),
  );

  it('is told by diagnostics with a code, a place and help, and never by an exception', async () => {
    await fc.assert(
      fc.asyncProperty(garbage, async (text) => {
        const { manifest, diagnostics } = await load(text);
        expectWellFormed(diagnostics);
        expect(manifest === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: 1500 * fuzz },
    );
  });

  it('is told with a place also after a good manifest is damaged', async () => {
    const damaged = fc.tuple(manifestText(), fc.nat(), fc.nat({ max: 8 }), fragments).map(([text, at, length, put]) => {
      const start = at % text.length;
      return text.slice(0, start) + put + text.slice(start + length);
    });
    await fc.assert(
      fc.asyncProperty(damaged, async (text) => {
        const { manifest, diagnostics } = await load(text);
        expectWellFormed(diagnostics);
        for (const { source } of diagnostics) expect(source?.line).toBeLessThanOrEqual(text.split('\n').length);
        expect(manifest === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: 600 * fuzz },
    );
  });

  it('never reaches the prototype of anything', async () => {
    await load(
      `${HEAD}imunify_keys: { __proto__: { polluted: true } }\nfeatures: { constructor: { prototype: { polluted: true } } }\n`,
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

it('codes are kebab-case and documented', () => {
  for (const [code, meaningOf] of Object.entries(CODES)) {
    expect(code).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u);
    expect(meaningOf).toMatch(/\.$/u);
  }
});
