import { decodeState } from '../../../src/state/decodeState.ts';
import { encodeState } from '../../../src/state/encodeState.ts';
import { stateFailure } from '../../../src/state/stateFailure.ts';
import type { State } from '../../../src/model/state.ts';
import type { LockInfo, StateError } from '../../../src/model/stateStore.ts';
import type { SimProcess } from './simProcess.ts';

/** Ways to build a store that the product must not have: each is a tooth of the simulation. */
export interface DiskFlaws {
  /** Writes whatever is there. */
  readonly noCompare?: true;
  /** Acknowledges what only the page cache has. */
  readonly noSync?: true;
  /** Writes over the file instead of replacing it. */
  readonly inPlace?: true;
}

export interface HeldLock {
  readonly info: LockInfo;
  readonly process: SimProcess;
}

/** Where the state lives, shared by all processes: what they see, what a power cut leaves, and the lock. */
export class Disk {
  readonly flaws: DiskFlaws;
  lock: HeldLock | undefined;
  #visible: string | undefined;
  #durable: string | undefined;
  #known: { readonly text: string; readonly state: State } | undefined;
  #locks = 0;

  constructor(flaws: DiskFlaws) {
    this.flaws = flaws;
  }

  /** From the text, as a new process has it. Throws `StateError` when what is there cannot be read. */
  read(): State | undefined {
    if (this.#visible === undefined) return undefined;
    const decoded = decodeState(this.#visible);
    if (decoded.status === 'ok') return decoded.state;
    const problem = decoded.status === 'corrupt' ? decoded.problem : 'a later version';
    throw stateFailure('state', { code: 'state-corrupt', problem });
  }

  /** What is there, for those who watch: undefined when it cannot be read. */
  peek(): State | undefined {
    const text = this.#visible;
    if (text === undefined) return undefined;
    if (this.#known?.text !== text) {
      const decoded = decodeState(text);
      if (decoded.status !== 'ok') return undefined;
      this.#known = { text, state: decoded.state };
    }
    return this.#known.state;
  }

  /** What a writer does before it replaces the file: half of the text is somewhere, and nobody sees it. */
  write(text: string): void {
    if (this.flaws.inPlace === true) this.#visible = text.slice(0, text.length >> 1);
  }

  /** The compare-and-swap. Answers why not, or undefined when it is done. */
  replace(base: State, next: State, text: string, lockId: string | undefined): StateError | undefined {
    const why = this.flaws.noCompare === true ? undefined : this.#whyNot(base, lockId);
    if (why !== undefined) return why;
    this.#visible = text;
    this.#known = { text, state: next };
    if (this.flaws.noSync !== true) this.#durable = text;
    return undefined;
  }

  /** The kernel writes back, in its own time. */
  sync(): void {
    this.#durable = this.#visible;
  }

  powerCut(): void {
    this.#visible = this.#durable;
  }

  nextLockId(): string {
    this.#locks += 1;
    return `lock-${this.#locks}`;
  }

  /** Why a write would not be taken, or undefined. */
  check(base: State, lockId: string | undefined): StateError | undefined {
    return this.flaws.noCompare === true ? undefined : this.#whyNot(base, lockId);
  }

  #whyNot(base: State, lockId: string | undefined): StateError | undefined {
    if (this.flaws.inPlace === true) return undefined;
    if (lockId !== undefined && this.lock?.info.id !== lockId) {
      return stateFailure('state', { code: 'lock-lost', holder: this.lock?.info });
    }
    const stored = this.peek();
    const same =
      stored === undefined ? base.serial === 0 : stored.serial === base.serial && stored.lineage === base.lineage;
    return same ? undefined : stateFailure('state', { code: 'state-conflict', base, stored });
  }
}

export function textOf(state: State): string {
  return encodeState(state);
}
