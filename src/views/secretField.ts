import { fieldPolicy } from '../model/fieldPolicy.ts';
import type { KindRegistry } from '../model/kind.ts';

/** True: the field's value is never shown in full. A field that holds the id of a parent is as secret as that id. */
export function isSecretField(kinds: KindRegistry, type: string, field: string): boolean {
  const kind = kinds.get(type);
  if (kind === undefined) return true;
  if (fieldPolicy(kind, field)?.sensitive === true) return true;
  return kind.parent?.field === field && kinds.get(kind.parent.type)?.secretId === true;
}

/** True: a person wrote the field's value, and may have written a licence key into it. */
export function isProse(kinds: KindRegistry, type: string, field: string): boolean {
  const kind = kinds.get(type);
  return kind !== undefined && fieldPolicy(kind, field)?.prose === true;
}

const KNOWN = new WeakMap<KindRegistry, Map<string, boolean>>();

/** False: no field of this kind ever holds a secret, so that there is nothing to look for in a hundred thousand of them. */
export function hasSecretFields(kinds: KindRegistry, type: string): boolean {
  const known = KNOWN.get(kinds) ?? new Map<string, boolean>();
  KNOWN.set(kinds, known);
  const before = known.get(type);
  if (before !== undefined) return before;
  const kind = kinds.get(type);
  const fields = kind === undefined ? [] : [...Object.keys(kind.fields), kind.parent?.field ?? ''];
  const secret = kind === undefined || fields.some((field) => isSecretField(kinds, type, field));
  known.set(type, secret);
  return secret;
}
