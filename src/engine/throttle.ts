import type { Failure, Outcome } from '../model/outcome.ts';
import type { System } from '../model/system.ts';
import { pause } from './pause.ts';

/** So many calls may be made up for when one started late: timers and a busy machine never are early. */
const CREDIT = 2;
/** What was accepted in so many milliseconds is what the service allows, as far as one can see. */
const WINDOW_MS = 1000;
/** A pace that was found is kept for so long before a faster one is tried; twice as long each time it is found again. */
const HOLD_MS = 20_000;
/** After a cut that may have gone too deep. */
const SHORT_HOLD_MS = 3000;
const LONGEST_HOLD_MS = 320_000;
/** Of the rate that was accepted: a pace that hits the limit by chance costs more than it brings. */
const MARGIN = 0.98;
const DEEPEST_CUT = 0.7;
/** Calls a second. */
const SLOWEST = 0.2;
/** Growth of the rate, a second, while a faster pace is tried. */
const GROWTH = 0.01;
/** A call counts as slow when it takes so many times the fastest of its sort, and this many milliseconds. */
const SLOW_TIMES = 4;
const SLOW_MS = 500;
/** The longest that all calls wait for a refusal. */
const LONGEST_PAUSE_MS = 60_000;

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
 * takes them. A 429 cuts the pace to what was accepted in the last second; a second one soon after, or one that names a
 * longer wait, stops all of them for as long as it says. When calls slow down, fewer run at a time. Both recover by and by.
 */
export class Throttle {
  readonly #system: System;
  readonly #stopping: () => boolean;
  readonly #most: number;
  #width: number;
  #busy = 0;
  readonly #waiting: (() => void)[] = [];
  /** Ends when the last who waits for its turn has it. */
  #line: Promise<void> = Promise.resolve();
  /** Calls a second; undefined: no refusal has come yet. */
  #rate: number | undefined;
  /** When the next call may start, by the rate, and when the rate was last worked out. */
  #nextAt = 0;
  #ratedAt = 0;
  #cutAt = -Infinity;
  #holdMs = HOLD_MS;
  #pausedUntil = 0;
  /** When the calls of the last second were accepted. */
  #accepted: number[] = [];
  readonly #fastest = new Map<string, number>();

  constructor(system: System, stopping: () => boolean, width: number) {
    this.#system = system;
    this.#stopping = stopping;
    this.#most = Math.max(1, width);
    this.#width = this.#most;
  }

  /** Calls a second that are allowed now, or undefined: as many as there are. */
  get rate(): number | undefined {
    return this.#rate;
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
    if (!(await this.#turn())) return cutShort;
    let checkedAt = this.#system.now();
    const why = await check();
    if (why !== undefined) return why;
    const checked = this.#system.now();
    return this.#inSlot(async () => {
      // The pace was cut while there was no room: its turn is over.
      if (this.#cutAt >= checked && !(await this.#turn())) return cutShort;
      const started = this.#system.now();
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

  /**
   * Waits for the call's turn; false when the run was cut short meanwhile. One after the other: only the first in line
   * looks at the clock, so that a cut of the pace holds for all who wait.
   */
  async #turn(): Promise<boolean> {
    const before = this.#line;
    let leave: (() => void) | undefined;
    this.#line = new Promise((resolve) => (leave = resolve));
    await before;
    try {
      for (;;) {
        const now = this.#system.now();
        const turn = this.#rate === undefined ? now : Math.max(this.#nextAt, now - (CREDIT * 1000) / this.#rate);
        const wait = Math.max(turn, this.#pausedUntil) - now;
        if (wait <= 0) {
          if (this.#rate !== undefined) this.#nextAt = turn + 1000 / this.#currentRate(now);
          return true;
        }
        if (this.#stopping()) return false;
        await pause(this.#system, this.#stopping, wait);
      }
    } finally {
      leave?.();
    }
  }

  #currentRate(now: number): number {
    const rate = this.#rate ?? Infinity;
    if (now < this.#cutAt + this.#holdMs) {
      this.#ratedAt = now;
      return rate;
    }
    this.#rate = rate * (1 + GROWTH * Math.min(1, Math.max(0, (now - this.#ratedAt) / 1000)));
    this.#ratedAt = now;
    return this.#rate;
  }

  #learn(sort: string, started: number, outcome: Outcome<unknown>): void {
    const now = this.#system.now();
    if (outcome.status === 'refused' && outcome.retryAfterMs !== undefined) {
      this.#slowDown(started, now, outcome.retryAfterMs);
      return;
    }
    this.#forget(now);
    this.#accepted.push(now);
    this.#adaptWidth(sort, now - started);
  }

  #forget(now: number): void {
    let old = 0;
    while ((this.#accepted[old] ?? Infinity) <= now - WINDOW_MS) old += 1;
    if (old > 0) this.#accepted = this.#accepted.slice(old);
  }

  #slowDown(started: number, now: number, retryAfterMs: number): void {
    const wait = Math.min(retryAfterMs, LONGEST_PAUSE_MS);
    // It was on its way when the pace was cut, and says nothing about the new one.
    if (started < this.#cutAt) return;
    this.#forget(now);
    const seen = Math.max(1, this.#accepted.length);
    const before = this.#rate;
    const isSoon = now - this.#cutAt < 2 * WINDOW_MS;
    // After a pause little was accepted, whatever the service allows: one cut goes only so deep.
    this.#rate = before === undefined ? seen * MARGIN : Math.min(before, Math.max(seen, before * DEEPEST_CUT)) * MARGIN;
    this.#rate = Math.max(this.#rate, SLOWEST);
    const isFound = before !== undefined && this.#rate > before * 0.9;
    this.#holdMs = isFound ? Math.min(this.#holdMs * 2, LONGEST_HOLD_MS) : isSoon ? SHORT_HOLD_MS : HOLD_MS;
    if (before === undefined || isSoon || wait > WINDOW_MS) this.#pausedUntil = Math.max(this.#pausedUntil, now + wait);
    this.#cutAt = now;
    this.#ratedAt = now;
    this.#nextAt = Math.max(this.#pausedUntil, now + 1000 / this.#rate);
  }

  #adaptWidth(sort: string, ms: number): void {
    const fastest = Math.min(this.#fastest.get(sort) ?? Infinity, ms);
    this.#fastest.set(sort, fastest);
    if (ms > Math.max(SLOW_MS, SLOW_TIMES * fastest)) this.#width = Math.max(1, this.#width - this.#width / 4);
    else this.#width = Math.min(this.#most, this.#width + 1 / this.#width);
  }
}
