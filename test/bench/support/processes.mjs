import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { clearInterval, setInterval } from 'node:timers';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

export const CLNFORM = fileURLToPath(new URL('../../../dist/clnform.js', import.meta.url));
export const TRIPS = fileURLToPath(new URL('../trips.mjs', import.meta.url));
export const NODE = execPath;

/**
 * What every process of the bench gets of the environment, and nothing else: NODE_EXTRA_CA_CERTS, where it is set, adds
 * some 40 ms to each Node, and a login or a proxy that is set must decide nothing. A home folder is not among it, so that
 * clnform keeps nothing that was compiled (docs/performance.md, "The compile cache").
 */
export const BARE = { PATH: env.PATH };

/**
 * Runs a whole process to its end. Gives its wall time in milliseconds, the peak of its memory in MB where `memory` is
 * asked for and the system tells (Linux), and what it printed. Rejects on another exit code than 0.
 */
export function run([program, ...args], { cwd, variables = {}, memory = false, stdin = 'ignore' }) {
  const started = performance.now();
  const child = spawn(program, args, { cwd, env: { ...BARE, ...variables }, stdio: [stdin, 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  let peak;
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  const look = () => (peak = peakOf(child.pid) ?? peak);
  const timer = memory ? setInterval(look, 10) : undefined;
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => {
      clearInterval(timer);
      const wall = performance.now() - started;
      if (code === 0) done({ wall, peak, stdout });
      else
        failed(
          new Error(`${program} ${args.join(' ')} ended with ${code}: ${stderr.slice(-2000)}${stdout.slice(-500)}`),
        );
    });
  });
}

/** The high-water mark of what is resident, in MB. It only grows, so the last look counts. */
function peakOf(pid) {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

/** An emulator in a process of its own, over TCP. */
export async function startEmulator(args) {
  const child = spawn(NODE, [CLNFORM, 'emulator', '--login', 'acme', '--secret', 'bench', ...args], {
    env: BARE,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const url = await new Promise((done, failed) => {
    createInterface({ input: child.stdout }).once('line', done);
    child.once('exit', (code) => failed(new Error(`the emulator ended with ${code}`)));
  });
  const variables = { CLN_API_URL: url, CLN_LOGIN: 'acme', CLN_SECRET_KEY: 'bench' };
  return { url, variables, stop: () => child.kill('SIGKILL') };
}

/**
 * Measures every candidate `rounds` times, one after the other in each round, so that what else the machine does falls
 * on all alike. Gives the samples by name.
 */
export async function sideBySide(rounds, candidates) {
  const samples = Object.fromEntries(Object.keys(candidates).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, measure] of Object.entries(candidates)) samples[name].push(await measure(round));
  }
  return samples;
}

export function median(values) {
  const sorted = values.filter((value) => value !== undefined).toSorted((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** The median of the ratios within the rounds: a slow moment strikes both sides of a round. */
export function ratio(over, under, of = ({ wall }) => wall) {
  return median(over.map((sample, round) => of(sample) / of(under[round])));
}

/** Whether a program is there to be compared with. */
export async function isThere(program, ...args) {
  return run([program, ...args], {}).then(
    () => true,
    () => false,
  );
}
