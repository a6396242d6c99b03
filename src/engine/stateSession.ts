import type { State } from '../model/state.ts';
import { StateDraft } from '../model/stateDraft.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import type { StateStore } from '../model/stateStore.ts';

interface Waiting {
  readonly records: readonly StateRecord[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One run's writes to the state. Records that arrive while a write is under way share the next one, so that many
 * creates in flight cost few writes. After a failed write nothing more is written: what is durable is no longer known.
 */
export class StateSession {
  readonly #store: StateStore;
  #durable: State;
  readonly #pending: StateDraft;
  #queue: Waiting[] = [];
  #writing = false;
  #broken: Error | undefined;

  constructor(store: StateStore, state: State) {
    this.#store = store;
    this.#durable = state;
    this.#pending = new StateDraft(state);
  }

  /** Everything committed or on its way, as of now: it changes with the next commit. */
  get current(): StateDraft {
    return this.#pending;
  }

  /** What the store has acknowledged. */
  get durable(): State {
    return this.#durable;
  }

  get broken(): boolean {
    return this.#broken !== undefined;
  }

  /** Resolves when the records are durable; rejects with the store's `StateError`. */
  commit(records: readonly StateRecord[]): Promise<void> {
    if (records.length === 0) return Promise.resolve();
    if (this.#broken !== undefined) return Promise.reject(this.#broken);
    this.#pending.apply(records);
    return new Promise((resolve, reject) => {
      this.#queue.push({ records, resolve, reject });
      if (!this.#writing) void this.#drain();
    });
  }

  /** Resolves when the store still is as this run left it; rejects as a write would. Waits for writes under way. */
  fence(): Promise<void> {
    if (this.#broken !== undefined) return Promise.reject(this.#broken);
    return new Promise((resolve, reject) => {
      this.#queue.push({ records: [], resolve, reject });
      if (!this.#writing) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#writing = true;
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      try {
        const records = batch.flatMap((waiting) => waiting.records);
        if (records.length === 0) await this.#store.verify(this.#durable);
        else this.#durable = await this.#store.commit(this.#durable, records);
        for (const waiting of batch) waiting.resolve();
      } catch (error) {
        this.#broken = error instanceof Error ? error : new Error(String(error));
        for (const waiting of [...batch, ...this.#queue]) waiting.reject(error);
        this.#queue = [];
      }
    }
    this.#writing = false;
  }
}
