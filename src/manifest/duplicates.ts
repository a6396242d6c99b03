import type { Address } from '../model/address.ts';
import type { SourceRef } from '../model/diagnostic.ts';
import type { Block } from './mergeFiles.ts';
import type { Problems, Spot } from './problems.ts';

/** Where a resource is declared: the block, and the very entry in it. */
export interface DeclaredAt {
  readonly block: Block;
  readonly source: SourceRef;
}

interface Clash {
  readonly address: Address;
  readonly first: DeclaredAt;
  readonly second: DeclaredAt;
  count: number;
}

/** Clashes of one pair of blocks, by the places of the two entries. */
type BlockClashes = Map<string, Clash>;

/** Pairs of entries that are shown for one pair of blocks; further ones are only counted. */
const MAX_PAIRS = 10;

/**
 * Resources that are declared twice. Two networks that overlap clash in hundreds of addresses: one diagnostic for each
 * pair of entries, with a count.
 */
export class Duplicates {
  /** In columns: the number of each address, in the order of declaration, and by it where it is declared. */
  readonly #declared = new Map<Address, number>();
  readonly #blocks: Block[] = [];
  readonly #sources: SourceRef[] = [];
  readonly #clashes = new Map<Block, Map<Block, BlockClashes>>();

  /** False when the address has been declared before. */
  add(address: Address, block: Block, source: SourceRef): boolean {
    const first = this.#first(address);
    if (first === undefined) {
      this.#declared.set(address, this.#blocks.length);
      this.#blocks.push(block);
      this.#sources.push(source);
      return true;
    }
    const at: DeclaredAt = { block, source };
    const others = this.#clashes.get(first.block) ?? new Map<Block, BlockClashes>();
    this.#clashes.set(first.block, others);
    const clashes = others.get(at.block) ?? new Map<string, Clash>();
    others.set(at.block, clashes);
    // Beyond the limit, everything is counted on one clash.
    const places = `${place(first.source)} ${place(at.source)}`;
    const key = clashes.has(places) || clashes.size < MAX_PAIRS ? places : 'more';
    const clash = clashes.get(key) ?? { address, first, second: at, count: 0 };
    clash.count += 1;
    clashes.set(key, clash);
    return false;
  }

  #first(address: Address): DeclaredAt | undefined {
    const number = this.#declared.get(address);
    if (number === undefined) return undefined;
    const [block, source] = [this.#blocks[number], this.#sources[number]];
    return block === undefined || source === undefined ? undefined : { block, source };
  }

  /** `spot` finds the place of a `SourceRef` in its file. */
  report(problems: Problems, spot: (source: SourceRef) => Spot): void {
    for (const others of this.#clashes.values()) {
      for (const clashes of others.values()) {
        for (const clash of clashes.values()) reportClash(clash, problems, spot);
      }
    }
  }
}

function reportClash(
  { address, first, second, count }: Clash,
  problems: Problems,
  spot: (source: SourceRef) => Spot,
): void {
  // Two blocks that name the same file: the blocks tell them apart, the line in the file does not.
  const same = place(first.source) === place(second.source);
  const at = same ? second.block.key : spot(second.source);
  const related = same ? first.block.key : spot(first.source);
  const more = count === 1 ? 'is' : count === 2 ? 'and one more resource are' : `and ${count - 1} more resources are`;
  problems.at(at, 'duplicate-address', `\`${address}\` ${more} declared twice.`, 'Keep one of the two declarations.', {
    address,
    related: [{ at: related, note: `the first one, in \`${first.block.label}\`` }],
  });
}

function place(source: SourceRef): string {
  return `${source.file}:${source.line}:${source.column}`;
}
