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
