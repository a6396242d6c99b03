import { copyAccount, type Account } from './account.ts';
import type { Lag } from './shapes.ts';

interface Past {
  /** The write that ended this state, and when. */
  readonly seq: number;
  readonly time: number;
  readonly account: Account;
}

/** Earlier states of an account, kept only as long as a lagging or stale list can still show them. */
export class History {
  readonly #lag: Lag;
  #past: Past[] = [];
  #beforeLastWrite: Account | undefined;

  constructor(lag: Lag) {
    this.#lag = lag;
  }

  /** Whether lists lag at all; if not, only a `stale` fault has a use for the past. */
  get lags(): boolean {
    return this.#lag.ms > 0 || this.#lag.calls > 0;
  }

  /** Call before a write; the answer records it once the write is known to have changed something. */
  prepare(account: Account, seq: number, time: number): () => void {
    const before = copyAccount(account);
    return () => {
      this.#beforeLastWrite = before;
      if (this.lags) this.#past.push({ seq, time, account: before });
    };
  }

  /** What a list shows at this call: the state before the first write that it does not see yet. */
  visible(account: Account, seq: number, time: number): Account {
    this.#past = this.#past.filter((past) => this.#hides(past, seq, time));
    return this.#past[0]?.account ?? account;
  }

  /** The state before the last write that was recorded. */
  stale(account: Account): Account {
    return this.#beforeLastWrite ?? account;
  }

  #hides(past: Past, seq: number, time: number): boolean {
    return time - past.time < this.#lag.ms || seq - past.seq <= this.#lag.calls;
  }
}
