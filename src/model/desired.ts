import type { Address } from './address.ts';
import type { SourceRef } from './diagnostic.ts';

/** What holds for every resource, whatever its kind (RESOURCES.md, "Every resource also takes"). */
export interface Lifecycle {
  /** Refuse to remove or replace it; remembered in the state, so that it outlives the block. */
  readonly protect?: boolean;
  /** Fields left as they are in the account. */
  readonly ignore?: readonly string[];
  /** Id of an existing object to bind instead of creating one. */
  readonly adopt?: string;
  /** Let go of it: drop the binding, leave the object in the account. */
  readonly forget?: boolean;
}

/** One resource as the manifest wants it. */
export interface Desired<Spec extends object = object> {
  readonly address: Address;
  readonly type: string;
  /** For natural identities this is the identity itself, equal to `Live.name`. */
  readonly name: string;
  /** Only declared fields; an absent field leaves whatever is in the account. */
  readonly spec: Spec;
  /** True: declared to be absent (a suspended IP licence, a feature that is to be unset). Removed if it is live. */
  readonly absent?: boolean;
  readonly lifecycle: Lifecycle;
  readonly source: SourceRef;
}
