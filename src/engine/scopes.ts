import { bindingMap } from '../model/bindingMap.ts';
import type { AnyKind, KindRegistry, ListScope } from '../model/kind.ts';
import type { Manifest } from '../model/manifest.ts';
import type { State } from '../model/state.ts';

/** The kinds that a plan has to list, and how much of each. Kinds under a parent are looked at later, parent by parent. */
export function scopesInUse(kinds: KindRegistry, manifest: Manifest, state: State): ReadonlyMap<string, ListScope> {
  const types = typesInUse(manifest, state);
  const scopes = new Map<string, ListScope>();
  for (const kind of kinds.values()) {
    const scope: ListScope = {
      all: manifest.exclusive.has(kind.type),
      // Worked out for the few kinds that ask.
      get specs() {
        return specsOf(kind, manifest, state);
      },
      get names() {
        return namesOf(kind, manifest, state);
      },
      under: [],
    };
    if (isUsed(kind, kinds, types, scope)) scopes.set(kind.type, scope);
  }
  return scopes;
}

function typesInUse(manifest: Manifest, state: State): ReadonlySet<string> {
  const types = new Set<string>();
  for (const { type } of manifest.desired) types.add(type);
  for (const { type } of bindingMap(state).values()) types.add(type);
  for (const { type } of state.intents) types.add(type);
  return types;
}

function specsOf(kind: AnyKind, manifest: Manifest, state: State): readonly object[] {
  const specs: object[] = [];
  for (const { type, spec } of manifest.desired) if (type === kind.type) specs.push(spec);
  for (const { type, applied } of bindingMap(state).values()) if (type === kind.type) specs.push(applied);
  for (const { type, spec } of state.intents) if (type === kind.type) specs.push(spec);
  return specs;
}

function namesOf(kind: AnyKind, manifest: Manifest, state: State): ReadonlySet<string> {
  const names = new Set<string>();
  if (kind.identity !== 'natural') return names;
  for (const { type, name } of manifest.desired) if (type === kind.type) names.add(name);
  for (const [address, { type }] of bindingMap(state)) {
    if (type === kind.type) names.add(address.slice(type.length + 1));
  }
  return names;
}

/** A parent is needed as soon as its children are. */
function isUsed(kind: AnyKind, kinds: KindRegistry, types: ReadonlySet<string>, scope: ListScope): boolean {
  if (kind.parent !== undefined) return false;
  if (scope.all || types.has(kind.type)) return true;
  return [...kinds.values()].some((child) => child.parent?.type === kind.type && types.has(child.type));
}
