import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/manifest/parseYaml.ts';
import { Problems } from '../../src/manifest/problems.ts';
import { readPlainTree } from '../../src/manifest/readPlainTree.ts';
import { readTree } from '../../src/manifest/readTree.ts';
import { SourceText } from '../../src/manifest/sourceText.ts';
import type { Tree } from '../../src/manifest/tree.ts';
import { isUnsafe } from '../../src/manifest/unsafeText.ts';
import { manifestText } from './manifestText.ts';
import { fc, fuzz } from '../support/fc.ts';

const ENV: Readonly<Record<string, string>> = { SET: 'value', NUMBER: '5', EVIL: 'a\u001bb' };
const env = (name: string): string | undefined => ENV[name];

/** What both readers make of a text, for comparison; `plain` is undefined where that reader hands over. */
function both(yaml: string): { readonly plain: unknown; readonly careful: unknown } {
  const text = new SourceText('m.yaml', yaml);
  const plain = isUnsafe(text.text) ? undefined : readPlainTree(text, env);
  const problems = new Problems();
  const document = parseYaml(text, problems);
  const tree = document === undefined ? undefined : readTree(document.contents, text, env, problems);
  const careful = tree === undefined || problems.errors > 0 ? problems.sorted([]) : shown(tree);
  return { plain: plain === undefined ? undefined : shown(plain), careful };
}

/** A tree with everything that is used of it: of an end, no more than an excerpt shows, which is the line of its start. */
function shown(tree: Tree): unknown {
  const { text, start, end, kind, size, depth, broken } = tree;
  const newline = text.text.indexOf('\n', start);
  const lineEnd = newline === -1 ? text.text.length : newline;
  const common = { kind, start, end: Math.min(end, lineEnd), size, depth, broken };
  switch (tree.kind) {
    case 'scalar': {
      const { value, shown: written, quoted, typed } = tree;
      return { ...common, value, written, quoted, typed };
    }
    case 'list':
      return { ...common, items: tree.items.map(shown) };
    case 'table':
      return {
        ...common,
        entries: [...tree.entries].map(([name, { key, value }]) => [name, key.start, key.end, shown(value)]),
      };
    default:
      return tree satisfies never;
  }
}

/** Where the plain reader answers, the careful one has nothing to complain of and answers the same. */
function agree(yaml: string): void {
  const { plain, careful } = both(yaml);
  if (plain !== undefined) expect(plain).toEqual(careful);
}

describe('a document that is written plainly', () => {
  it.each([
    ['an empty table', '{}'],
    ['scalars', 'a: 1\nb: -5\nc: 1.5\nd: true\ne: ~\nf: text with spaces\ng: 203.0.113.10\nh: http://x/y#z\n'],
    ['quotes', `a: "x: y # z"\nb: 'say "hi"'\n"quoted key": 1\n'360_30': 2\nc: ""\n`],
    ['comments', '# first\na: 1 # one\n\n   # deep\nb:   # none\n  # again\n  c: 2\n# last'],
    ['lists', 'a:\n  - 1\n  - two\nb:\n- 3\n- "4"\nc: [5, six, "7",]\nd: []\n'],
    ['tables in lists', 'a:\n  - b: 1\n    c: 2\n  -\n    b: 3\n  - { b: 4 }\n'],
    ['flow style over lines', 'a: { b: 1,\n  c: [2,\n   3\n ] }\nd: [\n  # one\n  4 ]\n'],
    ['JSON', '{"a": 1, "b": [true, null, "x"],\n"c":{"d":"e"}}\n'],
    ['values on the next line', 'a:\n  one\nb:\n  [1]\n'],
    ['a document marker', '---\na: 1\n'],
    ['no line break at the end', 'a:\n  b: [1, 2]'],
    ['substitutions', 'a: ${env:SET}\nb: "${env:NUMBER}"\nc: x-${env:UNSET:-y}\nd: $${x}\n'],
    ['spaces at the ends of lines', 'a: 1   \nb: [1 , 2 ]  \nc:   \n  d: x  \n'],
    ['doubled quotes', "a: 'it''s'\n'b''': ''\nc: ''''\n"],
    ['all kinds of characters', 'a: é ✓ 😀\nb: a,b [c] {d} "e" & f\nc: x-?:y\n'],
  ])('is read as the careful reader reads it: %s', (_what, yaml) => {
    const { plain, careful } = both(yaml);
    expect(plain).toBeDefined();
    expect(plain).toEqual(careful);
  });

  it('is read as such whatever its layout', () => {
    fc.assert(
      fc.property(manifestText(), (yaml) => {
        const { plain, careful } = both(yaml);
        expect(plain).toEqual(careful);
      }),
      { numRuns: 100 * fuzz },
    );
  });
});

describe('anything else is left to the careful reader', () => {
  it.each([
    ['nothing', ''],
    ['a scalar', 'text'],
    ['a list', '- 1'],
    ['an octal number', 'a: 010'],
    ['an underscore in a number', 'a: 360_30'],
    ['a date', 'a: 2024-01-01'],
    ['a sexagesimal number', 'a: 1:30'],
    ['a number too large', 'a: 12345678901234567890'],
    ['a key that is a number', '1: a'],
    ['a key that is null', 'null: a'],
    ['a key twice', 'a: 1\na: 2'],
    ['a key twice in braces', 'x: { a: 1, "a": 2 }'],
    ['a merge key', 'a: { b: 1 }\nc: { <<: 1 }'],
    ['a reserved key', '__proto__: 1'],
    ['a quoted reserved key', '"constructor": 1'],
    ['an anchor', 'a: &x 1'],
    ['an alias', 'a: *x'],
    ['a tag', 'a: !!str 1'],
    ['a block scalar', 'a: |\n  b\n'],
    ['an escape', 'a: "x\\ny"'],
    ['a scalar over two lines', 'a: one\n  two'],
    ['a quoted text over two lines', 'a: "one\n  two"'],
    ['no value', 'a:\nb: 1'],
    ['no value in braces', 'a: { b, c: 1 }'],
    ['a tab', 'a:\t1'],
    ['a carriage return', 'a: 1\r\n'],
    ['a directive', '%YAML 1.1\n---\na: 1'],
    ['two documents', 'a: 1\n---\nb: 2'],
    ['the end of a document', 'a: 1\n...\n'],
    ['a pair in a list', 'a: [b: 1]'],
    ['an explicit key', '? a\n: 1'],
    ['brackets that stand too far left', 'a: [\n1\n]'],
    ['an unclosed bracket', 'a: [1, 2'],
    ['a wrong bracket', 'a: [1, 2}'],
    ['deep nesting', `a: ${'['.repeat(40)}${']'.repeat(40)}`],
    ['a variable that is not set', 'a: ${env:UNSET}'],
    ['a variable with a control character', 'a: "${env:EVIL}"'],
    ['an unknown substitution', 'a: "${x}"'],
    ['a key that is substituted', '"${env:SET}": 1'],
    ['a wrong indentation', 'a:\n   b: 1\n  c: 2'],
    ['a comment without a space', 'a: "b"#c'],
  ])('%s', (_what, yaml) => {
    expect(both(yaml).plain).toBeUndefined();
  });
});

describe('on whatever is written', () => {
  const piece = fc.constantFrom(
    ...['a', 'b:', 'c: ', 'key: value', '- ', '-', '[', ']', '{', '}', ', ', ',', ': ', ':', '"', "'", '"q"', "'s'"],
    ...[
      '\n',
      '\n  ',
      '\n    ',
      '\n- ',
      '\n  - ',
      ' ',
      '  ',
      '#',
      ' # c',
      '---',
      '...',
      '?',
      '&x ',
      '*x',
      '!t ',
      '|',
      '>',
    ],
    ...['1', '010', '1.5', '1.2.3.4', 'true', '~', 'null', '<<', '__proto__', '${env:SET}', '$${', '\\', '%', '@', '`'],
    ...['\t', '\r\n', 'é', '-1', '--', '=', 'x#y', 'x:y', '\na:', '\nb: 2', '\n  c: 3', '[1, 2]', '{ d: 4 }', '\n\n'],
  );

  it('both readers agree, or the careful one decides', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => agree(pieces.join(''))),
      { numRuns: 1500 * fuzz },
    );
  });

  it('both readers agree on manifests into which something slipped', () => {
    const slip = fc.tuple(fc.nat(), fc.nat({ max: 3 }), piece);
    fc.assert(
      fc.property(manifestText(), fc.array(slip, { minLength: 1, maxLength: 3 }), (yaml, slips) => {
        const broken = slips.reduce((text, [at, gone, put]) => {
          const place = at % (text.length + 1);
          return text.slice(0, place) + put + text.slice(place + gone);
        }, yaml);
        agree(broken);
      }),
      { numRuns: 600 * fuzz },
    );
  });
});
