import type { Address } from './address.ts';
import type { Api } from './api/api.ts';
import type { ReadApi } from './api/readApi.ts';
import type { ChangeAction } from './change.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Hazard } from './hazard.ts';
import type { JsonObject } from './json.ts';
import type { Live } from './live.ts';
import type { Outcome } from './outcome.ts';
import type { Resolved } from './ref.ts';
import type { Section } from './section.ts';

/** How one field of a spec is compared, shown and changed. An empty policy: readable, comparable, updated in place. */
export interface FieldPolicy {
  /** A change forces replacement. */
  readonly immutable?: true;
  /** The API has no call for it: a change is refused at plan with this reason. */
  readonly frozen?: string;
  /**
   * Cannot be read back: compared with what was last written, and shown as unverified. `sometimes`: only when the
   * list left it out.
   */
  readonly writeOnly?: true | 'sometimes';
  /** Compared as a set. */
  readonly unordered?: true;
  /** Masked in every view. */
  readonly sensitive?: true;
  /** Free text that a person wrote: a licence key may stand in it, so what looks like one is masked in every view. */
  readonly prose?: true;
  /** Put as a difference: sent twice it counts twice, so it is put only over the value that was last written. */
  readonly delta?: true;
  /** `create` does not take it: it is put by an `update` right after the create has been recorded. */
  readonly afterCreate?: true;
  /** Instructs clnform; never compared, never sent. */
  readonly local?: true;
}

export interface ListScope<Spec extends object = object> {
  /** True: every object of the kind is wanted. False: at least those that the other members point at. */
  readonly all: boolean;
  /** What is declared, and what the state says was last written. */
  readonly specs: readonly Partial<Spec>[];
  /** Names of the natural resources that are declared or bound. */
  readonly names: ReadonlySet<string>;
  /** For kinds with a `parent`: look under these, and under all of them. */
  readonly under: readonly Live[];
}

/** What a kind may judge a hazard by. */
export interface ChangeFacts<Spec extends object = object> {
  readonly action: ChangeAction;
  readonly live?: Live<Spec>;
  /** The whole spec that would be put. */
  readonly target?: Spec;
  /** Names of the fields that differ. */
  readonly fields: readonly string[];
}

export interface Put<Spec extends object> {
  /** Absent: it is to be removed. */
  readonly spec?: Resolved<Spec>;
  readonly live?: Live<Spec>;
}

export interface PreflightSubject<Spec extends object> {
  readonly address: Address;
  readonly spec: Spec;
}

/** What a month of a resource is billed as; `units` null: it cannot be known (an unlimited key). */
export interface Billing {
  /** A key of the manifest's `prices.monthly`. */
  readonly product: string;
  readonly units: number | null;
}

/**
 * One kind of resource: everything that planner, engine and views need to know about it. Nothing outside its file
 * names it. Obligations: `list` and `preflight` must not write; `list` is whole or throws `ApiError`; every mutating
 * method sends each call at most once and returns what is known, it never throws for what the service does.
 */
export interface ResourceKind<Spec extends object = object> {
  /** `imunify_key`; names `schemas/imunify_key.json` and the first part of an address. */
  readonly type: string;
  /** For people, in CLN's product terms: `Imunify key`. */
  readonly title: string;
  /** `natural`: known from the spec, equal to the address's name. `assigned`: chosen by the service on create. */
  readonly identity: 'natural' | 'assigned';
  readonly fields: { readonly [F in keyof Spec]-?: FieldPolicy };
  /** How a change of an immutable field is carried out. Absent: it is refused at plan. */
  readonly replacement?: 'create-first' | 'delete-first';
  /** The id is a credential (a licence key): masked in every view. */
  readonly secretId?: true;
  /** The account holds default objects of this kind that cannot be removed and that no list marks. */
  readonly hasDefaults?: true;
  /** The field in whose text clnform's marker rides, and its longest length in characters. Absent: no text to find it in. */
  readonly marker?: { readonly field: keyof Spec & string; readonly maxLength: number };
  /** This kind lives under another: `spec[field]` is a `Ref` to it, or its id. */
  readonly parent?: { readonly type: string; readonly field: keyof Spec & string };
  /** This kind holds a limited number of children: `spec[field]`, where 0 means unlimited. */
  readonly seats?: { readonly field: keyof Spec & string };
  /** For a kind with children: days after which a child that has not checked in is removed. Absent or undefined: never. */
  staleAfterDays?(this: void, spec: Spec): number | undefined;
  /**
   * Objects of one group may stand in for each other (the same product on a server's old and new IP): what nothing
   * declares any more is removed only after the creates of its group, so that no host is without one for a moment.
   */
  successors?(this: void, spec: Spec): string;
  /** Absent: never declared by itself. */
  readonly section?: Section<never>;

  list(this: void, read: ReadApi, scope: ListScope<Spec>): Promise<readonly Live<Spec>[]>;
  /** True: this change of in-place fields cannot be made by `update` after all, and is a replacement. */
  mustReplace?(this: void, live: Live<Spec>, target: Spec): boolean;
  /** Absent: it cannot be made through the API, only found. `marker` is to ride in the marker field's text. */
  create?(this: void, api: Api, spec: Resolved<Spec>, marker?: string): Promise<Outcome<Live<Spec>>>;
  /** Absent: a change is a replacement. `next` is the whole spec; only `fields` differ. Keeps `live.marker` in the text. */
  update?(
    this: void,
    api: Api,
    live: Live<Spec>,
    next: Resolved<Spec>,
    fields: readonly string[],
  ): Promise<Outcome<Live<Spec>>>;
  /** Present: all changes go in one call, in place of `create`, `update` and `remove`. Answers one object a put, in order. */
  putMany?(this: void, api: Api, puts: readonly Put<Spec>[]): Promise<Outcome<readonly Live<Spec>[]>>;
  /**
   * Absent: the API cannot remove it, and the plan says so. Already gone is done. Exactly this object, nothing else.
   * `applied`: the declared fields as last written to it, of which a kind that only empties its object takes back no
   * more than that. Absent: nothing was bound, or everything in the object is to go (an exclusive kind).
   */
  remove?(this: void, api: Api, live: Live<Spec>, applied?: JsonObject): Promise<Outcome<void>>;
  /** The command-line flag without which `remove` is refused at plan: `enable-els-server-removal`. */
  readonly removalNeeds?: string;
  /** What stays behind after `remove`, to be said in the plan: `the empty group stays`. */
  readonly residue?: string;
  /** What can be known before applying a create (an IP taken by another account). */
  preflight?(this: void, read: ReadApi, subjects: readonly PreflightSubject<Spec>[]): Promise<readonly Diagnostic[]>;
  /** Beyond the hazards that the planner finds for every kind. */
  hazards?(this: void, facts: ChangeFacts<Spec>): readonly Hazard[];
  billing?(this: void, spec: Spec): Billing | undefined;
}

/** A kind whose spec type is of no concern to the caller. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the registry holds kinds of every spec; each is handed only its own
export type AnyKind = ResourceKind<any>;

export type KindRegistry = ReadonlyMap<string, AnyKind>;
