import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Alias, Node, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Problems, Spot } from './problems.ts';
import type { SourceText } from './sourceText.ts';
import type { Env } from './substitute.ts';
import type { Tree, TreeScalar } from './tree.ts';
import { emptyTree, TreeMaker } from './treeMaker.ts';
import type { KeyAt, ReadOptions } from './treeMaker.ts';

/** Values that aliases may stand for, in one file, beyond those that are written out. */
const MAX_ALIASED = 100_000;

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
  readonly #make: TreeMaker;
  readonly #problems: Problems;
  readonly #anchors = new Map<string, Tree | 'open'>();
  #aliased = 0;

  constructor(text: SourceText, env: Env, problems: Problems, options: ReadOptions) {
    this.#text = text;
    this.#make = new TreeMaker(text, env, problems, options);
    this.#problems = problems;
  }

  node(node: unknown, where: Spot): Tree {
    if (isAlias(node)) return this.#alias(node);
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return emptyTree(where, false);
    const at = this.#spot(node, where);
    if (node.tag !== undefined) {
      const before = /!\S*\s*$/u.exec(this.#text.text.slice(Math.max(0, at.start - 200), at.start));
      const tagSpot = before === null ? at : { ...at, start: at.start - before[0].length, end: at.start };
      this.#problems.at(tagSpot, 'yaml-tag', 'Tags (`!name`) are not allowed.', 'Write the plain value.');
      return emptyTree(at, true);
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
      return emptyTree(at, true);
    }
    const before = this.#aliased;
    this.#aliased += target.size;
    if (this.#aliased <= MAX_ALIASED) return target;
    if (before <= MAX_ALIASED) {
      const summary = `Aliases in this file stand for more than ${MAX_ALIASED} values.`;
      this.#problems.at(at, 'too-many-aliases', summary, 'Write the values out, or use fewer aliases inside anchors.');
    }
    return emptyTree(at, true);
  }

  #list(node: YAMLSeq, at: Spot): Tree {
    return this.#make.list(
      node.items.map((item) => this.node(item, at)),
      at,
    );
  }

  #table(node: YAMLMap, at: Spot): Tree {
    const pairs = node.items.map((pair) => {
      const key = this.#key(pair.key, at);
      return { key, value: this.node(pair.value, key.spot) };
    });
    return this.#make.table(pairs, at);
  }

  #key(key: unknown, around: Spot): KeyAt {
    if (!isScalar(key)) {
      const spot = isMap(key) || isSeq(key) || isAlias(key) ? this.#spot(key, around) : around;
      this.#problems.at(spot, 'key-not-text', 'A key must be plain text.', 'Write the name itself as the key.');
      return { spot, name: undefined };
    }
    const spot = this.#spot(key, around);
    if (key.tag !== undefined) {
      this.#problems.at(spot, 'yaml-tag', 'Tags (`!name`) are not allowed.', 'Write the plain key.');
      return { spot, name: undefined };
    }
    const made = this.#make.key(String(key.value), key.type !== 'PLAIN', spot);
    if (key.anchor !== undefined && made.name !== undefined) {
      this.#anchors.set(key.anchor, emptyTree(spot, true));
    }
    return made;
  }

  #scalar(node: Scalar, at: Spot): TreeScalar {
    return this.#make.scalar(String(node.value), node.type !== 'PLAIN', at);
  }
}
