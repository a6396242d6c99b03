import type { AnyKind, KindRegistry } from '../model/kind.ts';

/** The kind of this type. Throws where there is none: manifests and state were held against the registry before. */
export function registered(kinds: KindRegistry, type: string): AnyKind {
  const kind = kinds.get(type);
  if (kind === undefined) throw new Error(`No kind ${type} is registered.`);
  return kind;
}
