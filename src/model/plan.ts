import type { Address } from './address.ts';
import type { Change, ChangeAction } from './change.ts';
import type { Hazard } from './hazard.ts';
import type { Intent, Unremovable } from './state.ts';
import type { Step } from './step.ts';
import type { Live } from './live.ts';
import type { JsonObject } from './json.ts';

/** Declared fields that were compared with what was last written, because the account does not show them. */
export interface Unverified {
  readonly address: Address;
  readonly fields: readonly string[];
}

/** A natural resource found in the account: recorded by the next apply, no change. */
export interface Rebinding {
  readonly address: Address;
  readonly type: string;
  readonly live: Live;
  readonly applied: JsonObject;
  readonly protect?: true;
}

export interface UnmanagedCount {
  readonly type: string;
  readonly count: number;
  /** False: the kind was listed only as far as the manifest needs, so there may be more. */
  readonly whole: boolean;
}

/** What would be planned, and is no part of this plan: not asked for, excluded, in the way of something, or stale. */
export interface LeftOut {
  readonly address: Address;
  /** Absent: it could not be planned at all, and `because` says why. */
  readonly action?: ChangeAction;
  /** The object's, where there is one: an address may hold it, and it may be a licence key. */
  readonly id?: string;
  /** `not targeted`, `excluded`, `needs imunify_key.web, which is excluded`. */
  readonly because: string;
}

export interface CostChange {
  readonly currency: string;
  /** Monthly, of the managed resources. */
  readonly before: number;
  readonly after: number;
  readonly byType: Readonly<Record<string, number>>;
  /** Products without a price and keys without a limit: not counted. */
  readonly unknown: readonly string[];
}

/** The one value that `plan` shows and `apply` carries out (law 5). Plain data, in a stable order. */
export interface Plan {
  readonly formatVersion: 1;
  readonly account: string;
  /** The state it was made from. */
  readonly lineage: string;
  readonly serial: number;
  /** Sorted by address. */
  readonly changes: readonly Change[];
  /** Of the plan as a whole: `over-guard`. */
  readonly hazards: readonly Hazard[];
  /** False: `markers: off` in the manifest, so creates of every assigned kind go one at a time. */
  readonly markers: boolean;
  /** In an order that can be run: every step after those it waits for. */
  readonly steps: readonly Step[];
  readonly rebindings: readonly Rebinding[];
  /** Bindings of what nothing wants and has stayed away since an earlier run: dropped by the next apply, no change. */
  readonly gone: readonly Address[];
  readonly unverified: readonly Unverified[];
  readonly unmanaged: readonly UnmanagedCount[];
  /** Creates whose outcome is unknown, from an earlier run. */
  readonly openIntents: readonly Intent[];
  /** Left in place since the service refuses to remove them. */
  readonly unremovable: readonly Unremovable[];
  /** Sorted by address. With any here, an empty plan says nothing about the account as a whole. */
  readonly leftOut: readonly LeftOut[];
  /** Declared resources that were compared and found equal. */
  readonly unchanged: number;
  readonly cost?: CostChange;
}

/** Nothing to apply. Rebindings alone are no change. What was left out may still differ. */
export function isEmptyPlan(plan: Plan): boolean {
  return plan.changes.length === 0;
}
