import type { Step } from '../model/step.ts';

export interface StepRunner {
  readonly parallelism: number;
  /** Steps of one lane run one at a time; a lane that was closed runs no more. */
  laneOf(step: Step): string | undefined;
  /** `closed-lane`: it failed, and nothing more of its lane may run. */
  run(step: Step): Promise<'ok' | 'failed' | 'closed-lane'>;
  skip(step: Step, because: string): void;
  /** Lanes that are closed from the start, with the reason. */
  readonly closed?: ReadonlyMap<string, string>;
  /** A reason to start nothing more, or undefined. What is under way is finished. */
  stopping(): string | undefined;
}

/**
 * Runs the steps as their graph allows, without waves: a step starts as soon as those it waits for are done and there is
 * room. What waits for a failed step is skipped; everything else goes on. A step that is not among them counts as done.
 */
export async function runSteps(steps: readonly Step[], runner: StepRunner): Promise<void> {
  const here = new Set(steps.map((step) => step.id));
  const waiting = new Map(steps.map((step) => [step.id, new Set(step.after.filter((id) => here.has(id)))]));
  const followers = new Map<string, Step[]>();
  for (const step of steps) {
    for (const before of waiting.get(step.id) ?? []) followers.set(before, [...(followers.get(before) ?? []), step]);
  }
  const ready = steps.filter((step) => waiting.get(step.id)?.size === 0);
  const busy = new Set<string>();
  const closed = new Map(runner.closed);
  const underWay = new Set<Promise<void>>();
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

  const next = (): Step | undefined => {
    for (let index = 0; index < ready.length; index += 1) {
      const step = ready[index];
      const lane = step === undefined ? undefined : runner.laneOf(step);
      if (step === undefined || (lane !== undefined && busy.has(lane))) continue;
      ready.splice(index, 1);
      return step;
    }
    return undefined;
  };

  for (;;) {
    while (underWay.size < runner.parallelism) {
      const step = next();
      if (step === undefined) break;
      const lane = runner.laneOf(step);
      const because = runner.stopping() ?? (lane === undefined ? undefined : closed.get(lane));
      if (because !== undefined) {
        skipAll(step, because);
        continue;
      }
      if (lane !== undefined) busy.add(lane);
      const work: Promise<void> = runner.run(step).then((result) => {
        underWay.delete(work);
        finish(step, result);
      });
      underWay.add(work);
    }
    if (underWay.size === 0) return;
    await Promise.race(underWay);
  }
}

function open(waits: Set<string> | undefined, done: string): boolean {
  waits?.delete(done);
  return waits?.size === 0;
}
