import { TEST_NOW } from '../../support/inProcess.ts';

interface Due {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** `stuck`: someone waits for what never comes. `endless`: it goes on and on. */
export type Ending = 'done' | 'stuck' | 'endless';

/** Far more than any story needs. */
const MOST_TURNS = 60_000;

/**
 * The virtual clock, and the scheduler: it runs what is due in the order of time, one at a time, and lets everything
 * that this sets free come to rest before the next. Delays are drawn by chance, so chance chooses who goes first.
 */
export class Clockwork {
  #now = TEST_NOW;
  #due: Due[] = [];
  #order = 0;
  #turns = 0;

  /** Milliseconds since 1970. */
  get now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): void {
    this.#order += 1;
    this.#due.push({ at: this.#now + Math.max(0, Math.ceil(ms)), order: this.#order, run });
  }

  async runUntil(done: () => boolean): Promise<Ending> {
    for (;;) {
      await atRest();
      if (done()) return 'done';
      this.#turns += 1;
      if (this.#turns > MOST_TURNS) return 'endless';
      const next = this.#take();
      if (next === undefined) return 'stuck';
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
  }

  /** Lets time pass, and everything happen that is due in it. */
  async pass(ms: number): Promise<Ending> {
    let over = false;
    this.after(ms, () => (over = true));
    return this.runUntil(() => over);
  }

  #take(): Due | undefined {
    let first = 0;
    for (let index = 1; index < this.#due.length; index += 1) if (this.#isBefore(index, first)) first = index;
    return this.#due.splice(first, 1)[0];
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#due[a], this.#due[b]];
    if (one === undefined || other === undefined) return false;
    return one.at < other.at || (one.at === other.at && one.order < other.order);
  }
}

/** Resolves when no promise has anything left to do: a macrotask runs after all microtasks. */
function atRest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
