import type { Step } from '../model/step.ts';

export interface StepRunner {
  /** Steps at once, without those that are answered. */
  readonly parallelism: number;
  /** Steps of one lane run one at a time; a lane that was closed runs no more. */
  laneOf(step: Step): string | undefined;
  /**
   * `closed-lane`: it failed, and nothing more of its lane may run. `answered`: its calls are over, and it only has to be
   * recorded, which leaves room for the next.
   */
  run(step: Step, answered: () => void): Promise<'ok' | 'failed' | 'closed-lane'>;
  skip(step: Step, because: string): void;
  /** Lanes that are closed from the start, with the reason. */
  readonly closed?: ReadonlyMap<string, string>;
  /** A reason to start nothing more, or undefined. What is under way is finished. */
  stopping(): string | undefined;
}

/** Of the parallelism: steps under way, with those that wait to be recorded; no more when the state is slow. */
const MOST_STEPS = 2;

/**
 * Runs the steps as their graph allows, without waves: a step starts as soon as those it waits for are done and there is
 * room. What waits for a failed step is skipped; everything else goes on. A step that is not among them counts as done.
 */
export async function runSteps(steps: readonly Step[], runner: StepRunner): Promise<void> {
  const here = new Set(steps.map((step) => step.id));
  const waiting = new Map(steps.map((step) => [step.id, new Set(step.after.filter((id) => here.has(id)))]));
  const followers = new Map<string, Step[]>();
  for (const step of steps) {
    for (const before of waiting.get(step.id) ?? []) {
      const others = followers.get(before);
      if (others === undefined) followers.set(before, [step]);
      else others.push(step);
    }
  }
  const ready = new Ready((step) => runner.laneOf(step));
  for (const step of steps) if (waiting.get(step.id)?.size === 0) ready.push(step);
  const busy = new Set<string>();
  const closed = new Map(runner.closed);
  const underWay = new Set<Promise<void>>();
  const calling = new Set<Step>();
  let wake: (() => void) | undefined;
  const skipped = new Set<string>();

  const skipAll = (step: Step, because: string): void => {
    if (skipped.has(step.id)) return;
    skipped.add(step.id);
    runner.skip(step, because);
    for (const follower of followers.get(step.id) ?? []) skipAll(follower, step.id);
  };

  const finish = (step: Step, result: 'ok' | 'failed' | 'closed-lane'): void => {
    const lane = runner.laneOf(step);
    if (lane !== undefined) busy.delete(lane);
    if (lane !== undefined && result === 'closed-lane') closed.set(lane, step.id);
    for (const follower of followers.get(step.id) ?? []) {
      if (result !== 'ok') skipAll(follower, step.id);
      else if (open(waiting.get(follower.id), step.id) && !skipped.has(follower.id)) ready.push(follower);
    }
  };

  for (;;) {
    while (calling.size < runner.parallelism && underWay.size < MOST_STEPS * runner.parallelism) {
      const step = ready.take(busy);
      if (step === undefined) break;
      const lane = runner.laneOf(step);
      const because = runner.stopping() ?? (lane === undefined ? undefined : closed.get(lane));
      if (because !== undefined) {
        skipAll(step, because);
        continue;
      }
      if (lane !== undefined) busy.add(lane);
      calling.add(step);
      const answered = (): void => {
        if (calling.delete(step)) wake?.();
      };
      const work: Promise<void> = runner.run(step, answered).then((result) => {
        calling.delete(step);
        underWay.delete(work);
        finish(step, result);
      });
      underWay.add(work);
    }
    if (underWay.size === 0) return;
    const room = new Promise<void>((resolve) => (wake = resolve));
    await Promise.race([room, ...underWay]);
  }
}

/** The steps before `taken` have been handed out. */
interface Queue {
  readonly steps: { readonly step: Step; readonly turn: number }[];
  taken: number;
}

/** Steps that wait for nothing but room: in the order in which they came, each lane in a queue of its own. */
class Ready {
  readonly #laneOf: (step: Step) => string | undefined;
  readonly #queues = new Map<string | undefined, Queue>();
  #turn = 0;

  constructor(laneOf: (step: Step) => string | undefined) {
    this.#laneOf = laneOf;
  }

  push(step: Step): void {
    const lane = this.#laneOf(step);
    const queue = this.#queues.get(lane) ?? { steps: [], taken: 0 };
    this.#queues.set(lane, queue);
    queue.steps.push({ step, turn: (this.#turn += 1) });
  }

  /** The first that is in none of the busy lanes. */
  take(busy: ReadonlySet<string>): Step | undefined {
    let first: Queue | undefined;
    for (const [lane, queue] of this.#queues) {
      const turn = queue.steps[queue.taken]?.turn;
      if (turn === undefined || (lane !== undefined && busy.has(lane))) continue;
      if (first === undefined || turn < (first.steps[first.taken]?.turn ?? Infinity)) first = queue;
    }
    if (first === undefined) return undefined;
    const { step } = first.steps[first.taken] ?? {};
    first.taken += 1;
    return step;
  }
}

function open(waits: Set<string> | undefined, done: string): boolean {
  waits?.delete(done);
  return waits?.size === 0;
}
