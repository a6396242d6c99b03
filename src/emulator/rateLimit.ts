import type { FaultRule } from './faults.ts';

const SECOND_MS = 1000;

/** A service that answers so many calls in any second, and 429 to the rest, which do not count. */
export class RateLimit {
  readonly #perSecond: number;
  #answered: number[] = [];

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** What strikes a call at this time (milliseconds), or undefined. */
  strike(now: number): FaultRule | undefined {
    this.#answered = this.#answered.filter((time) => time > now - SECOND_MS);
    if (this.#answered.length >= this.#perSecond) return { endpoint: '*', do: '429', when: 'before' };
    this.#answered.push(now);
    return undefined;
  }
}
