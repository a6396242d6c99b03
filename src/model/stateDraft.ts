import type { Address } from './address.ts';
import {
  MOST_APPLIED_PLANS,
  type AppliedPlan,
  type Binding,
  type Intent,
  type State,
  type Unremovable,
} from './state.ts';
import type { StateRecord } from './stateRecord.ts';

/**
 * A state in the making: the one place that says what each record does. A record costs what it changes and not what the
 * state holds, so that a run of ten thousand creates does not pay for all of them at each. What it answers is as of the
 * last `apply`.
 */
export class StateDraft {
  #base: State;
  #bindings: Record<Address, Binding> = {};
  /** `type`, a line feed, `id` → the addresses that are bound to the object; nearly always one. */
  readonly #addresses = new Map<string, Set<Address>>();
  /** Address → the addresses of what it replaced. */
  readonly #replaced = new Map<Address, Set<Address>>();
  /** By number, in the order in which they were written. */
  readonly #intents = new Map<number, Intent>();
  readonly #intentsAt = new Map<Address, Set<number>>();
  /** Type → how many of its intents are in the phase `made`. */
  readonly #made = new Map<string, number>();
  #unremovable: readonly Unremovable[] = [];
  #seq = 0;
  /** The intents as a list, until the next one changes. */
  #listed: readonly Intent[] | undefined;

  constructor(base: State) {
    this.#base = base;
    this.#begin(base);
  }

  #begin(base: State): void {
    this.#bindings = { ...base.bindings };
    for (const index of [this.#addresses, this.#replaced, this.#intents, this.#intentsAt, this.#made]) index.clear();
    this.#listed = undefined;
    for (const [address, binding] of Object.entries(base.bindings) as [Address, Binding][])
      this.#index(address, binding);
    for (const intent of base.intents) this.#keep(intent);
    this.#unremovable = base.unremovable;
    this.#seq = base.seq;
  }

  /** Live: it changes with the next `apply`. */
  get bindings(): State['bindings'] {
    return this.#bindings;
  }

  get intents(): readonly Intent[] {
    this.#listed ??= [...this.#intents.values()];
    return this.#listed;
  }

  /** Number of the last intent. */
  get seq(): number {
    return this.#seq;
  }

  intentsAt(address: Address): readonly Intent[] {
    return [...(this.#intentsAt.get(address) ?? [])].flatMap((seq) => this.#intents.get(seq) ?? []);
  }

  /** The binding that speaks for an object, at whatever address. */
  bindingTo(type: string, id: string): Binding | undefined {
    const [address] = this.#addresses.get(objectKey(type, id)) ?? [];
    return address === undefined ? undefined : this.#bindings[address];
  }

  apply(records: readonly StateRecord[]): this {
    for (const record of records) this.#apply(record);
    return this;
  }

  /** As a value of its own, with the serial that the draft began with, or that of a state that took its place. */
  toState(): State {
    const { intents } = this;
    return { ...this.#base, bindings: { ...this.#bindings }, intents, unremovable: this.#unremovable, seq: this.#seq };
  }

  #apply(record: StateRecord): void {
    switch (record.op) {
      case 'bind':
        this.#bind(record.address, record.binding);
        break;
      case 'unbind':
        this.#unbind(record.address);
        break;
      case 'rename':
        this.#rename(record.from, record.to);
        break;
      case 'intend':
        this.#keep(record.intent);
        this.#seq = Math.max(this.#seq, record.intent.seq);
        break;
      case 'settle':
        this.#drop(record.seq);
        break;
      case 'free':
        this.#change(record.seq, (intent) => ({ ...intent, phase: 'free' }));
        break;
      case 'made':
        this.#change(record.seq, (intent) => {
          // The ids that the oldest of a kind was sent after serve all that came later: what those made is known by their own ids.
          const first = (this.#made.get(intent.type) ?? 0) === 0;
          return { ...intent, phase: 'made', id: record.id, idsBefore: first ? intent.idsBefore : [] };
        });
        break;
      case 'unremovable': {
        const { object } = record;
        const others = this.#unremovable.filter(({ type, id }) => type !== object.type || id !== object.id);
        this.#unremovable = [...others, object];
        break;
      }
      case 'replace': {
        const { state } = record;
        const { serial, appliedPlans, ...rest } = this.#base;
        const plans = mergePlans(state.appliedPlans, appliedPlans);
        // Counters never go back: a number that was given out must not be given out again.
        const seq = Math.max(this.#seq, state.seq);
        const base = { ...rest, lineage: state.lineage, serial: Math.max(serial, state.serial) };
        // A plan that was spent stays so, whichever copy knows of it.
        this.#base = { ...base, ...(plans === undefined ? {} : { appliedPlans: plans }) };
        this.#begin({ ...state, seq });
        break;
      }
      case 'spend': {
        const { appliedPlans = [], serial } = this.#base;
        const plans = [...appliedPlans, { id: record.plan, serial }].slice(-MOST_APPLIED_PLANS);
        this.#base = { ...this.#base, appliedPlans: plans };
        break;
      }
      default:
        record satisfies never;
    }
  }

  #bind(address: Address, binding: Binding): void {
    const before = this.#bindings[address];
    if (before !== undefined) this.#unindex(address, before);
    this.#bindings[address] = binding;
    this.#index(address, binding);
  }

  #unbind(address: Address): void {
    const before = this.#bindings[address];
    if (before === undefined) return;
    this.#unindex(address, before);
    // A map would do, but a state's bindings are plain data, and this is the object that everybody reads.
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
    delete this.#bindings[address];
  }

  #rename(from: Address, to: Address): void {
    const binding = this.#bindings[from];
    if (binding === undefined) return;
    this.#unbind(from);
    this.#bind(to, binding);
    // What it replaced gives its servers to it, under whatever name.
    for (const address of [...(this.#replaced.get(from) ?? [])]) {
      const old = this.#bindings[address];
      if (old !== undefined) this.#bind(address, { ...old, replacedBy: to });
    }
  }

  #index(address: Address, { type, id, replacedBy }: Binding): void {
    add(this.#addresses, objectKey(type, id), address);
    if (replacedBy !== undefined) add(this.#replaced, replacedBy, address);
  }

  #unindex(address: Address, { type, id, replacedBy }: Binding): void {
    remove(this.#addresses, objectKey(type, id), address);
    if (replacedBy !== undefined) remove(this.#replaced, replacedBy, address);
  }

  #keep(intent: Intent): void {
    this.#drop(intent.seq);
    this.#intents.set(intent.seq, intent);
    add(this.#intentsAt, intent.address, intent.seq);
    this.#count(intent, 1);
  }

  #drop(seq: number): void {
    const intent = this.#intents.get(seq);
    this.#listed = undefined;
    if (intent === undefined) return;
    this.#intents.delete(seq);
    remove(this.#intentsAt, intent.address, seq);
    this.#count(intent, -1);
  }

  /** Leaves the intent where it stands among the others. */
  #change(seq: number, change: (intent: Intent) => Intent): void {
    const before = this.#intents.get(seq);
    if (before === undefined) return;
    const after = change(before);
    this.#intents.set(seq, after);
    this.#listed = undefined;
    this.#count(before, -1);
    this.#count(after, 1);
  }

  #count({ type, phase }: Intent, by: number): void {
    if (phase === 'made') this.#made.set(type, (this.#made.get(type) ?? 0) + by);
  }
}

function mergePlans(
  some: readonly AppliedPlan[] | undefined,
  others: readonly AppliedPlan[] | undefined,
): readonly AppliedPlan[] | undefined {
  if (some === undefined || others === undefined) return some ?? others;
  const merged = new Map([...some, ...others].map((plan) => [plan.id, plan]));
  return [...merged.values()].sort((a, b) => a.serial - b.serial).slice(-MOST_APPLIED_PLANS);
}

function objectKey(type: string, id: string): string {
  return `${type}\n${id}`;
}

function add<K, V>(index: Map<K, Set<V>>, key: K, value: V): void {
  const values = index.get(key);
  if (values === undefined) index.set(key, new Set([value]));
  else values.add(value);
}

function remove<K, V>(index: Map<K, Set<V>>, key: K, value: V): void {
  const values = index.get(key);
  if (values?.delete(value) === true && values.size === 0) index.delete(key);
}
