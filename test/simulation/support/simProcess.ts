import type { System } from '../../../src/model/system.ts';
import type { Chance } from './chance.ts';
import type { Clockwork } from './clockwork.ts';

/**
 * What befalls a process at one of its moments. `crash`: it is gone, calls in flight may or may not arrive. `power`: the
 * machine goes with it, and what its disk had not made durable. `pause`: it is stopped, and goes on later as if nothing
 * had been. `interrupt`: Ctrl-C.
 */
export interface Fate {
  readonly what: 'crash' | 'power' | 'pause' | 'interrupt';
  /** Of the moments, counted from 1: every call of a port has two, when it is made and when its answer arrives. */
  readonly moment: number;
  /** Only moments of calls of this class are counted. */
  readonly on?: 'create' | 'change' | 'remove';
  /** Only moments of calls of this label are counted. */
  readonly step?: string;
  /** Of a pause. */
  readonly ms?: number;
}

/** By the labels of their calls. */
const CLASSES: Readonly<Record<NonNullable<Fate['on']>, RegExp>> = {
  create: /create$|register$|^(after )?POST /,
  change: /update$|resize$|convert$|set_cidr$|^(after )?PATCH /,
  remove: /remove$|delete$|^(after )?DELETE /,
};

function counts({ on, step }: Fate, label: string): boolean {
  return (on === undefined || CLASSES[on].test(label)) && (step === undefined || label.replace(/^after /, '') === step);
}

/** Hands the answer of a call back, `ms` later, if there is anyone left to take it. */
export interface Reply<T> {
  ok(value: T, ms: number): void;
  fail(error: Error, ms: number): void;
}

export interface ProcessParts {
  readonly clock: Clockwork;
  readonly chance: Chance;
  readonly name: string;
  readonly fate: Fate | undefined;
  /** Told of the fate when it comes, with the label of the call that it met. */
  readonly onFate: (fate: Fate, label: string) => void;
}

/** One run of the program: a name, a life that can end at any await, and ports whose every call is a scheduling point. */
export class SimProcess {
  readonly name: string;
  readonly system: System;
  readonly interrupt = new AbortController();
  /** Resolves when it dies before its time. */
  readonly died: Promise<void>;
  readonly #parts: ProcessParts;
  #die: () => void = () => undefined;
  #alive = true;
  #moments = 0;
  /** Those of them that its fate counts. */
  #counted = 0;
  #pausedUntil = 0;

  constructor(parts: ProcessParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.died = new Promise((resolve) => (this.#die = resolve));
    this.system = {
      now: () => parts.clock.now,
      random: () => parts.chance.real(),
      sleep: (ms) => this.call('sleep', (reply) => reply.ok(undefined, ms)),
    };
  }

  get alive(): boolean {
    return this.#alive;
  }

  get moments(): number {
    return this.#moments;
  }

  /** A short while that chance chooses: mostly milliseconds, at times a second. */
  latency(): number {
    const { chance } = this.#parts;
    return chance.flip(0.05) ? chance.between(200, 2000) : chance.between(1, 30);
  }

  /** A call of a port. A process that is dead makes none and gets no answers. */
  call<T>(label: string, carry: (reply: Reply<T>) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      if (!this.#live(label)) return;
      carry({
        ok: (value, ms) => this.#deliver(label, ms, () => resolve(value)),
        fail: (error, ms) => this.#deliver(label, ms, () => reject(error)),
      });
    });
  }

  #deliver(label: string, ms: number, hand: () => void): void {
    const { clock } = this.#parts;
    clock.after(ms, () => {
      if (!this.#alive) return;
      if (this.#pausedUntil > clock.now) this.#deliver(label, this.#pausedUntil - clock.now, hand);
      else if (this.#live(`after ${label}`)) hand();
      else this.#deliver(label, 0, hand);
    });
  }

  /** One more moment of life: false when nothing may go on now. */
  #live(label: string): boolean {
    if (!this.#alive) return false;
    this.#moments += 1;
    const { fate, clock, onFate } = this.#parts;
    if (fate === undefined || !counts(fate, label)) return true;
    this.#counted += 1;
    if (fate.moment !== this.#counted) return true;
    onFate(fate, label);
    switch (fate.what) {
      case 'crash':
      case 'power':
        this.#alive = false;
        this.#die();
        return false;
      case 'pause':
        this.#pausedUntil = clock.now + (fate.ms ?? 60_000);
        // What it is in the middle of sending goes out: it is stopped before it takes its next answer.
        return !label.startsWith('after ');
      case 'interrupt':
        this.interrupt.abort();
        return true;
      default:
        return fate.what satisfies never;
    }
  }
}
