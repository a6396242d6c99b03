import { expect, it } from 'vitest';
import { Pace } from '../../src/model/pace.ts';
import { JumpingClock } from '../support/jumpingClock.ts';

it('makes no call wait for an hour because the clock was set back by one, and hears refusals since', async () => {
  const clock = new JumpingClock();
  const pace = new Pace(clock, () => false);
  for (let n = 0; n < 20; n += 1) pace.accepted(pace.now());
  pace.denied(pace.now(), 0);
  clock.time -= 3_600_000;
  const began = clock.time;
  for (let n = 0; n < 10; n += 1) await clock.until(pace.turn());
  expect(clock.time - began).toBeLessThan(2000);

  clock.time += 5000;
  const before = pace.rate ?? 0;
  pace.denied(pace.now(), 0);
  expect(pace.rate).toBeLessThan(before);
});

it('takes no turn for a call that is no longer made', async () => {
  const clock = new JumpingClock();
  const pace = new Pace(clock, () => false);
  pace.accepted(pace.now());
  pace.denied(pace.now(), 0);
  const began = clock.time;
  const turns = [pace.turn(() => true), pace.turn(() => clock.time > began + 600), pace.turn()];
  await clock.until(Promise.all(turns));
  expect(await Promise.all(turns)).toEqual([false, false, true]);
  expect(clock.time - began).toBeLessThan(1500);
});

it.each([10, 5])('does not go ever slower where every %ith call is refused, however slow they are', async (nth) => {
  const clock = new JumpingClock();
  const pace = new Pace(clock, () => false);
  const began = clock.time;
  let accepted = 0;
  for (let call = 1; accepted < 1000; call += 1) {
    await clock.until(pace.turn());
    const started = pace.now();
    await clock.until(clock.sleep(10));
    if (call % nth === 0) {
      pace.denied(started, 0);
      continue;
    }
    accepted += 1;
    pace.accepted(started);
  }
  expect((clock.time - began) / 1000).toBeLessThan(60);
});

it('begins at the rate of another sort of calls, and is slower only after a refusal', async () => {
  const clock = new JumpingClock();
  const pace = new Pace(clock, () => false, 20);
  const began = clock.time;
  for (let n = 0; n < 60; n += 1) await clock.until(pace.turn());
  expect(clock.time - began).toBeGreaterThan(2700);
  expect(clock.time - began).toBeLessThan(3100);
  for (let n = 0; n < 5; n += 1) pace.accepted(pace.now());
  pace.denied(pace.now(), 0);
  // Five is what one second of a run shows that has just begun, and not what the service takes.
  expect(pace.rate).toBeGreaterThan(13);
  expect(pace.rate).toBeLessThan(20);
});

it('is soon far faster than the other sort of calls where nothing is refused', async () => {
  const clock = new JumpingClock();
  const pace = new Pace(clock, () => false, 1);
  const began = clock.time;
  for (let n = 0; n < 200; n += 1) {
    await clock.until(pace.turn());
    pace.accepted(pace.now());
  }
  expect(clock.time - began).toBeLessThan(20_000);
});

it('is soon faster again where the other sort of calls was far slower and had used up what is allowed', async () => {
  const clock = new JumpingClock();
  const pace = new Pace(clock, () => false, 2);
  await clock.until(pace.turn());
  pace.denied(pace.now(), 1000);
  const began = clock.time;
  for (let n = 0; n < 200; n += 1) {
    await clock.until(pace.turn());
    pace.accepted(pace.now());
  }
  expect(clock.time - began).toBeLessThan(20_000);
});

it.each([1, 2])(
  'finds %i a second where the other sort of calls was taken at fifty, and few are refused',
  async (limit) => {
    const clock = new JumpingClock();
    const pace = new Pace(clock, () => false, 50);
    const { refused } = await fill(clock, pace, { limit, count: 200, workers: 4, latency: 150, free: 0 });
    expect(refused).toBeLessThan(60);
  },
);

it('loses little by trying whether the rate of another sort of calls may be passed', async () => {
  const clock = new JumpingClock();
  const pace = new Pace(clock, () => false, 20);
  const { refused, seconds } = await fill(clock, pace, { limit: 20, count: 400, workers: 10, latency: 15, free: 5 });
  expect(refused).toBeLessThan(8);
  expect(400 / seconds).toBeGreaterThan(0.95 * 20);
});

/** Calls, a few at a time, of a service that allows `limit` a second, and `free` at once when they begin. */
async function fill(
  clock: JumpingClock,
  pace: Pace,
  { limit, count, workers, latency, free }: Record<'limit' | 'count' | 'workers' | 'latency' | 'free', number>,
) {
  const began = clock.time;
  let refused = 0;
  let accepted = 0;
  let tokens = free;
  let filledAt = clock.time;
  const run = async (): Promise<void> => {
    while (accepted < count) {
      await pace.turn();
      const started = pace.now();
      tokens = Math.min(limit, tokens + ((started - filledAt) / 1000) * limit);
      filledAt = started;
      const isTaken = tokens >= 1;
      if (isTaken) tokens -= 1;
      await clock.sleep(latency);
      if (isTaken) {
        accepted += 1;
        pace.accepted(started);
      } else {
        refused += 1;
        pace.denied(started, 1000);
      }
    }
  };
  await clock.until(Promise.all(Array.from({ length: workers }, run)));
  return { refused, seconds: (clock.time - began) / 1000 };
}
