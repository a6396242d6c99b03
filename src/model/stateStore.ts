import type { Diagnostic } from './diagnostic.ts';
import type { State } from './state.ts';
import type { StateRecord } from './stateRecord.ts';

/** Who holds the lock of an account's state. */
export interface LockInfo {
  readonly id: string;
  readonly account: string;
  /** `user@host`. */
  readonly owner: string;
  readonly host: string;
  readonly pid: number;
  /** Milliseconds since 1970, UTC. */
  readonly since: number;
  /** `apply`, `import`, `state rm`. */
  readonly operation: string;
}

export interface StateLock {
  readonly info: LockInfo;
  /** Said once when the lock was taken over from a dead process. */
  readonly notice?: string;
  release(): Promise<void>;
}

/**
 * Where bindings and intents live. Every method throws `StateError` for what a user can cause (corrupt file, held
 * lock, lost race, disk full), and nothing else.
 */
export interface StateStore {
  /** For messages: the file's path, without secrets. */
  readonly location: string;
  /** Undefined: there is none yet. */
  read(): Promise<State | undefined>;
  /**
   * Compare-and-swap: applies the records to `base` and makes the result durable with the next serial, if the stored
   * serial is still `base.serial` and the lineage the same (or there is none and `base.serial` is 0); otherwise throws
   * `state-conflict` and nothing is written. Resolved means durable.
   */
  commit(base: State, records: readonly StateRecord[]): Promise<State>;
  /**
   * Throws as `commit` would, and writes nothing: asked right before a call that needs no write of its own first, so that
   * who lost the lock, or the race for the state, sends nothing more.
   */
  verify(base: State): Promise<void>;
  /** Throws `lock-held` with the holder's particulars. A holder that is a dead process on this host is taken over. */
  lock(operation: string): Promise<StateLock>;
  /** The lock now held, or undefined. */
  holder(): Promise<LockInfo | undefined>;
  /** Removes the lock with this id, whoever holds it. False: there is no such lock. */
  unlock(id: string): Promise<boolean>;
}

export class StateError extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.summary);
    this.name = 'StateError';
    this.diagnostic = diagnostic;
  }
}
