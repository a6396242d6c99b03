import { ApiError } from '../model/apiError.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Live } from '../model/live.ts';
import { splitNote } from '../model/marker.ts';
import type { State } from '../model/state.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import type { StateStore } from '../model/stateStore.ts';
import type { ObserveDeps } from './observe.ts';
import { recoveredRecords } from './recoveredRecords.ts';

/**
 * Binds what an earlier run made without hearing the answer, where the marker in the list proves it. Everything else
 * stays open: only a person, or a longer look, can tell.
 */
export async function recoverIntents(
  deps: ObserveDeps & { readonly store: StateStore },
  state: State,
): Promise<{ readonly state: State; readonly diagnostics: readonly Diagnostic[] }> {
  const records: StateRecord[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const intent of state.intents) {
    const kind = deps.kinds.get(intent.type);
    const tag = intent.marker === undefined ? undefined : splitNote(intent.marker).tag;
    if (kind === undefined || tag === undefined) continue;
    try {
      const scope = { all: false, specs: [intent.spec], names: new Set<string>(), under: [] };
      const made = (await kind.list(deps.read, scope)).filter((live: Live) => live.tag === tag);
      const [only] = made;
      if (only === undefined || made.length !== 1 || isBound(state, intent.type, only.id)) continue;
      records.push(...recoveredRecords(state, intent, only.id));
      diagnostics.push({
        severity: 'warning',
        code: 'recovered',
        summary: `${intent.address} was created by an earlier run whose answer was lost; its marker proves it, so it is bound.`,
        help: 'Nothing needs to be done.',
        address: intent.address,
      });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      diagnostics.push(error.diagnostic);
    }
  }
  return { state: records.length === 0 ? state : await deps.store.commit(state, records), diagnostics };
}

/** Someone bound it by hand in the meantime: which of the two addresses it is, only they can say. */
function isBound(state: State, type: string, id: string): boolean {
  return Object.values(state.bindings).some((binding) => binding.type === type && binding.id === id);
}
