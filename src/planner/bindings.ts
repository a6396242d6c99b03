import type { Address } from '../model/address.ts';
import { bindingMap, mapOf } from '../model/bindingMap.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Binding, State } from '../model/state.ts';
import { StateDraft } from '../model/stateDraft.ts';

/** The state's bindings as the manifest's `moved` blocks rename them. */
export interface EffectiveBindings {
  readonly bindings: ReadonlyMap<Address, Binding>;
  /** New address → the one that the state still has. */
  readonly movedFrom: ReadonlyMap<Address, Address>;
  readonly diagnostics: readonly Diagnostic[];
}

export function effectiveBindings(state: State, manifest: Manifest): EffectiveBindings {
  if (manifest.moved.length === 0) return { bindings: bindingMap(state), movedFrom: new Map(), diagnostics: [] };
  const renamed = new StateDraft(state);
  const movedFrom = new Map<Address, Address>();
  const diagnostics: Diagnostic[] = [];
  for (const { from, to, source } of manifest.moved) {
    if (renamed.bindings[from] === undefined) continue;
    if (renamed.bindings[to] !== undefined) {
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
    renamed.apply([{ op: 'rename', from, to }]);
    movedFrom.set(to, from);
  }
  return { bindings: mapOf(renamed.bindings), movedFrom, diagnostics };
}
