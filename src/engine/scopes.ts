import type { AnyKind, KindRegistry, ListScope } from '../model/kind.ts';
import type { Manifest } from '../model/manifest.ts';
import type { State } from '../model/state.ts';

/** The kinds that a plan has to list, and how much of each. Kinds under a parent are looked at later, parent by parent. */
export function scopesInUse(kinds: KindRegistry, manifest: Manifest, state: State): ReadonlyMap<string, ListScope> {
  const specs = specsByType(manifest, state);
  const scopes = new Map<string, ListScope>();
  for (const kind of kinds.values()) {
    const scope: ListScope = {
      all: manifest.exclusive.has(kind.type),
      specs: specs.get(kind.type) ?? [],
      // Worked out for the one or two kinds that ask.
      get names() {
        return namesOf(kind, manifest, state);
      },
      under: [],
    };
    if (isUsed(kind, kinds, specs, scope)) scopes.set(kind.type, scope);
  }
  return scopes;
}

/** What the manifest and the state say of each kind: everything is looked at once, however many kinds there are. */
function specsByType(manifest: Manifest, state: State): ReadonlyMap<string, readonly object[]> {
  const specs = new Map<string, object[]>();
  const add = (type: string, spec: object): void => {
    const known = specs.get(type);
    if (known === undefined) specs.set(type, [spec]);
    else known.push(spec);
  };
  for (const { type, spec } of manifest.desired) add(type, spec);
  for (const { type, applied } of Object.values(state.bindings)) add(type, applied);
  for (const { type, spec } of state.intents) add(type, spec);
  return specs;
}

function namesOf(kind: AnyKind, manifest: Manifest, state: State): ReadonlySet<string> {
  const names = new Set<string>();
  if (kind.identity !== 'natural') return names;
  for (const { type, name } of manifest.desired) if (type === kind.type) names.add(name);
  for (const [address, { type }] of Object.entries(state.bindings)) {
    if (type === kind.type) names.add(address.slice(type.length + 1));
  }
  return names;
}

/** A parent is needed as soon as its children are. */
function isUsed(
  kind: AnyKind,
  kinds: KindRegistry,
  specs: ReadonlyMap<string, readonly object[]>,
  scope: ListScope,
): boolean {
  if (kind.parent !== undefined) return false;
  if (scope.all || scope.specs.length > 0) return true;
  return [...kinds.values()].some((child) => child.parent?.type === kind.type && specs.has(child.type));
}
