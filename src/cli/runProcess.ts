import { hostname } from 'node:os';
import { runCli } from './runCli.ts';

/** Runs what was typed in this process, and ends it. */
export async function runProcess(): Promise<never> {
  const exitCode = await runCli({
    args: process.argv.slice(2),
    variables: process.env,
    folder: process.cwd(),
    // To look at it is to open it, which few commands need.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    hostname: hostname(),
    pid: process.pid,
    onInterrupt,
    exit: (code) => process.exit(code),
  });
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  // Connections that are kept alive for a next command of which there is none must not hold up the end.
  process.exit(exitCode);
}

function onInterrupt(callback: () => void): () => void {
  process.on('SIGINT', callback).on('SIGTERM', callback);
  return () => {
    process.off('SIGINT', callback).off('SIGTERM', callback);
  };
}

/** Waits until what was written has been taken, so that ending the process cuts nothing off. */
async function flushed(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writable) await new Promise<void>((resolve) => stream.write('', () => resolve()));
}
