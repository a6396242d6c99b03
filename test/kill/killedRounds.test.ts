import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { Chance } from '../simulation/support/chance.ts';
import { killChildren } from './support/children.ts';
import { converge } from './support/converge.ts';
import type { Course } from './support/converge.ts';
import { drawOrder } from './support/order.ts';
import { replay, rounds } from './support/rounds.ts';
import { onStage } from './support/stage.ts';
import { inPairs } from './support/inPairs.ts';

const FILE = 'killedRounds.test.ts';
/** A create that was under way when its process died arrives within the emulator's latency; the rest is for a slow machine. */
const SLACK_MS = 300;
/** What such an apply tells on stderr: the lists that it reads, and the begin and the end of each create. */
const LINES = 70;

interface Round extends Course {
  readonly seed: number;
  /** How many creates had been carried out when the last process died. */
  readonly made: number;
  readonly total: number;
}

afterAll(killChildren);

const { kills, seed: first, long } = rounds();

test(
  `kill -9 at ${kills} random moments of an apply of thirty creates`,
  { timeout: long ? 7_200_000 : 120_000 },
  async () => {
    const seeds = Array.from({ length: kills }, (_, index) => first + index);
    const played = await inPairs(seeds, playRound);
    const failures = played.filter(({ wrong }) => wrong.length > 0);
    if (long) console.log(figures(played));
    expect(failures.map(({ seed, wrong }) => [...wrong, replay(FILE, seed)].join('\n'))).toEqual([]);
    // A round whose process had always ended by itself, or never begun, would prove nothing.
    if (kills > 1) expect(played.some(({ made, total }) => made > 0 && made < total)).toBe(true);
  },
);

async function playRound(seed: number): Promise<Round> {
  const chance = new Chance(seed, 0);
  const order = drawOrder(chance);
  const latency = chance.pick([0, 0, 5, 20, 120]);
  const shape = `notes=${chance.pick(['on', 'off'])},order=${chance.pick(['stable', 'shuffled'])}`;
  const deaths = chance.pick([1, 1, 1, 2, 3]);
  const parallelism = chance.pick([1, 4, 10, 10]);
  const emulator = ['--latency', String(latency), '--shape', shape, '--random-seed', String(seed)];
  return onStage({ manifest: order.text, emulator }, async (stage) => {
    // What only fits is then left to a person, who is asked, and adopts it.
    const flags = `--parallelism ${parallelism}${chance.flip(0.3) ? ' --no-adopt' : ''}`;
    for (let death = 0; death < deaths; death += 1) {
      const run = stage.start(`apply --auto-approve --settle 50ms ${flags}`);
      // By what it tells, and not by the clock: a machine under load is slow, and all of the run is to be struck.
      await run.told(chance.between(0, LINES));
      await Promise.race([run.ended, sleep(chance.real() * (15 + latency))]);
      run.signal('SIGKILL');
      await run.ended;
    }
    const made = (await stage.objects()).filter(({ madeBy }) => typeof madeBy === 'number').length;
    const course = await converge(stage, order, { flags, quietMs: latency + SLACK_MS });
    return { ...course, seed, made, total: order.wants.length };
  });
}

function figures(played: readonly Round[]): string {
  const count = (test: (round: Round) => boolean): number => played.filter(test).length;
  const sum = (value: (round: Round) => number): number => played.reduce((total, round) => total + value(round), 0);
  return [
    `${played.length} rounds: killed before the first create ${count(({ made }) => made === 0)}, amid them ${count(({ made, total }) => made > 0 && made < total)}, after the last ${count(({ made, total }) => made === total)}`,
    `by themselves ${count(({ exits }) => exits.length === 1)}, asked ${count(({ exits }) => exits.includes(4))}`,
    `creates asked about: ${sum(({ adopted }) => adopted)} were there and were adopted, ${sum(({ none }) => none)} were not`,
    `rounds with anything wrong: ${count(({ wrong }) => wrong.length > 0)}`,
  ].join('\n');
}
