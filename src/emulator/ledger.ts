import type { FaultRule } from './faults.ts';
import type { Watch } from './table.ts';

/** One call, as the service saw it. */
export interface CallRecord {
  readonly record: 'call';
  /** From 1, in the order in which the calls arrived. */
  readonly seq: number;
  /** Milliseconds since 1970 UTC, by the emulator's clock. */
  readonly time: number;
  /** `console`: a person, through the control endpoint or `Emulator.console`. */
  readonly by: 'api' | 'console';
  readonly method: string;
  /** `im/key/create`; for a call that led nowhere, its path. */
  readonly endpoint: string;
  /** Arguments by name, the token left out. */
  readonly query: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether the endpoint changes the account. */
  readonly mutating: boolean;
  /** Whether it was carried out: false for a refusal, and when a fault struck before the effect. */
  readonly applied: boolean;
  /** What the account made of it; `not-reached`: a fault struck first. */
  readonly outcome: 'done' | 'refused' | 'unauthorised' | 'not-found' | 'not-reached';
  readonly refusal?: string;
  readonly fault?: Pick<FaultRule, 'do' | 'when'>;
  /** HTTP status of the answer; 0 when no answer was given. */
  readonly status: number;
  readonly misprint?: true;
  readonly untypedRemoval?: true;
}

/** One change of one object. `call` is the sequence number of the call that did it, null for a change behind the back. */
export interface ObjectEvent {
  readonly record: 'object';
  readonly event: 'made' | 'changed' | 'removed';
  readonly kind: string;
  readonly id: string;
  readonly attributes: object;
  readonly call: number | null;
}

/** The life of one object that was made, changed or removed while the emulator ran. */
export interface ObjectRecord {
  readonly kind: string;
  readonly id: string;
  /** As they are, or were last. */
  readonly attributes: object;
  /** `start`: it was there from the beginning; null: made behind the back. */
  readonly madeBy: number | 'start' | null;
  /** Absent while it lives. */
  readonly removedBy?: number | null;
}

/** A line of the ledger file. */
export type LedgerRecord = CallRecord | ObjectEvent;

/** Everything that happened to the account: the judge of every promise about money. */
export class Ledger {
  readonly calls: CallRecord[] = [];
  readonly events: ObjectEvent[] = [];
  readonly #objects: ObjectRecord[] = [];
  readonly #current = new Map<string, number>();
  readonly #sink: (records: readonly LedgerRecord[]) => void;
  #lastSeq = 0;
  #open: { readonly seq: number; readonly firstEvent: number } | undefined;

  /** `sink` gets the records as they come: a call, then what it changed. */
  constructor(sink: (records: readonly LedgerRecord[]) => void = () => undefined) {
    this.#sink = sink;
  }

  /** Every object that was made, changed or removed, in the order in which each was first touched. */
  get objects(): readonly ObjectRecord[] {
    return this.#objects;
  }

  /** Opens a call: what changes until `close` is its doing. */
  open(): number {
    this.#lastSeq += 1;
    this.#open = { seq: this.#lastSeq, firstEvent: this.events.length };
    return this.#lastSeq;
  }

  close(record: CallRecord): void {
    const events = this.events.slice(this.#open?.firstEvent);
    this.#open = undefined;
    this.calls.push(record);
    this.#sink([record, ...events]);
  }

  readonly watch: Watch = (kind, id, before, after) => {
    const call = this.#open?.seq ?? null;
    const attributes = after ?? before ?? {};
    const event = after === undefined ? 'removed' : before === undefined ? 'made' : 'changed';
    const record: ObjectEvent = { record: 'object', event, kind, id, attributes, call };
    this.events.push(record);
    this.#follow(record);
    if (this.#open === undefined) this.#sink([record]);
  };

  #follow({ event, kind, id, attributes, call }: ObjectEvent): void {
    const name = `${kind} ${id}`;
    const place = this.#current.get(name);
    const known = place === undefined ? undefined : this.#objects[place];
    // A removed object that comes back (an IP licence) is a new one.
    if (place === undefined || known === undefined || event === 'made') {
      this.#current.set(name, this.#objects.length);
      const made = { kind, id, attributes, madeBy: event === 'made' ? call : ('start' as const) };
      this.#objects.push(event === 'removed' ? { ...made, removedBy: call } : made);
    } else {
      this.#objects[place] = event === 'removed' ? { ...known, removedBy: call } : { ...known, attributes };
    }
  }
}
