import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatManifest } from '../../src/manifest/formatManifest.ts';
import { HEAD, load } from './load.ts';
import { manifestText } from './manifestText.ts';
import { meaning } from './meaning.ts';
import { fc, fuzz } from '../support/fc.ts';

const format = (text: string): string => {
  const { text: formatted, diagnostics } = formatManifest(text);
  expect(diagnostics).toEqual([]);
  return formatted;
};

describe('the canonical layout', () => {
  it.each([
    {
      reason: 'fields in the order of the schema',
      text: 'account: a\nversion: 1\n',
      expected: 'version: 1\naccount: a\n',
    },
    {
      reason: 'sections apart',
      text: `${HEAD}features: {}\nbackups: {}\n`,
      expected: `${HEAD}\nfeatures: {}\n\nbackups: {}\n`,
    },
    {
      reason: 'two spaces',
      text: 'features:\n      a:\n          state: unset\n',
      expected: 'features:\n  a:\n    state: unset\n',
    },
    { reason: 'lists indented', text: 'exclusive:\n- features\n', expected: 'exclusive:\n  - features\n' },
    {
      reason: 'padding inside brackets',
      text: 'moved: [ {from: a.b, to: c.d} ]\n',
      expected: 'moved: [{ from: a.b, to: c.d }]\n',
    },
    {
      reason: 'blocks keep their order',
      text: 'features: { b: unset, a: unset }\n',
      expected: 'features: { b: unset, a: unset }\n',
    },
    { reason: 'unknown fields last', text: 'x: 1\nversion: 1\n', expected: 'version: 1\nx: 1\n' },
    {
      reason: 'quotes kept',
      text: `account: 'a'\nfeatures: { "4600": "unset" }\n`,
      expected: `account: 'a'\n\nfeatures: { "4600": "unset" }\n`,
    },
    {
      reason: 'numbers keep their digits',
      text: 'prices: { monthly: { CL: 3.50 } }\n',
      expected: 'prices: { monthly: { CL: 3.50 } }\n',
    },
    {
      reason: 'a long line is not folded',
      text: `account: ${'a '.repeat(100)}b\n`,
      expected: `account: ${'a '.repeat(100)}b\n`,
    },
    { reason: 'line breaks of Windows', text: 'version: 1\r\naccount: a\r\n', expected: 'version: 1\naccount: a\n' },
    { reason: 'a byte order mark', text: '\ufeffversion: 1\n', expected: 'version: 1\n' },
    { reason: 'no line break at the end', text: 'version: 1', expected: 'version: 1\n' },
    { reason: 'a variable is not looked up', text: 'account: ${env:A:-b}\n', expected: 'account: ${env:A:-b}\n' },
    { reason: 'an escaped substitution', text: 'account: $${env:A}\n', expected: 'account: $${env:A}\n' },
    { reason: 'an empty value', text: 'features:\n  a:\n', expected: 'features:\n  a:\n' },
    {
      reason: 'an anchor stays before its alias',
      text: 'server_groups: { b: &x {} }\nversion: 1\nfeatures: { a: *x }\n',
      expected: 'server_groups: { b: &x {} }\nversion: 1\n\nfeatures: { a: *x }\n',
    },
    {
      reason: 'comments stay with what they are about',
      text: '# the file\n\n# who\naccount: a # me\n# which\nversion: 1\nfeatures:\n    # one\n    a: unset # why\n',
      expected: '# the file\n\n# which\nversion: 1\n# who\naccount: a # me\n\nfeatures:\n  # one\n  a: unset # why\n',
    },
  ])('$reason', ({ text, expected }) => {
    expect(format(text)).toBe(expected);
    expect(format(expected)).toBe(expected);
  });

  it.each([
    { reason: 'no YAML', text: 'a: [', code: 'yaml-syntax' },
    { reason: 'a duplicate key', text: 'features: { a: unset, a: unset }\n', code: 'duplicate-key' },
    { reason: 'an ambiguous value', text: 'guards: { max_creates: 010 }\n', code: 'ambiguous-scalar' },
    { reason: 'a bomb', text: `a: ${'['.repeat(10_000)}`, code: 'too-deep' },
  ])('leaves alone what it cannot read: $reason', ({ text, code }) => {
    const result = formatManifest(text, 'x.yaml');
    expect(result.text).toBe(text);
    expect(result.diagnostics).toMatchObject([{ code, source: { file: 'x.yaml' } }]);
  });

  it('comes to rest at once, and never changes the meaning', async () => {
    await fc.assert(
      fc.asyncProperty(manifestText(), async (text) => {
        const once = format(text);
        expect(formatManifest(once).text).toBe(once);
        const [before, after] = [await load(text), await load(once)];
        expect(before.diagnostics).toEqual([]);
        expect(meaning(after.manifest)).toEqual(meaning(before.manifest));
      }),
      { numRuns: 60 * fuzz },
    );
  });

  it('keeps every comment', () => {
    fc.assert(
      fc.property(manifestText(), (text) => {
        const comments = (yaml: string) => [...yaml.matchAll(/# c\d+/gu)].map(([comment]) => comment).toSorted();
        expect(comments(format(text))).toEqual(comments(text));
      }),
      { numRuns: 60 * fuzz },
    );
  });
});

describe('the examples', async () => {
  const folder = join(import.meta.dirname, '../../examples');
  const files = (await readdir(folder, { recursive: true }))
    .filter((name) => /\.ya?ml$/u.test(name) && !/(?:^|\/)\./u.test(name))
    .toSorted();

  it.each(files)('%s stands in the canonical layout', async (name) => {
    const text = await readFile(join(folder, name), 'utf8');
    expect(format(text)).toBe(text);
  });
});
