import type { Address } from './address.ts';
import type { Binding, Intent, State, Unremovable } from './state.ts';

/** One change of the state: what a journal would hold, one a line. */
export type StateRecord =
  | { readonly op: 'bind'; readonly address: Address; readonly binding: Binding }
  | { readonly op: 'unbind'; readonly address: Address }
  | { readonly op: 'rename'; readonly from: Address; readonly to: Address }
  | { readonly op: 'intend'; readonly intent: Intent }
  | { readonly op: 'settle'; readonly seq: number }
  | { readonly op: 'unremovable'; readonly object: Unremovable };

/** The state after the records, with the same serial: the store gives the next one when it writes. */
export function applyRecords(state: State, records: readonly StateRecord[]): State {
  const bindings: Record<Address, Binding> = { ...state.bindings };
  let { intents, unremovable, seq } = state;
  for (const record of records) {
    switch (record.op) {
      case 'bind':
        bindings[record.address] = record.binding;
        break;
      case 'unbind':
        delete bindings[record.address];
        break;
      case 'rename': {
        const binding = bindings[record.from];
        if (binding === undefined) break;
        delete bindings[record.from];
        bindings[record.to] = binding;
        break;
      }
      case 'intend':
        intents = [...intents, record.intent];
        seq = Math.max(seq, record.intent.seq);
        break;
      case 'settle':
        intents = intents.filter((intent) => intent.seq !== record.seq);
        break;
      case 'unremovable':
        unremovable = [
          ...unremovable.filter((o) => o.type !== record.object.type || o.id !== record.object.id),
          record.object,
        ];
        break;
      default:
        record satisfies never;
    }
  }
  return { ...state, bindings, intents, unremovable, seq };
}
