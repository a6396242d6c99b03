import type { Failure, Outcome } from '../model/outcome.ts';
import { Pace } from '../model/pace.ts';
import type { System } from '../model/system.ts';

/** A call counts as slow when it takes so many times the fastest of its sort, and this many milliseconds. */
const SLOW_TIMES = 4;
const SLOW_MS = 500;
/** A check that is older than this many milliseconds is made again before the call is sent. */
const STALE_MS = 250;

/** A call that changes the account. */
export interface ThrottledCall<T> {
  /** Calls of one sort take about as long. */
  readonly sort: string;
  readonly check: () => Promise<Failure | undefined>;
  /** In place of a second `check`. */
  readonly recheck?: () => Promise<Failure | undefined>;
  /** `checkedAt`: when the check began that was made last, milliseconds since 1970. */
  readonly send: (checkedAt: number) => Promise<Outcome<T>>;
}

/**
 * What all calls of a run that change anything go through: at most `width` at a time, and no faster than the service
 * takes them. When calls slow down, fewer run at a time; that recovers by and by.
 */
export class Throttle {
  readonly #system: System;
  readonly #pace: Pace;
  readonly #most: number;
  #width: number;
  #busy = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #fastest = new Map<string, number>();

  /** `rate`: calls a second that the service took until now, where it refused more. */
  constructor(system: System, stopping: () => boolean, width: number, rate?: number) {
    this.#system = system;
    this.#pace = new Pace(system, stopping, rate);
    this.#most = Math.max(1, width);
    this.#width = this.#most;
  }

  /** Calls a second that are allowed now, or undefined: as many as there are. */
  get rate(): number | undefined {
    return this.#pace.rate;
  }

  /** Calls that may run at a time now. */
  get width(): number {
    return Math.floor(this.#width);
  }

  /**
   * Waits for the call's turn, makes `check` (which answers why it must not be sent, or undefined), and sends it when
   * there is room; checks are made ahead while others are under way, and once more when room was long in coming. Nothing
   * is checked or sent when the run is cut short before.
   */
  async run<T>(call: ThrottledCall<T>): Promise<Outcome<T>> {
    const { sort, check, recheck = check, send } = call;
    const cutShort: Failure = {
      status: 'notSent',
      endpoint: sort,
      reason: 'not sent: the run was cut short while it waited',
    };
    if (!(await this.#pace.turn())) return cutShort;
    let checkedAt = this.#system.now();
    const why = await check();
    if (why !== undefined) return why;
    const checked = this.#pace.now();
    return this.#inSlot(async () => {
      // The pace was cut while there was no room: its turn is over.
      if (this.#pace.cutAt >= checked && !(await this.#pace.turn())) return cutShort;
      const started = this.#pace.now();
      if (started - checked > STALE_MS) {
        checkedAt = this.#system.now();
        const again = await recheck();
        if (again !== undefined) return again;
      }
      const outcome = await send(checkedAt);
      this.#learn(sort, started, outcome);
      return outcome;
    });
  }

  async #inSlot<T>(work: () => Promise<T>): Promise<T> {
    if (this.#busy < this.width) this.#busy += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      this.#busy -= 1;
      while (this.#busy < this.width) {
        const next = this.#waiting.shift();
        if (next === undefined) break;
        this.#busy += 1;
        next();
      }
    }
  }

  #learn(sort: string, started: number, outcome: Outcome<unknown>): void {
    if (outcome.status === 'refused' && outcome.retryAfterMs !== undefined) {
      this.#pace.denied(started, outcome.retryAfterMs);
      return;
    }
    this.#pace.accepted(started);
    this.#adaptWidth(sort, this.#pace.now() - started);
  }

  #adaptWidth(sort: string, ms: number): void {
    const fastest = Math.min(this.#fastest.get(sort) ?? Infinity, ms);
    this.#fastest.set(sort, fastest);
    if (ms > Math.max(SLOW_MS, SLOW_TIMES * fastest)) this.#width = Math.max(1, this.#width - this.#width / 4);
    else this.#width = Math.min(this.#most, this.#width + 1 / this.#width);
  }
}
