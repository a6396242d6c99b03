import type { Live } from '../model/live.ts';

/** What one kind's lists showed. */
export interface ObservedKind {
  readonly objects: readonly Live[];
  /** True: every object of the kind in the account is here. */
  readonly whole: boolean;
  /** For kinds with a parent: ids of the parents that were looked under. */
  readonly under: ReadonlySet<string>;
}

/** What the account showed, by kind. A kind that is not here was not looked at. */
export type Observation = ReadonlyMap<string, ObservedKind>;
