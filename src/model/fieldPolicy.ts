import type { AnyKind, FieldPolicy } from './kind.ts';

/** How a kind treats one of its fields; undefined: it has no such field. */
export function fieldPolicy({ fields }: AnyKind, field: string): FieldPolicy | undefined {
  return Object.hasOwn(fields, field) ? (fields as Readonly<Record<string, FieldPolicy>>)[field] : undefined;
}
