import { seededRandom } from '../../../src/emulator/random.ts';

/** Chance that a seed decides. Each stream is independent, so that asking one more question of one moves no other. */
export class Chance {
  /** Uniform in [0, 1). */
  readonly real: () => number;

  constructor(seed: number, stream: number) {
    this.real = seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b));
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.real() * (high - low + 1));
  }

  flip(probability: number): boolean {
    return this.real() < probability;
  }

  pick<const T>(items: readonly [T, ...T[]]): T {
    return items[this.between(0, items.length - 1)] ?? items[0];
  }

  /** Each item with this probability, in the given order. */
  some<T>(items: readonly T[], probability: number): T[] {
    return items.filter(() => this.flip(probability));
  }
}
