import type { System } from '../../src/model/system.ts';

/** A clock that jumps to whatever is waited for next. */
export class JumpingClock implements System {
  time = 1_000_000;
  readonly #timers: { readonly at: number; readonly wake: () => void }[] = [];

  now(): number {
    return this.time;
  }

  random(): number {
    return 0.5;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => {
      this.#timers.push({ at: this.time + ms, wake });
    });
  }

  async until(work: Promise<unknown>): Promise<void> {
    const seen = { over: false };
    void work.finally(() => (seen.over = true));
    for (;;) {
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      if (seen.over) return;
      this.#timers.sort((a, b) => a.at - b.at);
      const next = this.#timers.shift();
      if (next === undefined) throw new Error('everything waits for nothing');
      this.time = Math.max(this.time, next.at);
      next.wake();
    }
  }
}
