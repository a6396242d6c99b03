import { forwardClock } from './forwardClock.ts';
import { pause } from './pause.ts';
import type { System } from './system.ts';

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
/** The same after a first refusal that came before a whole window, or more than so few calls, had shown what is accepted. */
const FAST_GROWTH = 0.5;
const FEW = 2;
/** After so many cuts in a row, each with fewer calls accepted than this before the next refusal, no cut seems to help. */
const MOST_CUTS = 10;
const FEW_ACCEPTED = 30;
/** Unless a larger share of the last calls than this is refused. */
const MOST_REFUSED = 1 / 3;
const LAST_CALLS = 20;
/** The longest that all calls wait for a refusal. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * Lets calls go no faster than the service takes them. A 429 cuts the pace to what was accepted in the last second; a
 * second one soon after, or one that names a longer wait, stops all calls for as long as it says. The pace recovers by
 * and by; refusals that come as they come, however slow the calls, are no reason to go ever slower.
 */
export class Pace {
  /**
   * The time that calls are told by here: by a clock that is set back an hour, every call would wait an hour for its turn,
   * and no refusal would count.
   */
  readonly now: () => number;
  readonly #system: System;
  readonly #stopping: () => boolean;
  /** Ends when the last who waits for its turn has it. */
  #line: Promise<void> = Promise.resolve();
  /** Calls a second; undefined: no refusal has come yet. */
  #rate: number | undefined;
  #growth = GROWTH;
  /** Of a rate that was given: whether it was refused already. Undefined once it is what these calls themselves showed. */
  #given: 'untried' | 'refused' | undefined;
  /** When the next call may start, by the rate, and when the rate was last worked out. */
  #nextAt = 0;
  #ratedAt = 0;
  #cutAt = -Infinity;
  #isFirstCut = false;
  #holdMs = HOLD_MS;
  #pausedUntil = 0;
  /** When the first call began that was answered. */
  #since: number | undefined;
  /** When the calls of the last second were accepted. */
  #accepted: number[] = [];
  /** Calls accepted since the last refusal, refusals in a row that came after few, and how the last calls ended. */
  #acceptedSince = 0;
  #futile = 0;
  readonly #refused: boolean[] = [];

  /** `rate`: calls a second that were taken of another sort: where these begin, soon to try whether they may be faster. */
  constructor(system: System, stopping: () => boolean, rate?: number) {
    this.now = forwardClock(system);
    this.#system = system;
    this.#stopping = stopping;
    if (rate === undefined) return;
    this.#rate = rate;
    this.#given = 'untried';
    this.#cutAt = this.now();
    this.#ratedAt = this.#cutAt;
    this.#holdMs = SHORT_HOLD_MS;
    this.#growth = FAST_GROWTH;
  }

  /** Calls a second that are allowed now, or undefined: as many as there are. */
  get rate(): number | undefined {
    return this.#rate;
  }

  /** When the pace was last cut: whoever had its turn before has to wait for another. By `now`. */
  get cutAt(): number {
    return this.#cutAt;
  }

  /**
   * Waits for the call's turn; false when the run was cut short meanwhile, or when `isOver` says that the call is no longer
   * made. One after the other: only the first in line looks at the clock, so that a cut of the pace holds for all who wait.
   */
  async turn(isOver = (): boolean => false): Promise<boolean> {
    const before = this.#line;
    let leave: (() => void) | undefined;
    this.#line = new Promise((resolve) => (leave = resolve));
    await before;
    try {
      for (;;) {
        if (isOver()) return false;
        const now = this.now();
        const turn = this.#rate === undefined ? now : Math.max(this.#nextAt, now - (CREDIT * 1000) / this.#rate);
        const wait = Math.max(turn, this.#pausedUntil) - now;
        if (wait <= 0) {
          if (this.#rate !== undefined) this.#nextAt = turn + 1000 / this.#currentRate(now);
          return true;
        }
        if (this.#stopping()) return false;
        await pause(this.#system, () => this.#stopping() || isOver(), wait);
      }
    } finally {
      leave?.();
    }
  }

  /** Calls that the service took in the last second. */
  get lately(): number {
    this.#forget(this.now());
    return this.#accepted.length;
  }

  /** The service took a call that had begun at `started`, by `now`. */
  accepted(started: number): void {
    const now = this.now();
    this.#since ??= started;
    this.#forget(now);
    this.#accepted.push(now);
    this.#acceptedSince += 1;
    this.#note(false);
    // It had been let through before the one that was not, and its answer took longer.
    if (this.#isFirstCut && started < this.#cutAt && this.#rate !== undefined) this.#rate += MARGIN;
  }

  /** The service answered such a call that there were too many. `retryAfterMs`: what it asked for. */
  denied(started: number, retryAfterMs: number): void {
    const now = this.now();
    const wait = Math.min(retryAfterMs, LONGEST_PAUSE_MS);
    // It was on its way when the pace was cut, and says nothing about the new one.
    if (started < this.#cutAt) return;
    this.#note(true);
    const given = this.#given;
    const isEarly = this.#acceptedSince < FEW_ACCEPTED;
    // That a rate which was given is too fast is no sign that cuts do not help.
    this.#futile = isEarly && given === undefined ? this.#futile + 1 : 0;
    this.#acceptedSince = 0;
    if (this.#isFutile()) {
      this.#growth = FAST_GROWTH;
      this.#holdMs = 0;
      if (wait > WINDOW_MS) this.#pausedUntil = Math.max(this.#pausedUntil, now + wait);
      return;
    }
    this.#forget(now);
    const seen = Math.max(1, this.#accepted.length);
    const before = this.#rate;
    const isSoon = now - this.#cutAt < 2 * WINDOW_MS;
    const isGuess = before === undefined && seen <= FEW && now - (this.#since ?? now) < WINDOW_MS;
    // After a pause little was accepted, whatever the service allows: one cut goes only so deep.
    const cut = before === undefined ? seen : Math.min(before, Math.max(seen, before * DEEPEST_CUT));
    this.#rate = Math.max(cut * MARGIN, SLOWEST);
    const isFound = before !== undefined && this.#rate > before * 0.9;
    // The calls before may have used up what is allowed: a first refusal does not make a rate that was given too fast.
    const isDoubted = given === 'untried' && !(isFound && seen > FEW);
    const isStillTooFast = before !== undefined && seen < before * DEEPEST_CUT;
    this.#given = isDoubted || (given === 'refused' && isEarly && isStillTooFast) ? 'refused' : undefined;
    const isShort = isGuess || isSoon || isDoubted;
    this.#holdMs =
      isFound && !isDoubted ? Math.min(this.#holdMs * 2, LONGEST_HOLD_MS) : isShort ? SHORT_HOLD_MS : HOLD_MS;
    this.#growth = isGuess || isDoubted ? FAST_GROWTH : GROWTH;
    if (before === undefined || isSoon || wait > WINDOW_MS) this.#pausedUntil = Math.max(this.#pausedUntil, now + wait);
    this.#cutAt = now;
    this.#isFirstCut = before === undefined;
    this.#ratedAt = now;
    this.#nextAt = Math.max(this.#pausedUntil, now + 1000 / this.#rate);
  }

  #note(refused: boolean): void {
    this.#refused.push(refused);
    if (this.#refused.length > LAST_CALLS) this.#refused.shift();
  }

  #isFutile(): boolean {
    if (this.#futile <= MOST_CUTS) return false;
    return this.#refused.filter((refused) => refused).length <= MOST_REFUSED * LAST_CALLS;
  }

  #currentRate(now: number): number {
    const rate = this.#rate ?? Infinity;
    if (now < this.#cutAt + this.#holdMs) {
      this.#ratedAt = now;
      return rate;
    }
    this.#rate = rate * (1 + this.#growth * Math.min(1, Math.max(0, (now - this.#ratedAt) / 1000)));
    this.#ratedAt = now;
    return this.#rate;
  }

  #forget(now: number): void {
    let old = 0;
    while ((this.#accepted[old] ?? Infinity) <= now - WINDOW_MS) old += 1;
    if (old > 0) this.#accepted = this.#accepted.slice(old);
  }
}
