import { describe, expect, it } from 'vitest';
import { KINDS } from '../../src/kinds/index.ts';
import { baselineText } from '../../src/manifest/baselineText.ts';
import { loadBaseline, type LoadedBaseline } from '../../src/manifest/loadBaseline.ts';
import { BASELINE_WHAT } from '../../src/model/driftBaseline.ts';
import { brief } from './load.ts';
import { memoryFiles } from './memoryFiles.ts';
import { fc, fuzz } from '../support/fc.ts';

const FILE = 'drift-baseline.yaml';

function load(text: string): Promise<LoadedBaseline> {
  return loadBaseline(FILE, KINDS, { files: memoryFiles({ [FILE]: text }), env: () => undefined });
}

const HEAD = 'version: 1\nentries:\n';
const entry = (more: string) => `${HEAD}  - { owner: ops, reason: later, ${more} }\n`;

describe('a drift baseline', () => {
  it('is read with its places; a day needs no quotes', async () => {
    const text = `${HEAD}  - address: imunify_key.web\n    owner: ops\n    reason: later\n    expires: 2026-12-31\n`;
    expect(await load(text)).toEqual({
      entries: [
        {
          address: 'imunify_key.web',
          what: ['changed'],
          owner: 'ops',
          reason: 'later',
          expires: '2026-12-31',
          source: { file: FILE, line: 3, column: 5 },
        },
      ],
      diagnostics: [],
    });
  });

  it.each([
    { reason: 'no file', text: undefined, says: `error file-missing ${FILE}:1:1` },
    { reason: 'an empty file', text: '', says: `error manifest-empty ${FILE}:1:1` },
    { reason: 'a list', text: '- a\n', says: `error not-a-mapping ${FILE}:1:1` },
    { reason: 'no entries', text: 'version: 1\n', says: `error missing-field ${FILE}:1:1` },
    { reason: 'another version', text: 'version: 2\nentries: []\n', says: `error unsupported-version ${FILE}:1:10` },
    {
      reason: 'no owner',
      text: `${HEAD}  - { address: imunify_key.a, reason: r, expires: 2026-12-31 }\n`,
      says: `error missing-field ${FILE}:3:5`,
    },
    {
      reason: 'a typo',
      text: entry('address: imunify_key.a, expires: 2026-12-31, until: 1'),
      says: `error unknown-field ${FILE}:3:79`,
    },
    { reason: 'no address', text: entry('address: web, expires: 2026-12-31'), says: `error bad-format ${FILE}:3:43` },
    {
      reason: 'a kind that there is not',
      text: entry('address: imunfy_key.a, expires: 2026-12-31'),
      says: `error unknown-value ${FILE}:3:43`,
    },
    {
      reason: 'no such day',
      text: entry('address: imunify_key.a, expires: 2026-02-30'),
      says: `error bad-format ${FILE}:3:67`,
    },
    {
      reason: 'no day at all',
      text: entry('address: imunify_key.a, expires: soon'),
      says: `error bad-format ${FILE}:3:67`,
    },
    {
      reason: 'fields of what is gone',
      text: entry('address: imunify_key.a, what: [gone], fields: [limit], expires: 2026-12-31'),
      says: `error conflicting-fields ${FILE}:3:80`,
    },
  ])('is refused with a place: $reason', async ({ text, says }) => {
    const loaded =
      text === undefined
        ? await loadBaseline(FILE, KINDS, { files: memoryFiles({}), env: () => undefined })
        : await load(text);
    expect(loaded.entries).toBeUndefined();
    expect(loaded.diagnostics.map(brief)).toEqual([says]);
    for (const { help } of loaded.diagnostics) expect(help).not.toBe('');
  });

  it('reads back as what was written, whatever the texts hold', async () => {
    const text = fc
      .string({
        unit: fc.constantFrom('a', ' ', '"', "'", '\\', '$', '{', '}', '#', ':', '-', '*', 'é'),
        minLength: 1,
        maxLength: 12,
      })
      .filter((one) => one.trim() !== '');
    const anyEntry = fc.record({
      address: text.map((name) => `imunify_key.${name}`),
      what: fc.subarray([...BASELINE_WHAT], { minLength: 1 }),
      owner: text,
      reason: text,
      expires: fc.constantFrom('2026-12-31', '2024-02-29'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyEntry, { maxLength: 3 }), async (entries) => {
        const { entries: read, diagnostics } = await load([...baselineText(entries)].join('\n'));
        expect(diagnostics).toEqual([]);
        expect(read?.map(({ source: _, ...rest }) => rest)).toEqual(entries);
      }),
      { numRuns: 200 * fuzz },
    );
  });
});
