import type { Address } from './address.ts';
import {
  MOST_APPLIED_PLANS,
  type AppliedPlan,
  type Binding,
  type Intent,
  type State,
  type Unremovable,
} from './state.ts';

/** One change of the state: what a journal would hold, one a line. */
export type StateRecord =
  | { readonly op: 'bind'; readonly address: Address; readonly binding: Binding }
  | { readonly op: 'unbind'; readonly address: Address }
  | { readonly op: 'rename'; readonly from: Address; readonly to: Address }
  | { readonly op: 'intend'; readonly intent: Intent }
  | { readonly op: 'settle'; readonly seq: number }
  | { readonly op: 'free'; readonly seq: number }
  | { readonly op: 'made'; readonly seq: number; readonly id: string }
  | { readonly op: 'unremovable'; readonly object: Unremovable }
  /** Another state in place of this one, lineage and all (`state push`). */
  | { readonly op: 'replace'; readonly state: State }
  /** A saved plan is begun: from here on it is spent. */
  | { readonly op: 'spend'; readonly plan: string };

/**
 * The state after the records, with the same serial, or that of a state that took its place where that is higher: the
 * store gives the next one when it writes.
 */
export function applyRecords(state: State, records: readonly StateRecord[]): State {
  let bindings = new Map(Object.entries(state.bindings) as [Address, Binding][]);
  let { intents, unremovable, seq, lineage, serial, appliedPlans } = state;
  for (const record of records) {
    switch (record.op) {
      case 'bind':
        bindings.set(record.address, record.binding);
        break;
      case 'unbind':
        bindings.delete(record.address);
        break;
      case 'rename': {
        const binding = bindings.get(record.from);
        if (binding === undefined) break;
        bindings.delete(record.from);
        bindings.set(record.to, binding);
        // What it replaced gives its servers to it, under whatever name.
        for (const [address, old] of bindings) {
          if (old.replacedBy === record.from) bindings.set(address, { ...old, replacedBy: record.to });
        }
        break;
      }
      case 'intend':
        intents = [...intents, record.intent];
        seq = Math.max(seq, record.intent.seq);
        break;
      case 'settle':
        intents = intents.filter((intent) => intent.seq !== record.seq);
        break;
      case 'free':
        intents = intents.map((intent) => (intent.seq === record.seq ? { ...intent, phase: 'free' } : intent));
        break;
      case 'made':
        intents = markMade(intents, record.seq, record.id);
        break;
      case 'unremovable':
        unremovable = [
          ...unremovable.filter((o) => o.type !== record.object.type || o.id !== record.object.id),
          record.object,
        ];
        break;
      case 'replace':
        bindings = new Map(Object.entries(record.state.bindings) as [Address, Binding][]);
        ({ intents, unremovable, lineage } = record.state);
        // Counters never go back: a number that was given out must not be given out again.
        seq = Math.max(seq, record.state.seq);
        serial = Math.max(serial, record.state.serial);
        // A plan that was spent stays so, whichever copy knows of it.
        appliedPlans = mergePlans(record.state.appliedPlans, appliedPlans);
        break;
      case 'spend':
        appliedPlans = [...(appliedPlans ?? []), { id: record.plan, serial: state.serial }].slice(-MOST_APPLIED_PLANS);
        break;
      default:
        record satisfies never;
    }
  }
  return {
    ...state,
    lineage,
    serial,
    bindings: Object.fromEntries(bindings),
    intents,
    unremovable,
    seq,
    ...(appliedPlans === undefined ? {} : { appliedPlans }),
  };
}

function mergePlans(
  some: readonly AppliedPlan[] | undefined,
  others: readonly AppliedPlan[] | undefined,
): readonly AppliedPlan[] | undefined {
  if (some === undefined || others === undefined) return some ?? others;
  const merged = new Map([...some, ...others].map((plan) => [plan.id, plan]));
  return [...merged.values()].sort((a, b) => a.serial - b.serial).slice(-MOST_APPLIED_PLANS);
}

/** The ids that the oldest of a kind was sent after serve all that came later: what those made is known by their own ids. */
function markMade(intents: readonly Intent[], seq: number, id: string): readonly Intent[] {
  const type = intents.find((intent) => intent.seq === seq)?.type;
  const first = intents.every((intent) => intent.phase !== 'made' || intent.type !== type);
  return intents.map((intent): Intent => {
    if (intent.seq !== seq) return intent;
    return { ...intent, phase: 'made', id, idsBefore: first ? intent.idsBefore : [] };
  });
}
