/** One object as a list endpoint shows it. */
export interface Live<Spec extends object = object> {
  readonly type: string;
  /** The API's own id, unique within the kind: a key, a server id, `ip/type`. */
  readonly id: string;
  /** Natural kinds: the identity that an address names. Several objects may share one (two tiers on one IP). */
  readonly name?: string;
  /** What can be read back. A field that the list does not show is absent, not empty. */
  readonly spec: Partial<Spec>;
  /** clnform's marker, split off the note (see marker.ts): an update must write it back. */
  readonly marker?: string;
  /** The tag inside `marker`: what an intent is found again by. */
  readonly tag?: string;
  /** The object exists but equals absence (an unset feature, an empty group): there is nothing to remove. */
  readonly inert?: boolean;
  /** Servers that hold a seat, where the list tells. */
  readonly occupants?: number;
  /** Milliseconds since 1970 of the last check-in, where the list tells. */
  readonly lastCheckin?: number;
}
