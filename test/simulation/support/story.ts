import type { AccountContents } from '../../../src/emulator/account.ts';
import type { Shape } from '../../../src/emulator/shapes.ts';
import type { Blocks } from '../../support/manifestOf.ts';
import type { Fate } from './simProcess.ts';
import type { Strike } from './strike.ts';

/** One run of the program by an actor: a pipeline that applies one version of the manifest. */
export interface Life {
  /** Milliseconds after the life before it ended, or after the start. */
  readonly afterMs: number;
  /** Index into `Story.versions`. */
  readonly version: number;
  readonly fate?: Fate;
  /** The impatient: removes the lock of whoever holds it, then takes it. */
  readonly steals?: true;
}

/** A runner: its lives come one after the other. */
export type Actor = readonly Life[];

/** What a person does in the web console. */
export interface Visit {
  readonly atMs: number;
  /**
   * `alike`: makes a key that looks like a declared one. `add`: makes one that does not. `remove`: removes a key that
   * clnform made. `limit`: changes the limit of one. `license`: registers an IP. `resize`: adds to a backup.
   */
  readonly does: 'alike' | 'add' | 'remove' | 'limit' | 'license' | 'resize';
}

/** For this long every list shows the account as it was at the beginning of it. */
export interface Freeze {
  readonly atMs: number;
  readonly forMs: number;
}

/** Everything that a simulation is made of, as data: drawn from a seed, and then taken apart by the shrinker. */
export interface Story {
  readonly seed: number;
  readonly contents: AccountContents;
  readonly shape: Partial<Shape>;
  /** The manifest through time; the last one is what must come true. */
  readonly versions: readonly [Blocks, ...Blocks[]];
  readonly markers: boolean;
  readonly singleWriter: boolean;
  /** The first version was applied in peace, before the story begins. */
  readonly settled: boolean;
  readonly actors: readonly Actor[];
  readonly strikes: readonly Strike[];
  readonly visits: readonly Visit[];
  readonly freezes: readonly Freeze[];
}
