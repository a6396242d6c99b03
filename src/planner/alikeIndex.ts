import { fieldPolicy } from '../model/fieldPolicy.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { AnyKind } from '../model/kind.ts';
import { canonical } from './equality.ts';
import { policiesOf } from './policiesOf.ts';

const ANY = (): boolean => true;

/** Things whose specs show the same fields, and of these, the first with each combination of values. */
interface Group<T> {
  readonly fields: ReadonlySet<string>;
  /** `texts`: each field's value, so that equal values are equal texts. */
  readonly members: { readonly thing: T; readonly place: number; readonly texts: ReadonlyMap<string, string> }[];
  /** By the fields that are compared: by their values. */
  readonly byValues: Map<string, ReadonlyMap<string, { readonly thing: T; readonly place: number }>>;
}

/**
 * Finds what is just like a spec: every field that both have is the same, and at least one of them says more than a
 * number; where a spec has nothing but numbers to say, like is what has no more to say either. Fields that the account
 * does not show are not compared. Ten thousand creates against ten thousand objects take as many look-ups, not their
 * product.
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
      const texts = this.#comparable(spec);
      const fields = new Set(texts.keys());
      const key = [...fields].join(' ');
      const group: Group<T> = this.#groups.get(key) ?? { fields, members: [], byValues: new Map() };
      group.members.push({ thing, place, texts });
      this.#groups.set(key, group);
    }
  }

  find(wanted: JsonObject): T | undefined {
    const isText = textsOf(wanted);
    if (Object.keys(wanted).some(isText)) return this.#find(wanted, ANY, isText);
    return this.#find(this.#wordless(wanted), ANY, ANY);
  }

  /**
   * What is like a spec but for numbers that can be changed later: every other field that both have is the same, and
   * among these one with a text that can be changed, for that alone tells more than which product it is.
   */
  findButNumbers(wanted: JsonObject): T | undefined {
    const isImmutable = (field: string): boolean => fieldPolicy(this.#kind, field)?.immutable === true;
    const isText = textsOf(wanted);
    return this.#find(
      wanted,
      (field) => typeof wanted[field] !== 'number' || isImmutable(field),
      (field) => isText(field) && !isImmutable(field),
    );
  }

  /** `counts`: the fields that must be the same. `tells`: those of them of which there must be one. */
  #find(wanted: JsonObject, counts: (field: string) => boolean, tells: (field: string) => boolean): T | undefined {
    let first: { readonly thing: T; readonly place: number } | undefined;
    const texts = this.#comparable(wanted);
    for (const group of this.#groups.values()) {
      const compared = [...texts.keys()].filter((field) => group.fields.has(field) && counts(field));
      if (!compared.some(tells)) continue;
      const found = this.#valuesOf(group, compared).get(textOf(texts, compared));
      if (found !== undefined && (first === undefined || found.place < first.place)) first = found;
    }
    return first?.thing;
  }

  /** What a person could have written, and has not, is empty. */
  #wordless(wanted: JsonObject): JsonObject {
    const prose = policiesOf(this.#kind).filter(([, policy]) => policy.prose === true);
    return { ...Object.fromEntries(prose.map(([field]) => [field, ''])), ...wanted };
  }

  /** Field → its value as a text, of the fields that can be compared. */
  #comparable(spec: JsonObject): ReadonlyMap<string, string> {
    const texts = new Map<string, string>();
    for (const [field, policy] of policiesOf(this.#kind)) {
      const value = spec[field];
      if (policy.local !== true && value !== undefined)
        texts.set(field, JSON.stringify(sorted(canonical(value, policy))));
    }
    return texts;
  }

  #valuesOf(
    group: Group<T>,
    compared: readonly string[],
  ): ReadonlyMap<string, { readonly thing: T; readonly place: number }> {
    const key = compared.join(' ');
    const known = group.byValues.get(key);
    if (known !== undefined) return known;
    const values = new Map<string, { readonly thing: T; readonly place: number }>();
    for (const { thing, place, texts } of group.members) {
      const text = textOf(texts, compared);
      if (!values.has(text)) values.set(text, { thing, place });
    }
    group.byValues.set(key, values);
    return values;
  }
}

/** Which fields of a spec hold a text that says anything. */
function textsOf(spec: JsonObject): (field: string) => boolean {
  return (field) => typeof spec[field] === 'string' && spec[field] !== '';
}

function textOf(texts: ReadonlyMap<string, string>, fields: readonly string[]): string {
  return JSON.stringify(fields.map((field) => texts.get(field)));
}

/** With the members of objects in one order. */
function sorted(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}
