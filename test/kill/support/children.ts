import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process with a group of its own, so that what it started goes with it. */
export interface Running {
  readonly pid: number;
  /** The first whole line on stdout; rejects when it ends without one. */
  readonly firstLine: Promise<string>;
  readonly ended: Promise<Ended>;
  /** What it has told on stderr so far. */
  said(): string;
  /** Resolves when it has told so many lines on stderr, or has ended. */
  told(lines: number): Promise<void>;
  /** To it and to all that it started. */
  signal(name: NodeJS.Signals): void;
}

const groups = new Set<number>();

/** What a test leaves behind when it fails, or is interrupted, goes with it. */
export function killChildren(): void {
  for (const pid of groups) signalGroup(pid, 'SIGKILL');
}

process.on('exit', killChildren);

export function startChild(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Running {
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(command, args, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const { pid } = child;
  if (pid !== undefined) groups.add(pid);
  let stdout = '';
  let stderr = '';
  let heard: (line: string) => void = () => undefined;
  let unheard: (error: Error) => void = () => undefined;
  const firstLine = new Promise<string>((resolve, reject) => {
    heard = resolve;
    unheard = reject;
  });
  // Not everyone listens for it.
  firstLine.catch(() => undefined);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (stdout.includes('\n')) heard(stdout.slice(0, stdout.indexOf('\n')));
  });
  const listeners: { readonly lines: number; readonly hear: () => void }[] = [];
  let lines = 0;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    lines += text.split('\n').length - 1;
    for (const listener of listeners) if (lines >= listener.lines) listener.hear();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (pid !== undefined) groups.delete(pid);
      unheard(new Error(`${command} ended with ${String(code ?? signal)}: ${stderr}`));
      resolve({ code, signal, stdout, stderr });
    });
  });
  ended.catch(() => undefined);
  return {
    pid: pid ?? 0,
    firstLine,
    ended,
    said: () => stderr,
    told: (wanted) =>
      new Promise((resolve) => {
        if (lines >= wanted) resolve();
        listeners.push({ lines: wanted, hear: resolve });
        ended.then(
          () => resolve(),
          () => resolve(),
        );
      }),
    signal: (name) => {
      if (pid !== undefined) signalGroup(pid, name);
    },
  };
}

function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
