import type { Intent, State } from '../model/state.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import { replacedAddress } from './boundRecords.ts';

/**
 * Binds an intent's address to the object that its create made, and settles it. What the address was bound to until
 * then, because the create was half of a replacement, stays bound until it is removed: it must not be forgotten.
 */
export function recoveredRecords(state: State, intent: Intent, id: string): readonly StateRecord[] {
  const { address, type, spec } = intent;
  const old = state.bindings[address];
  const kept: readonly StateRecord[] =
    old === undefined
      ? []
      : [{ op: 'bind', address: replacedAddress(state, address, old.id), binding: { ...old, replacedBy: address } }];
  return [
    ...kept,
    { op: 'bind', address, binding: { type, id, applied: spec, made: true, seq: intent.seq } },
    { op: 'settle', seq: intent.seq },
  ];
}
