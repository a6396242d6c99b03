// Applies beside their limit: the built command against the emulator, each in a process of its own, over TCP.
// node test/bench/apply.mjs [--runs 5] [--only NAME] [--json FILE]
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const CLNFORM = resolve('dist/clnform.js');
const LATENCY = 50;
const PARALLEL = 10;
const ALLOWED = 20;

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, only: { type: 'string' }, json: { type: 'string' } },
});
const runs = Number(values.runs);
// Where it is set, every process reads a file of certificates first.
delete process.env.NODE_EXTRA_CA_CERTS;

const ips = (count) => Array.from({ length: count }, (_, n) => `100.${64 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`);
const licences = (count) =>
  `ip_licenses:\n  all:\n    products: [kernelcare]\n    ips:\n${ips(count)
    .map((ip) => `      - ${ip}\n`)
    .join('')}`;
const keys = (count, note = () => 'bench') =>
  `kernelcare_keys:\n${Array.from({ length: count }, (_, n) => `  k${n}: { limit: 5, note: "${note(n)}" }\n`).join('')}`;

const CASES = [
  { name: 'licences-1000', text: licences(1000), count: 1000 },
  { name: 'keys-1000', text: keys(1000), count: 1000 },
  { name: 'licences-10000', text: licences(10_000), count: 10_000 },
  { name: 'keys-10000', text: keys(10_000), count: 10_000 },
  {
    name: 'change-1%-of-10000',
    first: keys(10_000),
    text: keys(10_000, (n) => (n % 100 === 0 ? 'new' : 'bench')),
    count: 100,
  },
  { name: 'licences-1000-at-20-a-second', text: licences(1000), count: 1000, rate: ALLOWED, latency: 5 },
  { name: 'keys-1000-at-20-a-second', text: keys(1000), count: 1000, rate: ALLOWED, latency: 5 },
];

function start(args, folder, variables = {}) {
  return spawn(process.execPath, [CLNFORM, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function emulator(folder, ...args) {
  const child = start(['emulator', '--empty', '--login', 'acme', '--secret', 'bench', ...args], folder);
  for await (const url of createInterface({ input: child.stdout })) return { child, url };
  throw new Error('the emulator did not start');
}

async function apply(folder, url) {
  const began = performance.now();
  const child = start(
    ['apply', '--auto-approve', '--parallelism', String(PARALLEL), '--max-creates', '100000', '--json'],
    folder,
    {
      CLN_API_URL: url,
      CLN_LOGIN: 'acme',
      CLN_SECRET_KEY: 'bench',
    },
  );
  let err = '';
  child.stderr.on('data', (data) => (err += data));
  const seen = { started: undefined, finished: undefined, failed: 0 };
  let out = '';
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes('"apply_started"')) seen.started ??= performance.now();
    if (line.includes('"step_failed"')) seen.failed += 1;
    if (line.includes('"step_done"')) seen.finished = performance.now();
    out = line;
  }
  const code = child.exitCode ?? (await new Promise((done) => child.once('close', done)));
  if (code !== 0) throw new Error(`apply ended with ${code}: ${err.slice(-2000)} ${out.slice(-1000)}`);
  const ended = performance.now();
  // From the first step to the end of the last; and the whole process, with its plan, its audit and its last write.
  return { steps: (seen.finished ?? ended) - (seen.started ?? began), whole: ended - began, failed: seen.failed };
}

async function measure({ text, first, rate, latency = LATENCY }) {
  const folder = await mkdtemp(join(tmpdir(), 'clnform-bench-'));
  const args = [
    '--latency',
    String(first === undefined ? latency : 0),
    ...(rate === undefined ? [] : ['--rate', String(rate)]),
  ];
  let service = await emulator(folder, ...args);
  try {
    if (first !== undefined) {
      await writeFile(join(folder, 'clnform.yaml'), `version: 1\naccount: acme\n${first}`);
      await apply(folder, service.url);
    }
    await writeFile(join(folder, 'clnform.yaml'), `version: 1\naccount: acme\n${text}`);
    const times = await apply(folder, service.url);
    const { calls } = await (await fetch(`${service.url.replace(/api$/u, '_emulator')}/ledger`)).json();
    const left = (await readdir(folder)).filter((name) => name.endsWith('.journal'));
    if (left.length > 0) throw new Error(`a journal was left: ${left.join(', ')}`);
    await stat(join(folder, 'clnform.state.json'));
    return { ...times, refused: calls.filter(({ status }) => status === 429).length };
  } finally {
    service.child.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const table = [];
for (const one of CASES) {
  if (values.only !== undefined && !one.name.includes(values.only)) continue;
  const times = [];
  for (let run = 0; run < runs; run += 1) times.push(await measure(one));
  const steps = median(times.map((time) => time.steps));
  // What the round trips, or the service's limit, take if nothing else took any time. The first second of a limited
  // service is answered at once.
  const limit =
    one.rate === undefined
      ? one.first === undefined
        ? (one.count * LATENCY) / PARALLEL
        : undefined
      : ((one.count - one.rate) / one.rate) * 1000;
  const row = {
    case: one.name,
    'steps s': (steps / 1000).toFixed(2),
    'whole s': (median(times.map((time) => time.whole)) / 1000).toFixed(2),
    'limit s': limit === undefined ? '' : (limit / 1000).toFixed(2),
    'limit / steps': limit === undefined ? '' : (limit / steps).toFixed(3),
    'ms a change': (steps / one.count).toFixed(2),
    'HTTP 429': median(times.map((time) => time.refused)),
    failed: Math.max(...times.map((time) => time.failed)),
  };
  table.push(row);
  console.log(JSON.stringify(row));
}
console.table(table);
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(table, null, 2)}\n`);
