import type { Address } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { fieldPolicy } from '../model/fieldPolicy.ts';
import { holdersOf } from '../model/holders.ts';
import type { KindRegistry } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import type { Intent, State } from '../model/state.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import type { StateStore } from '../model/stateStore.ts';
import { plain } from '../model/text.ts';
import { recoveredRecords } from './recoveredRecords.ts';

export type Resolution = { readonly adopt: string } | { readonly none: true };

/** A person settles an open intent: it made this object, or it made none. */
export async function resolveIntent(
  deps: { readonly store: StateStore; readonly kinds: KindRegistry },
  state: State,
  address: Address,
  resolution: Resolution,
): Promise<{ readonly state: State; readonly diagnostics: readonly Diagnostic[] }> {
  const intent = state.intents.find((open) => open.address === address && open.phase !== 'made');
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
  const holder = intent.delta === undefined ? holdersOf(state).get(intent.type, id) : undefined;
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
  if (intent.delta !== undefined && intent.delta.id !== id) {
    return fail(
      state,
      'adopt-other',
      `${address} is not that object.`,
      `clnform state resolve ${address} --adopt ${intent.delta.id}, when it shows ${intent.delta.to}; otherwise --none.`,
    );
  }
  const kind = deps.kinds.get(intent.type);
  if (intent.delta !== undefined && kind !== undefined && fieldPolicy(kind, intent.delta.field)?.delta !== true) {
    return fail(
      state,
      'adopt-unknown-field',
      `${address} has no field ${plain(intent.delta.field)} that is put as a difference.`,
      `The state was edited, or a later clnform wrote it: clnform state resolve ${address} --none`,
    );
  }
  return { state: await deps.store.commit(state, adoptedRecords(deps.kinds, state, intent, id)), diagnostics: [] };
}

/** What a person says it is: no list has shown its fields yet. */
function adoptedRecords(kinds: KindRegistry, state: State, intent: Intent, id: string): readonly StateRecord[] {
  const { type, delta, seq, phase } = intent;
  const live: Live = { type, id, spec: {} };
  const kind = kinds.get(type);
  const settle: StateRecord = { op: 'settle', seq };
  // After a rebuild nobody knows who made the object, or what was last written to it.
  if (phase === 'lost') return [{ op: 'bind', address: intent.address, binding: { type, id, applied: {} } }, settle];
  if (kind === undefined) {
    const binding = { type, id, applied: intent.spec, made: true as const, seq };
    return [{ op: 'bind', address: intent.address, binding }, settle];
  }
  return [
    ...recoveredRecords(state, kind, intent, { live, proof: delta === undefined ? 'difference' : 'value' }),
    settle,
  ];
}

function fail(state: State, code: string, summary: string, help: string): { state: State; diagnostics: Diagnostic[] } {
  return { state, diagnostics: [{ severity: 'error', code, summary, help }] };
}
