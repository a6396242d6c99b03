import type { Emulator } from '../../../src/emulator/emulator.ts';
import { createEmulator } from '../../../src/emulator/emulator.ts';
import type { State } from '../../../src/model/state.ts';
import { Chance } from './chance.ts';
import { Clockwork } from './clockwork.ts';
import type { Coverage } from './coverage.ts';
import { Disk, type DiskFlaws } from './disk.ts';
import type { Story } from './story.ts';
import type { CallClass, Strike } from './strike.ts';

/** Whose doing a call of the ledger is. */
export interface Origin {
  readonly process: string;
  /** For creates of kinds whose id the service chooses: the address of the intent that was durable when it was sent. */
  readonly address?: string;
  /** A proxy sent it, and not the program. */
  readonly replayed?: true;
  /** It took effect long after it was given up. */
  readonly late?: true;
  /** A proxy answered "too many requests" to what it had carried out. */
  readonly denied?: true;
  /** Sent again while the lists were frozen, and nothing that was made since could show that they were. */
  readonly blind?: true;
}

/** The account, the disk, the clock, and what is to go wrong: what all processes of a story share. */
export class World {
  readonly clock = new Clockwork();
  readonly chance: Chance;
  readonly emulator: Emulator;
  readonly disk: Disk;
  /** By sequence number of the ledger. */
  readonly origins = new Map<number, Origin>();
  /** What happened, line by line; kept only when asked for. */
  readonly trace: string[] = [];
  readonly #tracing: boolean;
  readonly #coverage: Coverage | undefined;
  readonly #counts = new Map<string, number>();
  readonly #shape: Story['shape'];
  #frozen: { readonly replica: Emulator; readonly known: ReadonlySet<string> } | undefined;
  /** Kind → the process that bound the first of it since. */
  readonly #canaries = new Map<string, string>();
  #strikes: readonly Strike[] = [];

  constructor(story: Story, flaws: DiskFlaws, coverage: Coverage | undefined, tracing: boolean) {
    this.chance = new Chance(story.seed, 1);
    this.disk = new Disk(flaws);
    this.#shape = { ...story.shape, lag: { ms: 0, calls: 0 } };
    this.#coverage = coverage;
    this.#tracing = tracing;
    this.emulator = createEmulator({
      contents: story.contents,
      shape: story.shape,
      seed: story.seed,
      now: () => this.clock.now,
      // A request can arrive long after its token was made: the worst for the client is a service that still takes it.
      allowedSkew: 1_000_000,
      // Never strikes; it makes the emulator keep the past that a stale answer shows.
      faults: story.strikes.some(({ fault }) => fault === 'stale')
        ? [{ endpoint: '*', do: 'stale', when: 'after', probability: 0 }]
        : [],
    });
  }

  /** From now on these happen, counted from here. */
  arm(strikes: readonly Strike[]): void {
    this.#strikes = strikes;
    this.#counts.clear();
  }

  /** What strikes this call, if anything. `step` is what it is called in the table of coverage. */
  strike(on: CallClass, step: string): Strike | undefined {
    if (this.#strikes.length === 0) return undefined;
    // Once, where the class and the step have one name.
    for (const counted of new Set<string>([on, step])) this.#counts.set(counted, (this.#counts.get(counted) ?? 0) + 1);
    const found = this.#strikes.find(
      (strike) =>
        strike.nth === this.#counts.get(strike.step ?? on) && (strike.step ?? step) === step && strike.on === on,
    );
    if (found !== undefined) {
      this.met(`${found.fault} ${found.when}`, step);
      this.tell('fault', `${found.fault} ${found.when} the effect of ${step}`);
    }
    return found;
  }

  /** From now on every list shows the account as it is now: a replica that got stuck. */
  freeze(): void {
    const { emulator, clock } = this;
    const replica = createEmulator({
      ...{ contents: emulator.dump(), shape: this.#shape, now: () => clock.now, allowedSkew: 1_000_000 },
    });
    this.#frozen = { replica, known: new Set(emulator.ledger.objects.map(({ kind, id }) => `${kind} ${id}`)) };
    this.#canaries.clear();
    this.tell('replica', 'is stuck');
  }

  thaw(): void {
    if (this.#frozen !== undefined) this.tell('replica', 'goes on');
    this.#frozen = undefined;
  }

  /** Who answers lists. */
  get lists(): Emulator {
    return this.#frozen?.replica ?? this.emulator;
  }

  /** Notes, while every list is behind, what a write to the state binds that they do not show. */
  noteBound(after: State, process: string): void {
    if (this.#frozen === undefined) return;
    for (const { type, id } of Object.values(after.bindings)) {
      if (!this.#frozen.known.has(`${type} ${id}`) && !this.#canaries.has(type)) this.#canaries.set(type, process);
    }
  }

  /** True while lists are frozen, and no other process has bound an object of the kind since that is missing in them. */
  isBlind(kind: string, process: string): boolean {
    const first = this.#canaries.get(kind);
    return this.#frozen !== undefined && (first === undefined || first === process);
  }

  /** Notes for the table of coverage that this fault met this step. */
  met(fault: string, step: string): void {
    this.#coverage?.count(fault, step);
  }

  tell(who: string, what: string): void {
    if (this.#tracing) this.trace.push(`${((this.clock.now - START) / 1000).toFixed(3).padStart(9)} ${who}: ${what}`);
  }
}

const START = new Clockwork().now;
