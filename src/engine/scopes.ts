import type { AnyKind, KindRegistry, ListScope } from '../model/kind.ts';
import type { Manifest } from '../model/manifest.ts';
import type { State } from '../model/state.ts';

/** The kinds that a plan has to list, and how much of each. Kinds under a parent are looked at later, parent by parent. */
export function scopesInUse(kinds: KindRegistry, manifest: Manifest, state: State): ReadonlyMap<string, ListScope> {
  const scopes = new Map<string, ListScope>();
  for (const kind of kinds.values()) {
    const scope = scopeOf(kind, manifest, state);
    if (isUsed(kind, kinds, manifest, state, scope)) scopes.set(kind.type, scope);
  }
  return scopes;
}

function scopeOf(kind: AnyKind, manifest: Manifest, state: State): ListScope {
  const names = new Set<string>();
  const specs: object[] = [];
  for (const desired of manifest.desired) {
    if (desired.type !== kind.type) continue;
    specs.push(desired.spec);
    if (kind.identity === 'natural') names.add(desired.name);
  }
  for (const [address, binding] of Object.entries(state.bindings)) {
    if (binding.type !== kind.type) continue;
    specs.push(binding.applied);
    if (kind.identity === 'natural') names.add(address.slice(kind.type.length + 1));
  }
  for (const intent of state.intents) if (intent.type === kind.type) specs.push(intent.spec);
  return { all: manifest.exclusive.has(kind.type), specs, names, under: [] };
}

/** A parent is needed as soon as its children are. */
function isUsed(kind: AnyKind, kinds: KindRegistry, manifest: Manifest, state: State, scope: ListScope): boolean {
  if (kind.parent !== undefined) return false;
  if (scope.all || scope.specs.length > 0) return true;
  return [...kinds.values()].some(
    (child) => child.parent?.type === kind.type && scopeOf(child, manifest, state).specs.length > 0,
  );
}
