import type { Address } from './address.ts';
import type { Desired } from './desired.ts';
import type { SourceRef } from './diagnostic.ts';

export interface Guards {
  readonly maxCreates?: number;
  readonly maxRemoves?: number;
  /** Percent of the bound resources that one run may change, replace or remove. */
  readonly maxChangePercent?: number;
  /** By how much one run may raise the monthly cost, in the currency of `prices`. */
  readonly maxMonthlyIncrease?: number;
}

export interface Prices {
  readonly currency: string;
  /** Price of one unit a month, by product. */
  readonly monthly: Readonly<Record<string, number>>;
}

export interface Moved {
  readonly from: Address;
  readonly to: Address;
  readonly source: SourceRef;
}

/** A whole manifest, files merged, blocks expanded: what the account should hold. */
export interface Manifest {
  /** The CLN login that it is for. */
  readonly account: string;
  /** In the order of declaration, which never changes a plan (law 4). */
  readonly desired: readonly Desired[];
  /** Kinds of which everything is declared here: what is not, is removed. */
  readonly exclusive: ReadonlySet<string>;
  readonly guards: Guards;
  readonly prices?: Prices;
  readonly moved: readonly Moved[];
  /** False: `markers: off`. */
  readonly markers: boolean;
  /** No one and nothing else makes objects in this account. */
  readonly singleWriter: boolean;
}
