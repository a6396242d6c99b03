// What an empty plan costs beside the limit program, in one run: node test/bench/reading.mjs [ROUNDS] [story:count ...]
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { argv, env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { LOGIN, SECRET, serve, writeStory } from './fixtures.mjs';

const CLNFORM = fileURLToPath(new URL('../../dist/clnform.js', import.meta.url));
const LIMIT = fileURLToPath(new URL('limit.mjs', import.meta.url));
const rounds = Number(argv[2] ?? 5);
const wanted = argv.slice(3);
const sizes = wanted.length > 0 ? wanted : ['ips:1000', 'ips:10000', 'ips:100000', 'file:100000', 'keys:10000'];

const folder = mkdtempSync(join(tmpdir(), 'clnform-bench-'));
const probe = join(folder, 'usage.mjs');
writeFileSync(
  probe,
  `import { writeSync } from 'node:fs';
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, rss: maxRSS / 1024 }));
});
`,
);

const rows = [];
for (const size of sizes) {
  const [story, count] = size.split(':');
  const where = join(folder, size.replace(':', '-'));
  const { url, calls, close } = await serve(writeStory(where, story, Number(count)));
  const samples = { ours: [], limit: [] };
  for (let round = 0; round < rounds; round += 1) {
    // Side by side: what else the machine does falls on both alike.
    samples.limit.push(await run([LIMIT, story, url], where, {}));
    calls.length = 0;
    samples.ours.push(
      await run([CLNFORM, 'plan'], where, { CLN_API_URL: url, CLN_LOGIN: LOGIN, CLN_SECRET_KEY: SECRET }),
    );
  }
  close();
  const { ours, limit } = samples;
  const told = [...ours, ...limit].map(({ stdout }) => stdout).filter((text) => !/No changes|^0 differ/u.test(text));
  if (told.length > 0) throw new Error(`${size} is not empty: ${told[0]}`);
  const of = (measure) => ({ ours: median(ours.map(measure)), limit: median(limit.map(measure)) });
  rows.push({
    size,
    count: Number(count),
    story,
    calls: calls.length,
    wall: of((s) => s.wall),
    cpu: of((s) => s.cpu),
    rss: of((s) => s.rss),
  });
}
rmSync(folder, { recursive: true });

console.log('size            wall ours/limit ms      ratio  cpu ours/limit ms       ratio  MB ours/limit  calls');
for (const { size, wall, cpu, rss, calls } of rows) {
  const pair = ({ ours, limit }) => `${ours.toFixed(0)} / ${limit.toFixed(0)}`.padEnd(22);
  const ratio = ({ ours, limit }) => (ours / limit).toFixed(2).padEnd(6);
  console.log(`${size.padEnd(15)} ${pair(wall)} ${ratio(wall)} ${pair(cpu)} ${ratio(cpu)} ${pair(rss)} ${calls}`);
}
const small = rows.find(({ size }) => size === 'ips:10000');
const large = rows.find(({ size }) => size === 'ips:100000');
if (small !== undefined && large !== undefined) {
  const exponent = (measure) => Math.log10(measure(large) / measure(small)).toFixed(2);
  console.log(
    `growth exponent 10,000 to 100,000: wall ${exponent((r) => r.wall.ours)}, cpu ${exponent((r) => r.cpu.ours)}, memory ${exponent((r) => r.rss.ours)}`,
  );
}

function run(args, cwd, variables) {
  const started = performance.now();
  const child = spawn(execPath, ['--import', probe, ...args], {
    cwd,
    // NODE_EXTRA_CA_CERTS, where it is set, adds some 40 ms to every process: it is left out, for all alike.
    env: { PATH: env.PATH, HOME: folder, ...variables },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let usage = '';
  child.stdout.on('data', (text) => (stdout += text));
  child.stderr.on('data', (text) => (stderr += text));
  child.stdio[3].on('data', (text) => (usage += text));
  return new Promise((done, failed) => {
    child.once('close', (code) => {
      if (code !== 0) failed(new Error(`${args.join(' ')} ended with ${code}: ${stderr}`));
      else done({ wall: performance.now() - started, stdout, ...JSON.parse(usage) });
    });
  });
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}
