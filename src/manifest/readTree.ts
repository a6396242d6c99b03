import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Alias, Node, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { MAX_DEPTH } from './parseYaml.ts';
import { readPlainScalar } from './plainScalar.ts';
import type { Problems, Spot } from './problems.ts';
import type { SourceText } from './sourceText.ts';
import { substitute } from './substitute.ts';
import type { Env } from './substitute.ts';
import type { Tree, TreeEntry, TreeScalar } from './tree.ts';
import { findUnsafe, nameCharacter } from './unsafeText.ts';

/** Values that aliases may stand for, in one file, beyond those that are written out. */
const MAX_ALIASED = 100_000;

const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export interface ReadOptions {
  /** A date without quotes is its text: for files in which everything that looks like one is one. */
  readonly plainDates?: true;
}

/** Turns a YAML document into a tree of values with places. Never throws, never builds an object with a foreign key. */
export function readTree(
  root: Node | null,
  text: SourceText,
  env: Env,
  problems: Problems,
  options: ReadOptions = {},
): Tree {
  return new TreeReader(text, env, problems, options).node(root, { text, start: 0, end: 0 });
}

class TreeReader {
  readonly #text: SourceText;
  readonly #env: Env;
  readonly #problems: Problems;
  readonly #options: ReadOptions;
  readonly #anchors = new Map<string, Tree | 'open'>();
  #aliased = 0;

  constructor(text: SourceText, env: Env, problems: Problems, options: ReadOptions) {
    this.#text = text;
    this.#env = env;
    this.#problems = problems;
    this.#options = options;
  }

  node(node: unknown, where: Spot): Tree {
    if (isAlias(node)) return this.#alias(node);
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return empty(where, false);
    const at = this.#spot(node, where);
    if (node.tag !== undefined) {
      const before = /!\S*\s*$/u.exec(this.#text.text.slice(Math.max(0, at.start - 200), at.start));
      const tagSpot = before === null ? at : { ...at, start: at.start - before[0].length, end: at.start };
      this.#problems.at(tagSpot, 'yaml-tag', 'Tags (`!name`) are not allowed.', 'Write the plain value.');
      return empty(at, true);
    }
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, 'open');
    const tree = isMap(node) ? this.#table(node, at) : isSeq(node) ? this.#list(node, at) : this.#scalar(node, at);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, tree);
    return tree;
  }

  #spot(node: Node, otherwise: Spot): Spot {
    const range = node.range;
    return range ? { text: this.#text, start: range[0], end: range[1] } : otherwise;
  }

  #alias(alias: Alias): Tree {
    const at = this.#spot(alias, { text: this.#text, start: 0, end: 0 });
    const target = this.#anchors.get(alias.source);
    if (target === undefined || target === 'open') {
      const summary = target === 'open' ? 'stands inside the value that it names' : 'names no anchor above it';
      this.#problems.at(at, 'bad-alias', `The alias \`*${alias.source}\` ${summary}.`, 'Write the value out instead.');
      return empty(at, true);
    }
    const before = this.#aliased;
    this.#aliased += target.size;
    if (this.#aliased <= MAX_ALIASED) return target;
    if (before <= MAX_ALIASED) {
      const summary = `Aliases in this file stand for more than ${MAX_ALIASED} values.`;
      this.#problems.at(at, 'too-many-aliases', summary, 'Write the values out, or use fewer aliases inside anchors.');
    }
    return empty(at, true);
  }

  #list(node: YAMLSeq, at: Spot): Tree {
    const items = node.items.map((item) => this.node(item, at));
    return this.#checkDepth({ kind: 'list', items, ...at, ...measure(items) });
  }

  #table(node: YAMLMap, at: Spot): Tree {
    const entries = new Map<string, TreeEntry>();
    const values: Tree[] = [];
    for (const pair of node.items) {
      const key = this.#key(pair.key, at);
      const value = this.node(pair.value, key.spot);
      values.push(value);
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
    const broken = values.length !== entries.size;
    const measured = measure(values);
    return this.#checkDepth({ kind: 'table', entries, ...at, ...measured, broken: broken || measured.broken });
  }

  /** `name` is undefined when the key is refused. */
  #key(key: unknown, around: Spot): { spot: Spot; name: string | undefined } {
    if (!isScalar(key)) {
      const spot = isMap(key) || isSeq(key) || isAlias(key) ? this.#spot(key, around) : around;
      this.#problems.at(spot, 'key-not-text', 'A key must be plain text.', 'Write the name itself as the key.');
      return { spot, name: undefined };
    }
    const spot = this.#spot(key, around);
    const name = String(key.value);
    const refuse = (code: Parameters<Problems['at']>[1], summary: string, help: string) => {
      this.#problems.at(spot, code, summary, help);
      return { spot, name: undefined };
    };
    if (key.tag !== undefined) return refuse('yaml-tag', 'Tags (`!name`) are not allowed.', 'Write the plain key.');
    if (name === '<<' && key.type === 'PLAIN') {
      return refuse('merge-key', 'Merge keys (`<<`) are not part of YAML 1.2.', 'Write the fields out in each block.');
    }
    if (RESERVED.has(name)) {
      return refuse('reserved-key', `\`${name}\` cannot be used as a name.`, 'Choose another name.');
    }
    if (key.type === 'PLAIN') {
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
    if (this.#unsafe(name, spot)) return { spot, name: undefined };
    if (key.anchor !== undefined) this.#anchors.set(key.anchor, { ...empty(spot, true), value: null });
    return { spot, name };
  }

  #scalar(node: Scalar, at: Spot): TreeScalar {
    const written = String(node.value);
    const quoted = node.type !== 'PLAIN';
    const put = substitute(written, at, this.#env, this.#problems);
    if (put.broken || this.#unsafe(put.text, at)) return scalar(at, null, cut(written), quoted, true);
    if (put.whole) return { ...scalar(at, put.text, cut(written), quoted, false), typed: true };
    if (quoted || put.changed) return scalar(at, put.text, cut(written), quoted, false);
    const isDate = this.#options.plainDates === true && /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u.test(put.text);
    const read = isDate ? { value: put.text } : readPlainScalar(put.text);
    if ('value' in read) return scalar(at, read.value, cut(written), quoted, false);
    this.#problems.at(at, read.code, `\`${cut(written)}\` ${read.why}.`, read.write);
    return scalar(at, null, cut(written), quoted, true);
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
    return empty(tree, true);
  }
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

function empty(at: Spot, broken: boolean): TreeScalar {
  return scalar(at, null, '', false, broken);
}

function scalar(at: Spot, value: TreeScalar['value'], shown: string, quoted: boolean, broken: boolean): TreeScalar {
  const { text, start, end } = at;
  return { kind: 'scalar', text, start, end, value, shown, quoted, size: 1, depth: 1, broken };
}

function cut(text: string): string {
  const line = text.replace(/[\u0000-\u001f]/gu, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
