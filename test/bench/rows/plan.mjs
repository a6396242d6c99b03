// The empty plan of accounts of every size: beside the limit program, and how it grows.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LOGIN, SECRET, serve, writeStory } from '../fixtures.mjs';
import { CLNFORM, NODE, median, ratio, run, sideBySide } from '../support/processes.mjs';

const LIMIT = fileURLToPath(new URL('../limit.mjs', import.meta.url));
const SIZES = [100, 1_000, 10_000, 100_000];
const wallOf = (samples) => median(samples.map(({ wall }) => wall));
const peakOf = (samples) => median(samples.map(({ peak }) => peak));

export async function plan({ rounds, folder, record, sizes = SIZES }) {
  const grown = [];
  for (const size of sizes) {
    const found = await emptyPlan({ rounds, folder, story: 'ips', size });
    grown.push({ size, ...found });
    record({
      what: `empty plan, ${count(size)} IP licences: ours / limit`,
      ...(size >= 10_000 && { target: '<= 1.6' }),
      value: found.ratio,
      times: found.times,
    });
  }
  const keys = await emptyPlan({ rounds, folder, story: 'keys', size: 10_000 });
  record({
    what: 'empty plan, 10,000 named keys: ours / limit',
    target: '<= 1.8',
    value: keys.ratio,
    times: keys.times,
  });
  for (const [at, larger] of grown.entries()) {
    const smaller = grown[at - 1];
    if (smaller === undefined) continue;
    const target = larger.size === 100_000 && { target: '<= 1.0' };
    const span = `${count(smaller.size)} to ${count(larger.size)}`;
    record({ what: `growth exponent, ${span}: wall`, ...target, value: exponent(smaller, larger, ({ wall }) => wall) });
    record({
      what: `growth exponent, ${span}: memory`,
      ...target,
      value: exponent(smaller, larger, ({ peak }) => peak),
    });
  }
  const largest = grown.at(-1);
  record({
    what: `peak memory, empty plan of ${count(largest.size)}`,
    ...(largest.size === 100_000 && { target: '<= 300' }),
    value: largest.peak,
    unit: 'MB',
  });
  const calls = grown.map((one) => one.calls);
  record({
    what: 'list calls, largest size less smallest',
    target: '<= 0',
    value: Math.max(...calls) - Math.min(...calls),
    times: `${calls.join(', ')} calls`,
  });
}

/** One account of one size. Its lists come from memory, so that what is measured is not the cost of making them up. */
async function emptyPlan({ rounds, folder, story, size }) {
  const cwd = join(folder, `${story}-${size}`);
  const server = await serve(writeStory(cwd, story, size));
  const variables = { CLN_API_URL: server.url, CLN_LOGIN: LOGIN, CLN_SECRET_KEY: SECRET };
  let calls = 0;
  const { ours, limit } = await sideBySide(rounds, {
    limit: () => run([NODE, LIMIT, story, server.url], { cwd }),
    async ours() {
      server.calls.length = 0;
      const sample = await run([NODE, CLNFORM, 'plan'], { cwd, variables, memory: true });
      calls = server.calls.length;
      return sample;
    },
  });
  server.close();
  rmSync(cwd, { recursive: true });
  for (const { stdout } of ours)
    if (!stdout.includes('No changes.')) throw new Error(`not empty: ${stdout.slice(0, 500)}`);
  for (const { stdout } of limit) if (!stdout.startsWith('0 differ')) throw new Error(`not empty: ${stdout}`);
  const wall = wallOf(ours);
  return {
    ratio: ratio(ours, limit),
    wall,
    peak: peakOf(ours),
    calls,
    times: `${wall.toFixed(0)} / ${wallOf(limit).toFixed(0)} ms`,
  };
}

function exponent(smaller, larger, of) {
  return Math.log(of(larger) / of(smaller)) / Math.log(larger.size / smaller.size);
}

const count = (n) => n.toLocaleString('en');
