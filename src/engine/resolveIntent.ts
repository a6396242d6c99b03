import type { Address } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { State } from '../model/state.ts';
import type { StateStore } from '../model/stateStore.ts';
import { recoveredRecords } from './recoveredRecords.ts';

export type Resolution = { readonly adopt: string } | { readonly none: true };

/** A person settles an open intent: it made this object, or it made none. */
export async function resolveIntent(
  deps: { readonly store: StateStore },
  state: State,
  address: Address,
  resolution: Resolution,
): Promise<{ readonly state: State; readonly diagnostics: readonly Diagnostic[] }> {
  const intent = state.intents.find((open) => open.address === address);
  if (intent === undefined)
    return fail(
      state,
      'no-open-intent',
      `${address} has no open intent.`,
      'clnform state list shows those that are open.',
    );
  if ('none' in resolution) {
    return { state: await deps.store.commit(state, [{ op: 'settle', seq: intent.seq }]), diagnostics: [] };
  }
  const { adopt: id } = resolution;
  const holder = Object.entries(state.bindings).find(([, b]) => b.type === intent.type && b.id === id)?.[0];
  if (holder !== undefined) {
    return fail(state, 'adopt-taken', `That object is bound to ${holder} already.`, 'Check the id in the web console.');
  }
  if (intent.idsBefore.includes(id)) {
    return fail(
      state,
      'adopt-older',
      `That object was in the account before ${address} was created, so it is not what that create made.`,
      `Check the id; to bind an older object, resolve with --none and use: clnform import ${address} ID`,
    );
  }
  return { state: await deps.store.commit(state, recoveredRecords(state, intent, id)), diagnostics: [] };
}

function fail(state: State, code: string, summary: string, help: string): { state: State; diagnostics: Diagnostic[] } {
  return { state, diagnostics: [{ severity: 'error', code, summary, help }] };
}
