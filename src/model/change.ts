import type { Address } from './address.ts';
import type { SourceRef } from './diagnostic.ts';
import type { Hazard } from './hazard.ts';
import type { Json, JsonObject } from './json.ts';
import type { Live } from './live.ts';

export type ChangeAction = 'create' | 'update' | 'replace' | 'remove' | 'adopt' | 'forget';

/** One field that differs. An absent side: unset, or not known. */
export interface FieldChange {
  readonly field: string;
  readonly before?: Json;
  /** A `Ref` stands for an id that is known after apply. */
  readonly after?: Json;
  /** Where the field names another resource by its id: the addresses, which say more than ids. */
  readonly beforeRef?: Address;
  readonly afterRef?: Address;
  readonly sensitive?: true;
  /** `before` is what was last written, not what the account shows. */
  readonly unverified?: true;
  readonly forcesReplacement?: true;
}

/** In the currency of the manifest's `prices`. Null: it has no price, or no limit, so that no one can say. */
export interface MonthlyCost {
  readonly before: number | null;
  readonly after: number | null;
}

/** What people read: one per resource. Plain data, so that a plan can be saved. */
export interface Change {
  readonly address: Address;
  readonly type: string;
  readonly name: string;
  readonly action: ChangeAction;
  /** Why, where the action alone does not say it: `left the manifest`, `server last checked in 203 days ago`. */
  readonly reason?: string;
  /** The object that is there now; its fingerprint is what a saved plan is held against. */
  readonly live?: Live;
  /** The whole spec to put: the declared fields over what is there. Absent for remove and forget. */
  readonly target?: JsonObject;
  readonly fields: readonly FieldChange[];
  readonly hazards: readonly Hazard[];
  /** Absent: the manifest gives no prices, or the object is not billed by itself. */
  readonly cost?: MonthlyCost;
  /** Absent: nothing declares it (a removal, a stale server). */
  readonly source?: SourceRef;
  /** The binding's former address (`moved`). */
  readonly movedFrom?: Address;
  /** True: the resource is declared, so its id is bound when it is done. */
  readonly bind: boolean;
  readonly protect?: true;
  /** A replacement by an object that the account holds already: nothing is created, this one is bound. */
  readonly heir?: Live;
  /** Fields that the heir still needs. */
  readonly heirFields?: readonly string[];
  /** A removal: children that go with the object, as the plan says. Any other that sits there stops it. */
  readonly losing?: readonly string[];
  /** A removal from an exclusive kind: what clnform never wrote goes as well. */
  readonly whole?: true;
  /** Let go of because a list does not show it: remembered until it has stayed away, for a list may be behind. */
  readonly missing?: true;
  /** A replacement: whether the new object comes first. */
  readonly replacement?: 'create-first' | 'delete-first';
}
