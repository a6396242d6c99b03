import { expect, test } from 'vitest';
import { patiently } from '../../src/engine/patiently.ts';
import { done, type Outcome } from '../../src/model/outcome.ts';
import { testSystem, TEST_NOW } from '../support/inProcess.ts';

const busy = (retryAfterMs: number): Outcome<string> => {
  return { status: 'refused', endpoint: 'x/y', reason: 'too many requests', retryAfterMs };
};
const NEVER = (): boolean => false;

interface Wait {
  readonly reason: string;
  readonly outcomes: readonly Outcome<string>[];
  readonly tries: number;
  readonly status: Outcome<string>['status'];
  /** Milliseconds at least and at most. */
  readonly waited: readonly [number, number];
}

const CASES: readonly Wait[] = [
  { reason: 'what is done is done', outcomes: [done('x')], tries: 1, status: 'done', waited: [0, 0] },
  {
    reason: 'a busy service is asked again after the time that it named, and a little by chance',
    outcomes: [busy(5_000), done('x')],
    tries: 2,
    status: 'done',
    waited: [5_000, 6_000],
  },
  {
    reason: 'no wait is longer than a minute',
    outcomes: [busy(86_400_000), done('x')],
    tries: 2,
    status: 'done',
    waited: [60_000, 61_000],
  },
  {
    reason: 'a refusal that names no time is final',
    outcomes: [{ status: 'refused', endpoint: 'x/y', reason: 'no' }],
    tries: 1,
    status: 'refused',
    waited: [0, 0],
  },
  {
    reason: 'what is unknown is never sent again',
    outcomes: [{ status: 'unknown', endpoint: 'x/y', reason: 'reset' }],
    tries: 1,
    status: 'unknown',
    waited: [0, 0],
  },
  {
    reason: 'what was not sent is not sent again here: that is the next run’s',
    outcomes: [{ status: 'notSent', endpoint: 'x/y', reason: 'no route' }],
    tries: 1,
    status: 'notSent',
    waited: [0, 0],
  },
];

test.each(CASES)('$reason', async ({ outcomes, tries, status, waited: [least, most] }) => {
  const system = testSystem();
  let asked = 0;
  const outcome = await patiently(system, NEVER, () => {
    const next = outcomes[asked];
    asked += 1;
    return next === undefined ? Promise.reject(new Error('asked too often')) : Promise.resolve(next);
  });
  expect(asked).toBe(tries);
  expect(outcome.status).toBe(status);
  const waited = system.now() - TEST_NOW;
  expect(waited).toBeGreaterThanOrEqual(least);
  expect(waited).toBeLessThanOrEqual(most);
});

test('a stop before or during the wait ends it, and what was answered stands', async () => {
  for (const stopAt of [0, 1]) {
    const system = testSystem();
    let asked = 0;
    let naps = 0;
    const counting = { ...system, sleep: (ms: number) => ((naps += 1), system.sleep(ms)) };
    const outcome = await patiently(
      counting,
      () => naps >= stopAt,
      () => ((asked += 1), Promise.resolve(busy(30_000))),
    );
    expect([asked, naps, outcome.status]).toEqual([1, stopAt, 'refused']);
  }
});
