// The round trips of an apply and nothing else: so many calls to a service, so many at a time, each over a connection of
// its own, as writes are sent. What an apply takes beyond this is its own doing.
//
//   node trips.mjs API_URL COUNT PARALLEL
import { performance } from 'node:perf_hooks';
import { argv, exit, stdout } from 'node:process';
import { Pool } from 'undici';

const [url, count, parallel] = argv.slice(2);
const { origin } = new URL(url);
const pool = new Pool(origin, { pipelining: 1 });
let left = Number(count);

async function work() {
  while (left > 0) {
    left -= 1;
    const path = '/api/kcare/key/list.json?token=none';
    const { body } = await pool.request({ origin, path, method: 'GET', reset: true });
    await body.dump();
  }
}

const began = performance.now();
await Promise.all(Array.from({ length: Number(parallel) }, work));
stdout.write(`${performance.now() - began}\n`);
exit(0);
