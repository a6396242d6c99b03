import type { BlockPath } from '../model/section.ts';
import type { Spot } from './problems.ts';

/** Nesting that no manifest comes near, and that no recursive reader trips over. */
export const MAX_DEPTH = 64;

/** YAML values with their places, aliases resolved: what is left of a file once YAML's own traps are behind us. */
export type Tree = TreeScalar | TreeList | TreeTable;

interface TreeBase extends Spot {
  /** Values in it, aliases counted as often as they are used. */
  readonly size: number;
  /** Levels of nesting, 1 for a scalar. */
  readonly depth: number;
  /** True: it, or something in it, has been reported already and must not be complained about again. */
  readonly broken: boolean;
}

export interface TreeScalar extends TreeBase {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As written, without quotes where there were any; the name of a variable, never its content. */
  readonly shown: string;
  readonly quoted: boolean;
  /** Text that came from exactly one `${env:…}`: read as a number or a boolean where the schema wants one. */
  readonly typed?: true;
}

export interface TreeList extends TreeBase {
  readonly kind: 'list';
  readonly items: readonly Tree[];
}

export interface TreeEntry {
  readonly key: Spot;
  readonly value: Tree;
}

export interface TreeTable extends TreeBase {
  readonly kind: 'table';
  readonly entries: ReadonlyMap<string, TreeEntry>;
}

/** The value at the path, or the nearest one above it that exists. */
export function treeAt(root: Tree, path: BlockPath): Tree {
  let at = root;
  for (const step of path) {
    const next = child(at, step);
    if (next === undefined) return at;
    at = next;
  }
  return at;
}

export function child(tree: Tree, step: string | number): Tree | undefined {
  if (tree.kind === 'table') return tree.entries.get(String(step))?.value;
  if (tree.kind === 'list') return tree.items[Number(step)];
  return undefined;
}
