import type { Diagnostic, SourceRef } from './diagnostic.ts';
import type { Lifecycle } from './desired.ts';
import type { Json, JsonObject } from './json.ts';
import type { Live } from './live.ts';

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
  /**
   * The inverse of `expand`, for `export`: blocks that declare these objects just as they are, so that a plan made from
   * them has nothing to do. Must be pure. Every object is covered by one block, or given to `tools.leave` with the reason.
   * What a block holds need not be legal: what the manifest would refuse is left out, and said, by the caller. Absent:
   * objects of this kind cannot be exported, and an export says so.
   */
  condense?(objects: readonly CondenseObject[], tools: CondenseTools): readonly CondensedBlock[];
}

/** A live object that is to be declared. */
export interface CondenseObject {
  /** With what was last written in place of fields that no list shows. */
  readonly live: Live;
  /** The name in its address, where the state binds it: it keeps that. */
  readonly boundName?: string;
  readonly protect?: true;
  /** What sits on it and is to be declared with it. */
  readonly children: readonly Live[];
}

export interface CondensedBlock {
  /** What the block is to be called, if nothing else is. */
  readonly name: string;
  /** The name is an identity, or that of a binding: it stands as it is. */
  readonly exact?: true;
  /** Tells blocks apart that would have the same name; stable and short. */
  readonly tail?: string;
  /** In the order in which its fields are to be written. */
  readonly block: Json;
  /** What the block declares. An object with a name is addressed by it, any other by the block's. */
  readonly covers: readonly Live[];
}

export interface CondenseTools {
  /** The addresses as the value of `ips`: networks, ranges and single addresses, in a file of their own when they are many. */
  addresses(name: string, ips: readonly string[]): Json;
  /** Whether an address can stand in a manifest. */
  isUsable(ip: string): boolean;
  /** This object is left out; `reason` is a clause: `two tiers on one address`. */
  leave(live: Live, reason: string): void;
}

/** The fields of a block that are there: an undefined one is left out. */
export function definedFields(fields: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined));
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
