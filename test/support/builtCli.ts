import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { CallRecord, ObjectRecord } from '../../src/emulator/ledger.ts';

/** The built command line, as users run it. */
const CLNFORM = resolve('dist/clnform.js');
export const LOGIN = 'acme';
export const SECRET = 'a-secret-that-must-never-be-seen';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** A working folder and an emulator in a process of its own, over TCP. */
export interface Scene {
  readonly folder: string;
  readonly url: string;
  /** Runs clnform in the folder, against the emulator, to its end. */
  run(args: string, variables?: Readonly<Record<string, string>>): Promise<Ended>;
  /** Starts clnform and leaves it running. */
  start(args: string): Child;
  calls(): Promise<readonly CallRecord[]>;
  objects(): Promise<readonly ObjectRecord[]>;
  /** A person in the web console. Rejects when the emulator refuses. */
  console(method: string, path: string, query: Readonly<Record<string, string>>): Promise<void>;
  /** From now on these faults, and no earlier ones. */
  faults(...rules: readonly string[]): Promise<void>;
  end(): Promise<void>;
}

export interface SceneOptions {
  /** Copied into the working folder. */
  readonly example?: string;
  readonly emulator?: readonly string[];
  /** Written into the working folder, before the emulator starts. */
  readonly files?: Readonly<Record<string, string>>;
}

export async function openScene({ example, emulator: args = [], files = {} }: SceneOptions): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'clnform-scene-'));
  if (example !== undefined) await cp(resolve('examples', example), folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const emulator = launch(['emulator', '--login', LOGIN, '--secret', SECRET, ...args], folder, {});
  const url = await firstLine(emulator);
  const beside = url.replace(/api$/u, '_emulator');
  const variables = { CLN_API_URL: url, CLN_LOGIN: LOGIN, CLN_SECRET_KEY: SECRET };

  const post = async (name: string, body: object): Promise<{ readonly status?: number }> => {
    const answer = await fetch(`${beside}/${name}`, { method: 'POST', body: JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`the emulator refused: ${text}`);
    return JSON.parse(text) as { status?: number };
  };
  const ledger = async () =>
    (await (await fetch(`${beside}/ledger`)).json()) as { calls: CallRecord[]; objects: ObjectRecord[] };
  return {
    folder,
    url,
    run: (line, more = {}) => ended(launch(split(line), folder, { ...variables, ...more })),
    start: (line) => launch(split(line), folder, variables),
    calls: async () => (await ledger()).calls,
    objects: async () => (await ledger()).objects,
    async console(method, path, query) {
      const { status } = await post('change', { method, path: `/api/${path}`, query });
      if (status !== 200) throw new Error(`the console refused ${method} ${path}: ${String(status)}`);
    },
    async faults(...rules) {
      await post('faults', { clear: true, add: rules });
    },
    async end() {
      emulator.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs clnform without any emulator. */
export function runAlone(
  args: readonly string[],
  folder: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return ended(launch(args, folder, variables));
}

function launch(args: readonly string[], folder: string, variables: Readonly<Record<string, string>>): Child {
  const { PATH = '' } = process.env;
  // Nothing of the surroundings gets in: a login or a proxy that is set there must not decide a test.
  // Nor does what Node keeps between runs get into the folder.
  const all = { PATH, HOME: folder, NODE_DISABLE_COMPILE_CACHE: '1', ...variables };
  // Empty is not the same as absent, not to every Node.
  const env = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
  return spawn(process.execPath, [CLNFORM, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

function split(line: string): readonly string[] {
  return line.split(' ').filter((word) => word !== '');
}

export async function ended(child: Child): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((done, failed) => child.once('close', done).once('error', failed));
  return { code, stdout, stderr };
}

async function firstLine(child: Child): Promise<string> {
  const errors: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  return new Promise((done, failed) => {
    createInterface({ input: child.stdout }).once('line', done);
    child.once('exit', (code) => failed(new Error(`the emulator ended with ${String(code)}: ${errors.join('')}`)));
  });
}
