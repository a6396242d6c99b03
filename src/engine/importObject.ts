import type { Address } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Manifest } from '../model/manifest.ts';
import type { State } from '../model/state.ts';
import type { StateStore } from '../model/stateStore.ts';
import { importObjects } from './importObjects.ts';
import type { ObserveDeps } from './observe.ts';

/** Binds one existing object to a declared address. Reads the account; writes the state alone. */
export async function importObject(
  deps: ObserveDeps & { readonly store: StateStore },
  manifest: Manifest,
  state: State,
  address: Address,
  id: string,
): Promise<{ readonly state: State; readonly diagnostics: readonly Diagnostic[] }> {
  return importObjects(deps, manifest, state, [{ address, id }]);
}
