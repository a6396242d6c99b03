import type { Address } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Binding, State } from '../model/state.ts';

/** The state's bindings as the manifest's `moved` blocks rename them. */
export interface EffectiveBindings {
  readonly bindings: ReadonlyMap<Address, Binding>;
  /** New address → the one that the state still has. */
  readonly movedFrom: ReadonlyMap<Address, Address>;
  readonly diagnostics: readonly Diagnostic[];
}

export function effectiveBindings(state: State, manifest: Manifest): EffectiveBindings {
  const bindings = new Map(Object.entries(state.bindings) as [Address, Binding][]);
  const movedFrom = new Map<Address, Address>();
  const diagnostics: Diagnostic[] = [];
  for (const { from, to, source } of manifest.moved) {
    const binding = bindings.get(from);
    if (binding === undefined) continue;
    if (bindings.has(to)) {
      diagnostics.push({
        severity: 'error',
        code: 'moved-onto-bound',
        summary: `${from} cannot move to ${to}: both are bound to objects of the account.`,
        help: `Take the moved entry out, or let go of one of them first: clnform state rm ${to}`,
        source,
        address: to,
      });
      continue;
    }
    bindings.delete(from);
    bindings.set(to, binding);
    movedFrom.set(to, from);
  }
  return { bindings, movedFrom, diagnostics };
}
