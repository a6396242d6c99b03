import type { Address } from '../model/address.ts';
import type { KindRegistry } from '../model/kind.ts';
import type { Manifest } from '../model/manifest.ts';
import type { State } from '../model/state.ts';
import type { Observation } from './observation.ts';

export interface PlanOptions {
  /** Remove everything that is bound, whatever the manifest declares. */
  readonly destroy?: boolean;
  /** Objects that are gone from the account and may be made again. */
  readonly recreate?: 'all' | ReadonlySet<Address>;
  /** Believe lists in which most or all of what the state binds is gone. */
  readonly acceptEmpty?: boolean;
  /** Ask again for removals that the service has refused before. */
  readonly retryRefused?: boolean;
  /** Addresses or patterns (`*` stands for any text): only these are changed, with what they need. Empty or absent: all. */
  readonly targets?: readonly string[];
  /** Addresses or patterns: these are not changed, nor what needs them. */
  readonly excludes?: readonly string[];
  /** Flags that some kinds ask for before they remove (`ResourceKind.removalNeeds`). */
  readonly enabled?: ReadonlySet<string>;
}

/** Everything that a plan depends on: the same input gives the same plan, byte for byte. */
export interface PlanInput {
  readonly kinds: KindRegistry;
  readonly manifest: Manifest;
  readonly state: State;
  readonly observation: Observation;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly options: PlanOptions;
}
