import equal from 'fast-deep-equal';
import type { Json, JsonObject } from '../model/json.ts';
import type { FieldPolicy } from '../model/kind.ts';
import { byText } from './order.ts';

/** Sets in one order, so that neither the manifest's nor the list's order ever shows; undefined stays what it is. */
export function canonical(value: Json, policy: FieldPolicy): Json;
export function canonical(value: Json | undefined, policy: FieldPolicy): Json | undefined;
export function canonical(value: Json | undefined, policy: FieldPolicy): Json | undefined {
  if (policy.unordered !== true || !Array.isArray(value)) return value;
  const items = value as readonly Json[];
  const unique = new Map(items.map((item) => [JSON.stringify(item), item]));
  return [...unique.entries()].sort(([a], [b]) => byText(a, b)).map(([, item]) => item);
}

/** A field of a spec, canonical; undefined: unset, or there is no spec. */
export function valueOf(spec: JsonObject | undefined, field: string, policy: FieldPolicy): Json | undefined {
  return canonical(spec?.[field], policy);
}

/** Whether two values of one field mean the same. Both must be canonical. */
export function same(a: Json | undefined, b: Json | undefined): boolean {
  return equal(a, b);
}
