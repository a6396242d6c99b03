import type { Manifest } from '../../../src/model/manifest.ts';
import { manifestOf } from '../../support/manifestOf.ts';
import { applyOnce, type Intentions, type RunLog } from './applyOnce.ts';
import { visitConsole } from './consoleVisit.ts';
import type { Coverage } from './coverage.ts';
import { judge, notConverged, unfinished } from './judge.ts';
import type { Mutant } from './mutant.ts';
import { follow, type Advice } from './person.ts';
import { SimProcess, type Fate } from './simProcess.ts';
import type { Actor, Story } from './story.ts';
import { World } from './world.ts';

export interface Verdict {
  readonly violations: readonly string[];
  /** Only when asked for. */
  readonly trace: readonly string[];
  /** Fault-free applies until everything was as declared. */
  readonly applies: number;
  /** A person had to be asked. */
  readonly asked: boolean;
  /** Moments of the longest life: how many awaits there are to crash at. */
  readonly moments: number;
}

export interface SimulateOptions {
  readonly mutant?: Mutant | undefined;
  readonly coverage?: Coverage | undefined;
  readonly trace?: boolean;
}

/** After this nothing of the storm is under way any more. */
const CALM_MS = 45 * 60_000;
/** Fault-free applies that must do, before a person is asked and again after; one more shows that nothing is left. */
const FEW = 2;
/** Times that a person is asked. */
const MOST_ROUNDS = 3;

/** Plays a story to its end and judges it. The same story gives the same verdict, to the letter. */
export async function simulate(story: Story, options: SimulateOptions = {}): Promise<Verdict> {
  const player = new Player(story, options);
  const violations = await player.play();
  return {
    violations,
    trace: player.world.trace,
    applies: player.applies,
    asked: player.asked,
    moments: player.moments,
  };
}

class Player {
  readonly world: World;
  applies = 0;
  asked = false;
  moments = 0;
  readonly #story: Story;
  readonly #mutant: Mutant | undefined;
  readonly #manifests: readonly Manifest[];
  readonly #logs: RunLog[] = [];
  readonly #bugs: string[] = [];

  constructor(story: Story, { mutant, coverage, trace }: SimulateOptions) {
    this.#story = story;
    this.#mutant = mutant;
    this.world = new World(story, mutant?.disk ?? {}, coverage, trace === true);
    const { markers, singleWriter } = story;
    this.#manifests = story.versions.map((blocks) => manifestOf(blocks, { markers, singleWriter }));
  }

  async play(): Promise<readonly string[]> {
    const { world } = this;
    if (this.#story.settled) await this.#calmApply('setup', this.#manifest(0));
    await world.clock.pass(60_000);
    await this.#storm();
    await world.clock.pass(CALM_MS);
    world.thaw();
    const unsettled = await this.#calm();
    return [...this.#bugs, ...unsettled, ...judge(world, this.#story, this.#logs)];
  }

  async #storm(): Promise<void> {
    const { clock } = this.world;
    this.world.arm(this.#story.strikes);
    for (const visit of this.#story.visits) clock.after(visit.atMs, () => visitConsole(this.world, visit));
    for (const { atMs, forMs } of this.#story.freezes) {
      clock.after(atMs, () => this.world.freeze());
      clock.after(atMs + forMs, () => this.world.thaw());
    }
    let over = 0;
    for (const [index, actor] of this.#story.actors.entries()) {
      void this.#live(actor, String.fromCharCode(65 + index)).then(() => (over += 1));
    }
    const ending = await clock.runUntil(() => over === this.#story.actors.length);
    if (ending !== 'done') this.#bugs.push(`${ending}: the runners never came to an end`);
    this.world.arm([]);
  }

  async #live(actor: Actor, name: string): Promise<void> {
    const { clock } = this.world;
    for (const [index, { afterMs, version, fate, steals }] of actor.entries()) {
      await new Promise<void>((resolve) => clock.after(afterMs, resolve));
      await this.#run(
        `${name}${index + 1}`,
        { manifest: this.#manifest(version), ...(steals ? { steals } : {}) },
        fate,
      );
    }
  }

  /** Fault-free applies until the account is as declared and nothing is left to do; what is wrong if it never is. */
  async #calm(): Promise<readonly string[]> {
    const manifest = this.#manifest(this.#manifests.length - 1);
    let advice: Advice = {};
    for (let round = 1; ; round += 1) {
      let log: RunLog | undefined;
      for (let few = 0; few < FEW + 1; few += 1) {
        log = await this.#calmApply(`calm${this.applies + 1}`, manifest, { manifest, ...advice });
        const left = unfinished(this.world, this.#story);
        if (left.length === 0 && log.inSync) return [];
        this.applies += 1;
        await this.world.clock.pass(60_000);
      }
      const left = [...unfinished(this.world, this.#story), ...(log?.inSync === true ? [] : ['the plan is not empty'])];
      const more = log === undefined || round > MOST_ROUNDS ? undefined : await this.#ask(manifest, log);
      if (more === undefined) return left.map((what) => notConverged(what, round));
      this.asked = true;
      advice = both(advice, more);
    }
  }

  async #ask(manifest: Manifest, log: RunLog): Promise<Advice | undefined> {
    const person = this.#process('person', undefined);
    let advice: Advice | undefined;
    let over = false;
    void follow(this.world, person, manifest, log).then((given) => {
      advice = given;
      over = true;
    });
    await this.world.clock.runUntil(() => over);
    return advice;
  }

  async #calmApply(name: string, manifest: Manifest, intentions: Intentions = { manifest }): Promise<RunLog> {
    let log: RunLog | undefined;
    void this.#run(name, intentions, undefined).then((done) => (log = done));
    const ending = await this.world.clock.runUntil(() => log !== undefined);
    if (log !== undefined) return log;
    this.#bugs.push(`${ending}: ${name} never came to an end`);
    return newLog(name);
  }

  /** One run of the program, to its end or to its death. */
  async #run(name: string, intentions: Intentions, fate: Fate | undefined): Promise<RunLog> {
    const process = this.#process(name, fate);
    const log = newLog(name);
    this.#logs.push(log);
    this.world.tell(name, 'starts');
    const work = applyOnce(this.world, process, log, intentions, this.#mutant).catch((error: unknown) => {
      this.#bugs.push(`bug: ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    });
    await Promise.race([work, process.died]);
    this.world.tell(name, process.alive ? 'ends' : 'is dead');
    this.moments = Math.max(this.moments, process.moments);
    return log;
  }

  #process(name: string, fate: Fate | undefined): SimProcess {
    const { world } = this;
    return new SimProcess({
      clock: world.clock,
      chance: world.chance,
      name,
      fate,
      onFate: ({ what }, label) => {
        world.met(what, label.replace(/^after /, ''));
        world.tell(name, `${what} ${label}`);
        if (what === 'power') world.disk.powerCut();
      },
    });
  }

  #manifest(version: number): Manifest {
    const manifest = this.#manifests[version] ?? this.#manifests[0];
    if (manifest === undefined) throw new Error('A story without a manifest.');
    return manifest;
  }
}

/** Flags that were needed once stay on the command line. */
function both(before: Advice, more: Advice): Advice {
  return {
    recreate: new Set([...(before.recreate ?? []), ...(more.recreate ?? [])]),
    acceptEmpty: before.acceptEmpty === true || more.acceptEmpty === true,
  };
}

function newLog(process: string): RunLog {
  return { process, diagnostics: [], events: [], removable: new Set(), hazards: [], ended: false, inSync: false };
}
