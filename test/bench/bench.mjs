// The benchmark: whole processes, run side by side, medians and ratios of one run. It judges nothing and fails only when
// something does not work.
//
//   npm run bench -- [--out FILE]
//     BENCH_ONLY=start,plan   only these groups        BENCH_RUNS=5   rounds of each measurement
//     BENCH_SIZES=100,1000    sizes of the empty plan
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { argv, env, exit, version } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { applyGrowth, applySpeed, rateLimited } from './rows/apply.mjs';
import { curl } from './rows/curl.mjs';
import { published } from './rows/package.mjs';
import { plan } from './rows/plan.mjs';
import { start } from './rows/start.mjs';
import { onePercent, terraformPlans } from './rows/terraform.mjs';
import { row, TABLE_HEAD } from './support/table.mjs';

const GROUPS = {
  start,
  package: published,
  plan,
  terraform: terraformPlans,
  apply: applySpeed,
  growth: applyGrowth,
  percent: onePercent,
  rate: rateLimited,
  curl,
};

const { values } = parseArgs({ args: argv.slice(2), options: { out: { type: 'string' } } });
const out = values.out ?? fileURLToPath(new URL('../../.cache/bench.json', import.meta.url));
const chosen = env.BENCH_ONLY === undefined ? Object.keys(GROUPS) : env.BENCH_ONLY.split(',');
const unknown = chosen.filter((name) => !Object.hasOwn(GROUPS, name));
if (unknown.length > 0) {
  console.error(`There is no group ${unknown.join(', ')}. Groups: ${Object.keys(GROUPS).join(', ')}.`);
  exit(1);
}
const rounds = Math.max(1, Number(env.BENCH_RUNS ?? 5));
const sizes = env.BENCH_SIZES?.split(',').map(Number);

const machine = `Node ${version}, ${cpus().length} x ${cpus()[0].model}, ${(totalmem() / 2 ** 30).toFixed(0)} GB`;
console.log(`${machine}; medians of ${rounds} (start: at least 15), side by side.`);
console.log('NODE_EXTRA_CA_CERTS is unset for every process, and the compile cache of newer Nodes is not used.\n');
console.log(TABLE_HEAD);

const rows = [];
const record = (found) => {
  rows.push(found);
  console.log(row(found));
};
const folder = mkdtempSync(join(tmpdir(), 'clnform-bench-'));
try {
  for (const name of chosen)
    await GROUPS[name]({
      rounds,
      folder,
      record: (found) => record({ group: name, ...found }),
      ...(sizes && { sizes }),
    });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, `${JSON.stringify({ machine, rounds, at: new Date().toISOString(), rows }, null, 2)}\n`);
console.log(`\nWritten to ${out}.`);
