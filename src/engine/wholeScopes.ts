import type { Desired } from '../model/desired.ts';
import type { ListScope } from '../model/kind.ts';

/** The kinds of these resources, each to be listed whole: what is bound to none of them is looked for, too. */
export function wholeScopes(wanted: readonly Desired[]): ReadonlyMap<string, ListScope> {
  const scopes = new Map<string, { all: true; specs: object[]; names: Set<string>; under: [] }>();
  for (const { type, spec, name } of wanted) {
    const scope = scopes.get(type) ?? { all: true, specs: [], names: new Set(), under: [] };
    scopes.set(type, scope);
    scope.specs.push(spec);
    scope.names.add(name);
  }
  return scopes;
}
