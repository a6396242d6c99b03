import type { Address } from './address.ts';
import type { JsonObject } from './json.ts';

/** That an address is this live object, and what was last written to it. */
export interface Binding {
  readonly type: string;
  readonly id: string;
  /** Field values last written or seen: what write-only fields are compared with. Unknown ones are absent. */
  readonly applied: JsonObject;
  readonly protect?: true;
  /** clnform created it, so that it is none of the account's default objects. */
  readonly made?: true;
  /** Number of the intent that made it: of two objects the one with the higher number was made later. */
  readonly seq?: number;
  /** The object was replaced by this address's new one and is still to be removed, its servers moved there first. */
  readonly replacedBy?: Address;
  /**
   * Nothing wants it, and a list did not show it at this time: milliseconds since 1970. It is let go of when it stays
   * away, for a list may be behind; if it turns up, it is removed after all.
   */
  readonly missingSince?: number;
  /** Fields that no list shows and that a call with an unknown outcome may have written: put again, whatever `applied` says. */
  readonly doubted?: readonly string[];
}

/** A field that is put as a difference: from the value that was read to the wanted one. */
export interface Delta {
  readonly field: string;
  /** The object that it is put on. */
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Written before a call is sent that must not be sent twice, a create or a difference, and changed in the same write
 * that records its outcome (PROTOCOL.md, "The intent record").
 */
export interface Intent {
  readonly seq: number;
  readonly address: Address;
  readonly type: string;
  /** What the call was to make: the whole spec. */
  readonly spec: JsonObject;
  /** The marker that rides in its text; absent for kinds without text. */
  readonly marker?: string;
  /** Ids of the kind that the list showed before the create. */
  readonly idsBefore: readonly string[];
  /** When it was written: milliseconds since 1970 of the writer's clock; 0 where an older version wrote it. */
  readonly since: number;
  /**
   * `sent`: the outcome is unknown, and nothing is created there again. `free`: it was looked for and is certain enough
   * to have made nothing; the next create of the address takes its marker up again, so that a late arrival shows.
   * `made`: it was answered, and a list that shows what it did, and that it did so once, is still to come.
   * `lost`: the state was rebuilt, and the address may have been bound to one of several objects. Nothing is created
   * there, and no list settles it: a person says which object it is, or that it is none.
   */
  readonly phase: 'sent' | 'free' | 'made' | 'lost';
  /** What it made, in the phase `made`. */
  readonly id?: string;
  /** That it made `id` was told by what else is there: its own may still arrive, and is looked for until it cannot. */
  readonly guessed?: true;
  /** Of a create: it was answered "too many requests". Nothing arrives later, but a list must show that nothing was made. */
  readonly denied?: true;
  /** It is no create, but puts this. */
  readonly delta?: Delta;
}

/** An object that the service refused to remove because it is a default of the account: not asked again. */
export interface Unremovable {
  readonly type: string;
  readonly id: string;
  readonly reason: string;
}

/** A saved plan that was carried out, or begun. */
export interface AppliedPlan {
  readonly id: string;
  /** The state's when it was begun. */
  readonly serial: number;
}

/** So many saved plans are remembered; one that is older than all of them is refused. */
export const MOST_APPLIED_PLANS = 50;

export interface State {
  readonly version: 1;
  /** Random, made with the state: two states of different lineage never mix. */
  readonly lineage: string;
  /** One more with every write: what compare-and-swap compares. */
  readonly serial: number;
  /** The CLN login. */
  readonly account: string;
  /** The last intent's number: a counter, not a time. */
  readonly seq: number;
  readonly bindings: Readonly<Record<Address, Binding>>;
  readonly intents: readonly Intent[];
  readonly unremovable: readonly Unremovable[];
  /** The last of them, oldest first. Absent: there was none. */
  readonly appliedPlans?: readonly AppliedPlan[];
}

export function emptyState(account: string, lineage: string): State {
  return { version: 1, lineage, serial: 0, account, seq: 0, bindings: {}, intents: [], unremovable: [] };
}

/** The calls whose outcome is unknown: those that stop what they are about. */
export function openIntents({ intents }: Pick<State, 'intents'>): readonly Intent[] {
  return intents.filter(({ phase }) => phase === 'sent' || phase === 'lost');
}
