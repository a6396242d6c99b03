import { describe, expect, it } from 'vitest';
import { Throttle } from '../../src/engine/throttle.ts';
import { done, type Outcome } from '../../src/model/outcome.ts';
import { JumpingClock } from '../support/jumpingClock.ts';

interface Service {
  readonly clock: JumpingClock;
  /** Calls in any second that it answers. */
  allowed: number;
  latencyMs: number;
  readonly retryAfterMs?: number;
  /** When it answered, and when it refused. */
  readonly answered: number[];
  readonly refused: number[];
  busy: number;
  most: number;
}

function service(allowed: number, latencyMs = 50, retryAfterMs?: number): Service {
  const named = retryAfterMs === undefined ? {} : { retryAfterMs };
  return { clock: new JumpingClock(), allowed, latencyMs, ...named, answered: [], refused: [], busy: 0, most: 0 };
}

async function call(s: Service): Promise<Outcome<void>> {
  s.busy += 1;
  s.most = Math.max(s.most, s.busy);
  await s.clock.sleep(s.latencyMs);
  s.busy -= 1;
  const now = s.clock.now();
  if (s.answered.filter((time) => time > now - 1000).length >= s.allowed) {
    s.refused.push(now);
    return { status: 'refused', endpoint: 'x', reason: '429', retryAfterMs: s.retryAfterMs ?? 1000 };
  }
  s.answered.push(now);
  return done(undefined);
}

/** As many workers as there are steps at once, each trying until its call is answered. */
async function run(s: Service, throttle: Throttle, count: number, workers = 14): Promise<void> {
  let left = count;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      for (;;) {
        const outcome = await throttle.run({
          sort: 'create',
          check: () => Promise.resolve(undefined),
          send: () => call(s),
        });
        if (outcome.status === 'done') break;
        if (outcome.status !== 'refused') throw new Error(outcome.reason);
        await s.clock.sleep((outcome.retryAfterMs ?? 0) + 500);
      }
    }
  };
  await s.clock.until(Promise.all(Array.from({ length: workers }, worker)));
}

const never = (): boolean => false;

describe('a service that says how fast', () => {
  it.each([
    { reason: '20 a second, with no time named', allowed: 20, latencyMs: 50, retryAfterMs: undefined },
    { reason: '20 a second, with a second named', allowed: 20, latencyMs: 5, retryAfterMs: 1000 },
    // To wait as long as it asks costs more than it would have to.
    { reason: '20 a second, with three named', allowed: 20, latencyMs: 50, retryAfterMs: 3000, least: 0.85 },
    { reason: '5 a second', allowed: 5, latencyMs: 50, retryAfterMs: undefined },
    { reason: '90 a second', allowed: 90, latencyMs: 50, retryAfterMs: undefined },
  ])(
    '$reason: nearly all that it allows is used, and little is refused',
    async ({ allowed, latencyMs, retryAfterMs, least = 0.95 }) => {
      const s = service(allowed, latencyMs, retryAfterMs);
      const began = s.clock.now();
      await run(s, new Throttle(s.clock, never, 10), allowed * 60);
      const achieved = (allowed * 60) / ((s.clock.now() - began) / 1000);
      expect(achieved / allowed).toBeGreaterThan(least);
      expect(s.refused.length).toBeLessThan(10 + allowed * 60 * 0.01);
    },
  );

  it('less than before: the pace follows', async () => {
    const s = service(50);
    const throttle = new Throttle(s.clock, never, 10);
    await run(s, throttle, 500);
    s.allowed = 10;
    const began = s.clock.now();
    const refused = s.refused.length;
    await run(s, throttle, 600);
    expect(600 / ((s.clock.now() - began) / 1000) / 10).toBeGreaterThan(0.85);
    expect(s.refused.length - refused).toBeLessThan(60);
  });

  it('more than before: the pace grows again', async () => {
    const s = service(10);
    const throttle = new Throttle(s.clock, never, 10);
    await run(s, throttle, 200);
    const before = throttle.rate ?? 0;
    s.allowed = 1000;
    await run(s, throttle, 2000);
    expect(throttle.rate).toBeGreaterThan(before * 1.5);
  });

  it('nothing at all for a while: nothing is sent for as long as it says', async () => {
    const s = service(1, 50, 30_000);
    await run(s, new Throttle(s.clock, never, 10), 4);
    const [first = 0] = s.refused;
    const storm = s.refused.filter((time) => time <= first + s.latencyMs).length;
    const later = [...s.answered, ...s.refused].filter((time) => time > first + s.latencyMs && time < first + 30_000);
    expect(storm).toBe(s.refused.filter((time) => time < first + 30_000).length);
    expect(later).toEqual([]);
  });
});

describe('a service without a limit', () => {
  it('gets as many calls at once as it may, and never more', async () => {
    const s = service(Infinity);
    const throttle = new Throttle(s.clock, never, 10);
    const began = s.clock.now();
    await run(s, throttle, 1000);
    expect(s.most).toBe(10);
    expect((1000 * 50) / 10 / (s.clock.now() - began)).toBeGreaterThan(0.99);
    expect(throttle.rate).toBeUndefined();
  });

  it('gets fewer when it grows slow, and more when it has recovered', async () => {
    const s = service(Infinity);
    const throttle = new Throttle(s.clock, never, 10);
    await run(s, throttle, 100);
    s.latencyMs = 3000;
    await run(s, throttle, 60);
    expect(throttle.width).toBeLessThan(4);
    s.latencyMs = 50;
    await run(s, throttle, 300);
    expect(throttle.width).toBe(10);
  });
});

describe('checks', () => {
  const send = (): Promise<Outcome<string>> => Promise.resolve(done('sent'));
  const no: Outcome<never> = { status: 'notSent', endpoint: 'x', reason: 'the lock is lost' };

  it('keep a call from being sent', async () => {
    const throttle = new Throttle(new JumpingClock(), never, 1);
    expect(await throttle.run({ sort: 'x', check: () => Promise.resolve(no), send })).toEqual(no);
  });

  it('are made again when there was no room for long', async () => {
    const clock = new JumpingClock();
    const throttle = new Throttle(clock, never, 1);
    const slow = throttle.run({
      sort: 'x',
      check: () => Promise.resolve(undefined),
      send: async () => {
        await clock.sleep(1000);
        return done('slow');
      },
    });
    let checks = 0;
    const check = (): Promise<typeof no | undefined> => Promise.resolve((checks += 1) > 1 ? no : undefined);
    const second = throttle.run({ sort: 'x', check, send });
    await clock.until(Promise.all([slow, second]));
    expect(await second).toEqual(no);
    expect(checks).toBe(2);
  });

  it('are not made when the run is cut short while it waits for its turn', async () => {
    const s = service(0, 50, 5000);
    let stopped = false;
    const throttle = new Throttle(s.clock, () => stopped, 10);
    const check = (): Promise<undefined> => Promise.resolve(undefined);
    const first = throttle.run({ sort: 'x', check, send: () => call(s) });
    await s.clock.until(first);
    const second = throttle.run({ sort: 'x', check, send });
    stopped = true;
    await s.clock.until(second);
    expect(await second).toMatchObject({ status: 'notSent' });
  });
});
