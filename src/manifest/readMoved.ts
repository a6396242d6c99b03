import { makeAddress, parseAddress } from '../model/address.ts';
import type { Address } from '../model/address.ts';
import type { KindRegistry } from '../model/kind.ts';
import type { Moved } from '../model/manifest.ts';
import type { Setting } from './mergeFiles.ts';
import type { Problems, Spot } from './problems.ts';
import { didYouMean } from './suggest.ts';
import { treeAt } from './tree.ts';

/** A rename, with the places of its two sides. */
export interface MovedEntry extends Moved {
  readonly fromAt: Spot;
  readonly toAt: Spot;
}

/** The `moved` lists of all files, each entry checked by itself; those that are refused are reported and left out. */
export function readMoved(lists: readonly Setting[], kinds: KindRegistry, problems: Problems): readonly MovedEntry[] {
  const moved: MovedEntry[] = [];
  for (const { value, tree } of lists) {
    if (!Array.isArray(value)) continue;
    for (const [index, item] of (value as unknown[]).entries()) {
      const at = treeAt(tree, [index]);
      const { from, to } = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>;
      if (typeof from !== 'string' || typeof to !== 'string') continue;
      const sides = { fromAt: treeAt(at, ['from']), toAt: treeAt(at, ['to']) };
      const fromAddress = readSide(from, sides.fromAt, kinds, problems);
      const toAddress = readSide(to, sides.toAt, kinds, problems);
      if (fromAddress === undefined || toAddress === undefined) continue;
      const entry = { from: fromAddress, to: toAddress, source: at.text.ref(at.start), ...sides };
      if (checkPair(entry, kinds, problems)) moved.push(entry);
    }
  }
  return moved;
}

function readSide(text: string, at: Spot, kinds: KindRegistry, problems: Problems): Address | undefined {
  const parts = parseAddress(text);
  // Without the form of an address, the schema has said so.
  if (parts === undefined) return undefined;
  if (kinds.has(parts.type)) return makeAddress(parts.type, parts.name);
  // Kinds without a section are never declared by themselves, and cannot be moved.
  const types = [...kinds.values()].filter((kind) => kind.section !== undefined).map((kind) => kind.type);
  problems.at(at, 'unknown-value', `There is no kind \`${parts.type}\`.`, didYouMean(parts.type, types, 'Kinds'));
  return undefined;
}

function checkPair({ from, to, fromAt, toAt }: MovedEntry, kinds: KindRegistry, problems: Problems): boolean {
  const fromType = parseAddress(from)?.type ?? '';
  const toType = parseAddress(to)?.type ?? '';
  if (from === to) {
    problems.at(toAt, 'moved-to-itself', `\`${from}\` is moved to itself.`, 'Remove the entry.');
    return false;
  }
  if (fromType !== toType) {
    const summary = `A ${fromType} cannot become a ${toType}.`;
    problems.at(toAt, 'moved-between-kinds', summary, 'Move within a kind; declare the other as a new resource.');
    return false;
  }
  const kind = kinds.get(fromType);
  if (kind?.identity === 'natural') {
    const summary = `A resource of the kind ${kind.type} is known by what it is, and has no name that could change.`;
    problems.at(fromAt, 'moved-natural', summary, 'Remove the entry: declaring the resource is enough.');
    return false;
  }
  return true;
}
