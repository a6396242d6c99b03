// Applies against the emulator, in a process of its own and over TCP: beside what the round trips alone would take.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLNFORM, NODE, TRIPS, median, run, startEmulator } from '../support/processes.mjs';
import { startRateLimit } from '../support/rateLimit.mjs';

const PARALLELISM = 10;
const LATENCY = 50;

const STORIES = {
  'IP licences': (count) =>
    `ip_licenses:\n  fleet:\n    products: [cloudlinux]\n    ips:\n${lines(count, (n) => `      - ${20 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}.9`)}`,
  'keys with markers': (count) =>
    `kernelcare_keys:\n${lines(count, (n) => `  pool-${n}: { limit: 5, note: pool ${n} }`)}`,
};

const lines = (count, line) => `${Array.from({ length: count }, (_, n) => line(n)).join('\n')}\n`;

/** One apply of a fresh account. `before` may put something between clnform and the emulator. */
async function apply({ folder, story, count, latency, before }) {
  const cwd = join(folder, 'apply');
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, 'clnform.yaml'), `version: 1\naccount: acme\n\n${STORIES[story](count)}`);
  const emulator = await startEmulator(['--empty', '--latency', String(latency)]);
  const front = await before?.(emulator.url);
  try {
    const variables = { ...emulator.variables, ...(front && { CLN_API_URL: front.url }) };
    const args = ['apply', '--auto-approve', '--parallelism', String(PARALLELISM)];
    const sample = await run([NODE, CLNFORM, ...args], { cwd, variables });
    if (!sample.stdout.includes(`${count} created`)) throw new Error(sample.stdout.slice(-500));
    return { ...sample, front };
  } finally {
    front?.close();
    emulator.stop();
    rmSync(cwd, { recursive: true });
  }
}

async function repeat(rounds, work) {
  const samples = [];
  for (let round = 0; round < rounds; round += 1) samples.push(await work());
  return samples;
}

/** Calls of each story: how many, and how many at a time. */
const TRIPS_OF = {
  // Each address is asked about in the plan, before any is registered.
  'IP licences': [
    [1_000, 16],
    [1_000, PARALLELISM],
  ],
  'keys with markers': [[1_000, PARALLELISM]],
};

/** What the round trips alone take here, in milliseconds. */
async function roundTrips(story) {
  const emulator = await startEmulator(['--empty', '--latency', String(LATENCY)]);
  let sum = 0;
  for (const [count, parallel] of TRIPS_OF[story]) {
    const { stdout } = await run([NODE, TRIPS, emulator.variables.CLN_API_URL, String(count), String(parallel)], {});
    sum += Number(stdout);
  }
  emulator.stop();
  return sum;
}

const wallOf = (samples) => median(samples.map(({ wall }) => wall));

export async function applySpeed({ rounds, folder, record }) {
  const count = 1_000;
  const limit = (count * LATENCY) / PARALLELISM;
  for (const [story, target] of [
    ['IP licences', '>= 0.9'],
    ['keys with markers', '>= 0.85'],
  ]) {
    const trips = [];
    const samples = await repeat(rounds, async () => {
      trips.push(await roundTrips(story));
      return apply({ folder, story, count, latency: LATENCY });
    });
    const wall = wallOf(samples);
    const times = `${limit} / ${wall.toFixed(0)} ms`;
    record({
      what: `apply, 1,000 ${story} at 50 ms, parallelism 10: limit / ours`,
      target,
      value: limit / wall,
      times,
    });
    const bare = median(trips);
    const what = '  the same calls made by a loop, at the same time / ours';
    record({ what, value: bare / wall, times: `${bare.toFixed(0)} / ${wall.toFixed(0)} ms` });
  }
}

export async function applyGrowth({ rounds, folder, record }) {
  const story = 'IP licences';
  const pairs = await repeat(rounds, async () => {
    const small = await apply({ folder, story, count: 1_000, latency: 0 });
    const large = await apply({ folder, story, count: 10_000, latency: 0 });
    return { small: small.wall / 1_000, large: large.wall / 10_000 };
  });
  const per = (of) => median(pairs.map(of)).toFixed(2);
  record({
    what: 'apply time per create, 10,000 / 1,000',
    target: '<= 1.1',
    value: median(pairs.map(({ small, large }) => large / small)),
    times: `${per(({ large }) => large)} / ${per(({ small }) => small)} ms`,
  });
}

export async function rateLimited({ rounds, folder, record }) {
  const allowed = 20;
  const count = 200;
  const before = (url) => startRateLimit(url, allowed);
  const samples = await repeat(rounds, () => apply({ folder, story: 'IP licences', count, latency: 5, before }));
  // From the first call that was let through to the last one.
  const achieved = median(samples.map(({ front }) => front.achieved()));
  record({
    what: 'service allowing 20 requests a second: achieved / allowed',
    target: '>= 0.95',
    value: achieved / allowed,
    times: `${achieved.toFixed(1)} a second, ${median(samples.map(({ front }) => front.refused()))} times 429`,
  });
  // An apply that left anything undone has another exit code than 0, which ends the bench.
  record({ what: 'the same: failures', target: '<= 0', value: 0, times: `${rounds} runs of ${count} creates` });
}
