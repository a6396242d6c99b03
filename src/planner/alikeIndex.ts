import type { Json, JsonObject } from '../model/json.ts';
import type { AnyKind } from '../model/kind.ts';
import { canonical } from './equality.ts';
import { policiesOf } from './policiesOf.ts';

/** Things whose specs show the same fields, and of these, the first with each combination of values. */
interface Group<T> {
  readonly fields: ReadonlySet<string>;
  readonly members: { readonly thing: T; readonly place: number; readonly spec: JsonObject }[];
  /** By the fields that are compared: by their values. */
  readonly byValues: Map<string, ReadonlyMap<string, { readonly thing: T; readonly place: number }>>;
}

/**
 * Finds what is just like a spec: every field that both have is the same, and at least one of them says more than a
 * number. Fields that the account does not show are not compared. Ten thousand creates against ten thousand objects take
 * as many look-ups, not their product.
 */
export class AlikeIndex<T> {
  readonly #kind: AnyKind;
  readonly #groups = new Map<string, Group<T>>();

  /** Of several that are alike, the first of `things` is found. */
  constructor(kind: AnyKind, things: readonly T[], specOf: (thing: T) => JsonObject | undefined) {
    this.#kind = kind;
    for (const [place, thing] of things.entries()) {
      const spec = specOf(thing);
      if (spec === undefined) continue;
      const fields = this.#comparable(spec);
      const key = fields.join(' ');
      const group: Group<T> = this.#groups.get(key) ?? { fields: new Set(fields), members: [], byValues: new Map() };
      group.members.push({ thing, place, spec });
      this.#groups.set(key, group);
    }
  }

  find(wanted: JsonObject): T | undefined {
    let first: { readonly thing: T; readonly place: number } | undefined;
    for (const group of this.#groups.values()) {
      const compared = this.#comparable(wanted).filter((field) => group.fields.has(field));
      if (!compared.some((field) => typeof wanted[field] === 'string' && wanted[field] !== '')) continue;
      const found = this.#valuesOf(group, compared).get(this.#text(wanted, compared));
      if (found !== undefined && (first === undefined || found.place < first.place)) first = found;
    }
    return first?.thing;
  }

  #comparable(spec: JsonObject): readonly string[] {
    return policiesOf(this.#kind)
      .filter(([field, { local }]) => local !== true && spec[field] !== undefined)
      .map(([field]) => field);
  }

  #valuesOf(
    group: Group<T>,
    compared: readonly string[],
  ): ReadonlyMap<string, { readonly thing: T; readonly place: number }> {
    const key = compared.join(' ');
    const known = group.byValues.get(key);
    if (known !== undefined) return known;
    const values = new Map<string, { readonly thing: T; readonly place: number }>();
    for (const { thing, place, spec } of group.members) {
      const text = this.#text(spec, compared);
      if (!values.has(text)) values.set(text, { thing, place });
    }
    group.byValues.set(key, values);
    return values;
  }

  #text(spec: JsonObject, fields: readonly string[]): string {
    const policies = new Map(policiesOf(this.#kind));
    return JSON.stringify(fields.map((field) => sorted(canonical(spec[field] ?? null, policies.get(field) ?? {}))));
  }
}

/** With the members of objects in one order. */
function sorted(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}
