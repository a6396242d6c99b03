import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import type { Intent, State } from '../model/state.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import { replacedAddress } from './boundRecords.ts';
import type { Verdict } from './judgeIntent.ts';
import { recovered } from './recovered.ts';

type Proof = Extract<Verdict, { status: 'made' }>['proof'];

/**
 * Records what a call with a lost answer turns out to have done. What the address was bound to until then, because a
 * create was half of a replacement, stays bound until it is removed: it must not be forgotten.
 */
export function recoveredRecords(
  state: Pick<State, 'bindings'>,
  kind: AnyKind,
  intent: Intent,
  { live, proof }: { readonly live: Live; readonly proof: Proof },
): readonly StateRecord[] {
  const { address, type, seq, delta } = intent;
  const { id } = live;
  const old = state.bindings[address];
  if (delta !== undefined || proof === 'value') {
    // A list has shown it, so that no other look is needed.
    const seen: StateRecord = { op: 'settle', seq };
    if (delta === undefined || old?.id !== id) return [seen];
    return [{ op: 'bind', address, binding: { ...old, applied: { ...old.applied, [delta.field]: delta.to } } }, seen];
  }
  const kept: readonly StateRecord[] =
    old === undefined
      ? []
      : [{ op: 'bind', address: replacedAddress(state, address, old.id), binding: { ...old, replacedBy: address } }];
  const { applied, doubted } = recovered(kind, intent, live, proof);
  const doubt = doubted.length === 0 ? {} : { doubted };
  return [
    ...kept,
    { op: 'bind', address, binding: { type, id, applied, made: true, seq, ...doubt } },
    madeRecord(intent, id, proof),
  ];
}

/** A create is settled but for the audit: where only a difference told what it made, its own may still arrive. */
export function madeRecord(intent: Intent, id: string, proof: Proof): StateRecord {
  if (proof !== 'difference') return { op: 'made', seq: intent.seq, id };
  return { op: 'intend', intent: { ...intent, phase: 'made', id, guessed: true } };
}
