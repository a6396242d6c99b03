import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CallRecord, ObjectRecord } from '../../../src/emulator/ledger.ts';
import type { State } from '../../../src/model/state.ts';
import { StateReader } from '../../../src/state/storedState.ts';
import { startChild } from './children.ts';
import type { Ended, Running } from './children.ts';

const CLNFORM = resolve('dist/clnform.js');
const LOGIN = 'acme';
const SECRET = 'a-secret-that-must-never-be-seen';

/** A folder, and an empty account in a process of its own, over TCP. */
export interface Stage {
  readonly folder: string;
  /** The API root of the emulator, and its port. */
  readonly url: string;
  readonly port: number;
  /** Runs clnform to its end. */
  run(args: string, how?: How): Promise<Ended>;
  /** Starts clnform and leaves it running. */
  start(args: string, how?: How): Running;
  calls(): Promise<readonly CallRecord[]>;
  objects(): Promise<readonly ObjectRecord[]>;
  /** The state as it lies on disk; undefined when there is none. Throws when it is not whole. */
  state(): Promise<State | undefined>;
  end(): Promise<void>;
}

export interface How {
  /** The way to the emulator, in place of the direct one. */
  readonly url?: string;
  /** A command that starts the program, such as `strace`. */
  readonly under?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
}

export interface StageOptions {
  readonly manifest: string;
  readonly emulator?: readonly string[];
  /** Where the state is, when it is not in the folder. */
  readonly stateFile?: string;
}

export async function openStage({ manifest, emulator: more = [], stateFile }: StageOptions): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'clnform-kill-'));
  await writeFile(join(folder, 'clnform.yaml'), manifest);
  // Nothing of the surroundings gets in: a login or a proxy that is set there must not decide a test.
  const { PATH = '' } = process.env;
  const base = {
    PATH,
    HOME: folder,
    NODE_DISABLE_COMPILE_CACHE: '1',
    ...(stateFile === undefined ? {} : { CLNFORM_STATE: stateFile }),
  };
  const emulator = startChild(
    process.execPath,
    [CLNFORM, 'emulator', '--empty', '--login', LOGIN, '--secret', SECRET, ...more],
    { cwd: folder, env: base },
  );
  const url = await emulator.firstLine;
  const beside = url.replace(/api$/u, '_emulator');
  const ledger = async () =>
    (await (await fetch(`${beside}/ledger`)).json()) as { calls: CallRecord[]; objects: ObjectRecord[] };

  const start = (args: string, { url: way = url, under = [], variables = {} }: How = {}): Running => {
    const env = { ...base, CLN_API_URL: way, CLN_LOGIN: LOGIN, CLN_SECRET_KEY: SECRET, ...variables };
    const words = args.split(' ').filter((word) => word !== '');
    const [command = process.execPath, ...rest] = [...under, process.execPath, CLNFORM, ...words];
    return startChild(command, rest, { cwd: folder, env });
  };
  const path = stateFile ?? join(folder, 'clnform.state.json');
  return {
    folder,
    url,
    port: Number(new URL(url).port),
    start,
    run: (args, how) => start(args, how).ended,
    calls: async () => (await ledger()).calls,
    objects: async () => (await ledger()).objects,
    async state() {
      if (!existsSync(path)) return undefined;
      // With the journal of a run that was killed or stopped.
      const { account } = JSON.parse(await readFile(path, 'utf8')) as { readonly account: string };
      const reader = new StateReader(path, account, (trouble) => {
        throw new Error(`the state file is ${JSON.stringify(trouble)}`);
      });
      return (await reader.load())?.state;
    },
    async end() {
      emulator.signal('SIGKILL');
      await emulator.ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Plays on a stage of its own, which is gone afterwards, with every process on it. */
export async function onStage<T>(options: StageOptions, play: (stage: Stage) => Promise<T>): Promise<T> {
  const stage = await openStage(options);
  try {
    return await play(stage);
  } finally {
    await stage.end();
  }
}
