import { expect, test } from 'vitest';
import { runSteps } from '../../src/engine/runSteps.ts';
import type { Step } from '../../src/model/step.ts';
import { fc, fuzz } from '../support/fc.ts';

type Result = 'ok' | 'failed' | 'closed-lane';

interface Job {
  /** Steps with smaller numbers that it waits for. */
  readonly after: readonly number[];
  readonly lane: number;
  readonly result: Result;
  /** How many turns it takes. */
  readonly turns: number;
}

const job: fc.Arbitrary<Job> = fc.record({
  after: fc.uniqueArray(fc.nat(20), { maxLength: 3 }),
  lane: fc.nat(3),
  result: fc.oneof(
    { weight: 6, arbitrary: fc.constant<Result>('ok') },
    { weight: 1, arbitrary: fc.constant<Result>('failed') },
    { weight: 1, arbitrary: fc.constant<Result>('closed-lane') },
  ),
  turns: fc.nat(6),
});

function stepOf({ after }: Job, index: number): Step {
  const before = after.filter((other) => other < index).map((other) => `put s.${other}`);
  return { id: `put s.${index}`, op: 'put', type: 's', addresses: [], after: before };
}

test('any graph: order, lanes and parallelism are kept, and every step is run or skipped, once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(job, { maxLength: 21 }),
      fc.integer({ min: 1, max: 5 }),
      fc.option(fc.nat(20), { nil: undefined }),
      async (jobs, parallelism, stopAfter) => {
        const steps = jobs.map(stepOf);
        const jobOf = new Map(steps.map((step, index) => [step.id, jobs[index]]));
        const laneOf = (step: Step): string | undefined => {
          const lane = jobOf.get(step.id)?.lane ?? 0;
          return lane === 0 ? undefined : `lane ${lane}`;
        };
        const ended = new Map<string, Result | 'skipped'>();
        const reasons = new Map<string, string>();
        const running = new Map<string, string | undefined>();
        const closed = new Set<string>();
        let started = 0;
        const stopping = (): string | undefined =>
          stopAfter !== undefined && started >= stopAfter ? 'interrupted' : undefined;
        await runSteps(steps, {
          parallelism,
          laneOf,
          stopping,
          skip(step, because) {
            expect(ended.has(step.id)).toBe(false);
            expect(running.has(step.id)).toBe(false);
            ended.set(step.id, 'skipped');
            reasons.set(step.id, because);
          },
          async run(step) {
            const lane = laneOf(step);
            expect(ended.has(step.id)).toBe(false);
            expect(stopping(), 'nothing starts after a stop').toBeUndefined();
            for (const before of step.after) expect(ended.get(before), `${before} before ${step.id}`).toBe('ok');
            if (lane !== undefined) {
              expect([...running.values()], 'one at a time').not.toContain(lane);
              expect(closed.has(lane), 'no more in a closed lane').toBe(false);
            }
            running.set(step.id, lane);
            started += 1;
            expect(running.size).toBeLessThanOrEqual(parallelism);
            const { turns = 0, result = 'ok' } = jobOf.get(step.id) ?? {};
            for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
            running.delete(step.id);
            ended.set(step.id, result);
            if (lane !== undefined && result === 'closed-lane') closed.add(lane);
            return result;
          },
        });
        expect(running.size).toBe(0);
        expect([...ended.keys()].sort()).toEqual(steps.map(({ id }) => id).sort());
        // Nothing is skipped without a reason that is true.
        for (const [id, because] of reasons) {
          const step = steps.find((other) => other.id === id);
          const waitedFor = step?.after.includes(because) === true && ended.get(because) !== 'ok';
          const lane = step === undefined ? undefined : laneOf(step);
          const shut = ended.get(because) === 'closed-lane' && lane !== undefined && closed.has(lane);
          expect(waitedFor || shut || because === 'interrupted', `${id} because of ${because}`).toBe(true);
        }
      },
    ),
    { numRuns: 400 * fuzz },
  );
});

test('independent steps use all the room there is', async () => {
  const steps = Array.from({ length: 10 }, (_, index) => stepOf({ after: [], lane: 0, result: 'ok', turns: 0 }, index));
  let running = 0;
  let most = 0;
  await runSteps(steps, {
    parallelism: 4,
    laneOf: () => undefined,
    stopping: () => undefined,
    skip: () => undefined,
    async run() {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return 'ok';
    },
  });
  expect(most).toBe(4);
});

test('a bug in a step is not swallowed', async () => {
  const steps = [stepOf({ after: [], lane: 0, result: 'ok', turns: 0 }, 0)];
  const run = runSteps(steps, {
    parallelism: 1,
    laneOf: () => undefined,
    stopping: () => undefined,
    skip: () => undefined,
    run: () => Promise.reject(new TypeError('a bug')),
  });
  await expect(run).rejects.toThrow('a bug');
});
