import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';

export type Program = 'committer' | 'locker' | 'holder';

export interface Child {
  readonly process: ChildProcess;
  readonly lines: readonly string[];
  /** Resolves when the child has printed that many lines. */
  printed(count: number): Promise<void>;
  /** Exit code, or null after a signal. */
  readonly ended: Promise<number | null>;
}

export interface Programs {
  run(program: Program, ...args: readonly string[]): Child;
  remove(): Promise<void>;
}

/** The child programs, compiled to where plain Node can run them. */
export async function buildPrograms(): Promise<Programs> {
  const folder = await mkdtemp(join(tmpdir(), 'clnform-children-'));
  await build({
    entryPoints: ['committer', 'locker', 'holder'].map((name) => `test/state/children/${name}.ts`),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  return {
    run: (program, ...args) => startChild(join(folder, `${program}.mjs`), args),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function startChild(program: string, args: readonly string[]): Child {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const wake = (over: boolean): void => {
    for (const { count, resolve } of waiting) if (over || lines.length >= count) resolve();
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    wake(false);
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      wake(true);
      resolve(code);
    });
  });
  return {
    process: child,
    lines,
    ended,
    printed: (count) =>
      new Promise((resolve) => {
        waiting.push({ count, resolve });
        wake(false);
      }),
  };
}
