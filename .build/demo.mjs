// The demo: a sample account on loopback is taken over, changed in every way there is, and watched. It shows each
// command and what it prints, checks what comes out, and ends with 0 only if all of it was as it should be.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, URLSearchParams } from 'node:url';
import { styleText } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const clnform = join(root, 'dist/clnform.js');
const folder = mkdtempSync(join(tmpdir(), 'clnform-demo-'));
const colour = process.stdout.isTTY === true && !process.env.NO_COLOR;
const paint = (format, text) => (colour ? styleText(format, text) : text);
const started = Date.now();

/** What the second plan must hold: every action that the API allows for each kind. */
const EVERYTHING = {
  imunify_key: ['create', 'update', 'replace', 'remove'],
  imunify_server: ['update', 'remove'],
  kernelcare_key: ['create', 'update', 'replace', 'remove'],
  els_key: ['create', 'update', 'replace', 'remove'],
  cloudlinux_key: ['create', 'update', 'replace', 'remove'],
  ip_license: ['create', 'update', 'replace', 'remove'],
  server_group: ['create', 'update', 'remove'],
  feature: ['update', 'remove'],
  backup: ['create', 'update', 'replace', 'remove'],
};

let environment = {};
let emulator;
try {
  const url = await startEmulator();

  chapter('An account of some 400 objects, and a manifest for it');
  show('apply --auto-approve');
  say('Nothing is left to do:');
  show('plan --detailed-exitcode');

  chapter('A quarter later: something of every kind is created, updated, replaced and removed');
  cpSync(join(root, '.build/demo'), folder, { recursive: true });
  show('plan');
  checkEverything(JSON.parse(quietly('plan --format json').stdout));
  say('What removes, replaces or costs more than it seems is refused until it is allowed:');
  show('apply --auto-approve', 1, { withPlan: false });
  const allowed = 'removes-servers,replaces-key,bills-full-month,data-loss';
  show(`apply --auto-approve --allow ${allowed}`, 0, { withPlan: false });
  say('Nothing is left to do:');
  show('plan --detailed-exitcode');

  chapter('Someone raises a limit in the web console');
  await inTheConsole(url, 'v2/cl/keys', 'PATCH', { key: 'clsharedsample00shrd', limit: '500' });
  show('drift', 2);
  show('apply --auto-approve');
  show('drift');
  say(`Done, in ${((Date.now() - started) / 1000).toFixed(1)} seconds.`);
} catch (error) {
  console.error(`\n${paint('red', 'The demo failed:')} ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  emulator?.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}

async function startEmulator() {
  cpSync(join(root, 'examples/mid-size-reseller'), folder, { recursive: true });
  command('emulator');
  emulator = spawn(process.execPath, [clnform, 'emulator'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((resolve, reject) => {
    createInterface({ input: emulator.stdout }).once('line', resolve);
    emulator.once('exit', (code) => reject(new Error(`the emulator ended with ${code}`)));
  });
  console.log(url);
  const { PATH, HOME, TERM, NO_COLOR } = process.env;
  environment = { PATH, HOME, TERM, NO_COLOR, CLN_LOGIN: 'acme', CLN_SECRET_KEY: 'emulator-secret', CLN_API_URL: url };
  for (const [name, value] of Object.entries(environment)) if (value === undefined) delete environment[name];
  return url;
}

/** Runs a command for people to read. Its output goes straight to them; of a plan that was just shown, only the last line. */
function show(args, expected = 0, { withPlan = true } = {}) {
  command(withPlan ? args : `${args} | tail -1`);
  const { status, error, stdout } = spawnSync(process.execPath, [clnform, ...args.split(' ')], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', withPlan ? 1 : 'pipe', 1],
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  if (!withPlan) console.log(stdout.trimEnd().split('\n').at(-1));
  console.log(paint('dim', `exit ${status}`));
  if (status !== expected) throw new Error(`clnform ${args} ended with ${status} and not with ${expected}`);
}

function quietly(args) {
  const options = { cwd: folder, env: environment, encoding: 'utf8', maxBuffer: 1 << 26 };
  const result = spawnSync(process.execPath, [clnform, ...args.split(' ')], options);
  if (result.status !== 0) throw new Error(`clnform ${args} ended with ${result.status}: ${result.stderr}`);
  return result;
}

function checkEverything(plan) {
  const seen = new Map();
  for (const { type, change } of plan.resource_changes) {
    const key = `${type} ${actionOf(change.actions)}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  say('What that plan holds, by kind:');
  for (const [type, actions] of Object.entries(EVERYTHING)) {
    const counts = actions.map((action) => `${seen.get(`${type} ${action}`) ?? 0} ${action}`);
    console.log(`  ${type.padEnd(16)} ${counts.join(', ')}`);
    const missing = actions.filter((action) => !seen.has(`${type} ${action}`));
    if (missing.length > 0) throw new Error(`the plan has no ${missing.join(', ')} of ${type}`);
  }
}

/** Terraform's plan JSON writes a replacement as a delete and a create, in the order in which they are done. */
function actionOf(actions) {
  if (actions.length === 2) return 'replace';
  return actions[0] === 'delete' ? 'remove' : actions[0];
}

async function inTheConsole(url, path, method, query) {
  say(`(behind clnform's back: ${method} ${path} ${new URLSearchParams(query)})`);
  const response = await globalThis.fetch(url.replace(/api$/u, '_emulator/change'), {
    method: 'POST',
    body: JSON.stringify({ method, path: `/api/${path}`, query }),
  });
  const answer = await response.json();
  if (!response.ok || answer.status !== 200) throw new Error(`the console refused: ${JSON.stringify(answer)}`);
}

function chapter(title) {
  console.log(`\n${paint('bold', `== ${title}`)}`);
}

function say(text) {
  console.log(`\n${text}`);
}

function command(args) {
  console.log(`\n${paint('cyan', `$ clnform ${args}`)}`);
}
