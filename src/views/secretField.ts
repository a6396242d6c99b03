import type { FieldPolicy, KindRegistry } from '../model/kind.ts';

/** True: the field's value is never shown in full. A field that holds the id of a parent is as secret as that id. */
export function isSecretField(kinds: KindRegistry, type: string, field: string): boolean {
  const kind = kinds.get(type);
  if (kind === undefined) return true;
  const policies = kind.fields as Readonly<Record<string, FieldPolicy>>;
  if (Object.hasOwn(policies, field) && policies[field]?.sensitive === true) return true;
  return kind.parent?.field === field && kinds.get(kind.parent.type)?.secretId === true;
}
