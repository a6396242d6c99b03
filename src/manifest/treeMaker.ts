import { readPlainScalar } from './plainScalar.ts';
import type { Problems, Spot } from './problems.ts';
import type { SourceText } from './sourceText.ts';
import { substitute } from './substitute.ts';
import type { Env } from './substitute.ts';
import { MAX_DEPTH } from './tree.ts';
import type { Tree, TreeEntry, TreeList, TreeScalar, TreeTable } from './tree.ts';
import { findUnsafe, nameCharacter } from './unsafeText.ts';

export interface ReadOptions {
  /** A date without quotes is its text: for files in which everything that looks like one is one. */
  readonly plainDates?: true;
}

/** A key of a mapping; `name` is undefined when it was refused, which has been reported. */
export interface KeyAt {
  readonly spot: Spot;
  readonly name: string | undefined;
}

const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** A quick look that rules most keys out: what is no plain word may be a number, a date or worse. */
const WORD = /^[A-Za-z][A-Za-z0-9._-]*$/u;

/**
 * What scalars, keys and collections of a manifest mean, whichever of the two readers found them: one place decides, so
 * that they cannot differ in it. Never throws, never builds an object with a foreign key.
 */
export class TreeMaker {
  readonly #text: SourceText;
  readonly #env: Env;
  readonly #problems: Problems;
  readonly #options: ReadOptions;

  constructor(text: SourceText, env: Env, problems: Problems, options: ReadOptions = {}) {
    this.#text = text;
    this.#env = env;
    this.#problems = problems;
    this.#options = options;
  }

  scalar(written: string, quoted: boolean, at: Spot): TreeScalar {
    const put = substitute(written, at, this.#env, this.#problems);
    if (put.broken || this.#unsafe(put.text, at)) return scalar(at, null, cut(written), quoted, true);
    if (put.whole) return { ...scalar(at, put.text, cut(written), quoted, false), typed: true };
    if (quoted || put.changed) return scalar(at, put.text, cut(written), quoted, false);
    return this.plain(put.text, at);
  }

  /** A scalar without quotes or substitutions, all of whose characters are known to be safe. */
  plain(written: string, at: Spot): TreeScalar {
    const isDate = this.#options.plainDates === true && /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u.test(written);
    const read = isDate ? { value: written } : readPlainScalar(written);
    if ('value' in read) return scalar(at, read.value, cut(written), false, false);
    this.#problems.at(at, read.code, `\`${cut(written)}\` ${read.why}.`, read.write);
    return scalar(at, null, cut(written), false, true);
  }

  key(name: string, quoted: boolean, spot: Spot): KeyAt {
    const refuse = (code: Parameters<Problems['at']>[1], summary: string, help: string): KeyAt => {
      this.#problems.at(spot, code, summary, help);
      return { spot, name: undefined };
    };
    if (name === '<<' && !quoted) {
      return refuse('merge-key', 'Merge keys (`<<`) are not part of YAML 1.2.', 'Write the fields out in each block.');
    }
    if (RESERVED.has(name)) {
      return refuse('reserved-key', `\`${name}\` cannot be used as a name.`, 'Choose another name.');
    }
    if (!quoted) {
      const read = readPlainScalar(name);
      if ('code' in read) return refuse(read.code, `The key \`${cut(name)}\` ${read.why}.`, read.write);
      if (typeof read.value !== 'string') {
        const help = name === '' ? 'Write a name before the colon.' : `Quote it: "${cut(name)}".`;
        return refuse('key-not-text', `The key \`${cut(name)}\` is not text.`, help);
      }
    }
    if (name.includes('${')) {
      return refuse(
        'bad-substitution',
        'Keys are not substituted.',
        'Write the name itself; `${env:…}` works in values.',
      );
    }
    if (!WORD.test(name) && this.#unsafe(name, spot)) return { spot, name: undefined };
    return { spot, name };
  }

  list(items: readonly Tree[], { text, start, end }: Spot): Tree {
    const { size, depth, broken } = measure(items);
    return this.#checkDepth({ kind: 'list', items, text, start, end, size, depth, broken } satisfies TreeList);
  }

  /** `pairs` in the order of the file: of two with one name, the second is reported and left out. */
  table(pairs: readonly { readonly key: KeyAt; readonly value: Tree }[], { text, start, end }: Spot): Tree {
    const entries = new Map<string, TreeEntry>();
    for (const { key, value } of pairs) {
      if (key.name === undefined) continue;
      const first = entries.get(key.name);
      if (first === undefined) {
        entries.set(key.name, { key: key.spot, value });
        continue;
      }
      this.#problems.at(
        key.spot,
        'duplicate-key',
        `The key \`${key.name}\` stands twice in the same mapping.`,
        'Keep one of the two.',
        { related: [{ at: first.key, note: 'the first one' }] },
      );
    }
    const { size, depth, broken: inside } = measure(pairs.map(({ value }) => value));
    const broken = inside || pairs.length !== entries.size;
    return this.#checkDepth({ kind: 'table', entries, text, start, end, size, depth, broken } satisfies TreeTable);
  }

  /** Characters that stand in the file as such are reported for the whole file; these came from escapes or variables. */
  #unsafe(value: string, at: Spot): boolean {
    const [found] = findUnsafe(value, { lines: false, limit: 1 });
    if (found === undefined) return false;
    const raw = this.#text.text.slice(at.start, at.end);
    if (findUnsafe(raw, { lines: true, limit: 1 }).length > 0) return true;
    const name = nameCharacter(value, found);
    const help =
      name === 'U+000A'
        ? 'Keep the text on one line.'
        : name === 'U+0009'
          ? 'Use spaces instead of the tab.'
          : 'Remove it: it would be invisible, or change how the text is shown.';
    this.#problems.at(at, 'control-character', `The text holds the character ${name}.`, help);
    return true;
  }

  #checkDepth(tree: Tree): Tree {
    // Only aliases can make a tree deeper than the text, which has been checked.
    if (tree.depth <= MAX_DEPTH) return tree;
    const help = 'Use fewer aliases inside anchors.';
    this.#problems.at(tree, 'too-deep', `Values are nested more than ${MAX_DEPTH} levels deep.`, help);
    return emptyTree(tree, true);
  }
}

/** Nothing, where something was to stand. */
export function emptyTree(at: Spot, broken: boolean): TreeScalar {
  return scalar(at, null, '', false, broken);
}

function measure(items: readonly Tree[]): { size: number; depth: number; broken: boolean } {
  let size = 1;
  let depth = 0;
  let broken = false;
  for (const item of items) {
    size += item.size;
    depth = Math.max(depth, item.depth);
    broken ||= item.broken;
  }
  return { size, depth: depth + 1, broken };
}

function scalar(at: Spot, value: TreeScalar['value'], shown: string, quoted: boolean, broken: boolean): TreeScalar {
  const { text, start, end } = at;
  return { kind: 'scalar', text, start, end, value, shown, quoted, size: 1, depth: 1, broken };
}

function cut(text: string): string {
  const line = /[\u0000-\u001f]/u.test(text) ? text.replace(/[\u0000-\u001f]/gu, ' ') : text;
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
