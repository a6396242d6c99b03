import type { Diagnostic, SourceRef } from './diagnostic.ts';
import type { Lifecycle } from './desired.ts';

/** Steps from the root of a block to a value in it: `['ips', 2]`. */
export type BlockPath = readonly (string | number)[];

/**
 * How a kind appears in a manifest: one top-level mapping whose entries are blocks, each already validated against
 * `schemas/<type>.json`. `Block` is the type generated from that schema.
 */
export interface Section<Block> {
  /** The top-level key: `imunify_keys`. */
  readonly name: string;
  /**
   * Turns one block into resources, by calling `tools.declare`. Must be pure. Problems that a schema cannot see are
   * reported, never thrown; all of them.
   */
  expand(name: string, block: Block, tools: ExpandTools): void;
}

export interface Declaration {
  /** The kind; absent: the kind whose section this is. */
  readonly type?: string;
  readonly name: string;
  /** Only what the block declares. */
  readonly spec: object;
  readonly absent?: boolean;
  /** Absent: the block's own lifecycle fields (`protect`, `ignore`, `adopt`, `forget`). */
  readonly lifecycle?: Lifecycle;
  /** Where to point when this resource is in trouble; absent: the block itself. */
  readonly at?: BlockPath;
  /** Where to point, when it is known already (an address in a list file, from `tools.addresses`); wins over `at`. */
  readonly source?: SourceRef;
}

export interface ExpandTools {
  /** True unless the manifest says `markers: off`. */
  readonly markers: boolean;
  declare(declaration: Declaration): void;
  /** Every address that the value at `path` stands for: IPs, CIDRs, ranges, or `{ file }`. IPv4, canonical, no duplicates. */
  addresses(path: BlockPath): readonly { readonly ip: string; readonly source: SourceRef }[];
  /** The networks listed at `path`, canonical (`203.0.113.0/24`; a bare address gets its full prefix). */
  networks(path: BlockPath): readonly string[];
  report(problem: ExpandProblem): void;
}

export type ExpandProblem = Pick<Diagnostic, 'severity' | 'code' | 'summary' | 'help'> & { readonly at: BlockPath };
