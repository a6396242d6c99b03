import { spawnSync } from 'node:child_process';

/** What strace does to a system call of one name, counted for each thread from 1. */
export interface Injection {
  readonly call: string;
  readonly does: 'signal=KILL' | `error=${string}`;
  readonly nth: number;
}

/** File operations then come from one thread, so that counting its calls counts the run's. */
const ONE_THREAD = { UV_THREADPOOL_SIZE: '1' };

/** To run clnform with a call struck. */
export function struck({ call, does, nth }: Injection) {
  const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:${does}:when=${nth}`];
  return { under: ['strace', '-f', '-qq', '-o', '/dev/null', ...inject], variables: ONE_THREAD };
}

/** To run clnform with its calls written to a file. */
export function traced(calls: readonly string[], log: string) {
  return {
    under: ['strace', '-f', '-qq', '-o', log, '-e', `trace=${calls.join(',')}`],
    variables: ONE_THREAD,
  };
}

/** The numbers at which a call can be struck so that the run is past its start: one more than `from`, to `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Counts the calls in a log. The first thread that makes the n-th call is struck, so the busiest thread decides. */
export function spans(log: string, begun: RegExp): ReadonlyMap<string, Span> {
  const counts = new Map<string, number>();
  const most = new Map<string, number>();
  let atBegin: ReadonlyMap<string, number> | undefined;
  for (const line of log.split('\n')) {
    const [, thread, call] = /^(\d+)\s+(\w+)\(/u.exec(line) ?? [];
    if (thread === undefined || call === undefined) continue;
    if (atBegin === undefined && begun.test(line)) atBegin = new Map(most);
    const count = (counts.get(`${thread} ${call}`) ?? 0) + 1;
    counts.set(`${thread} ${call}`, count);
    most.set(call, Math.max(most.get(call) ?? 0, count));
  }
  if (atBegin === undefined) throw new Error('the log does not show the begin of the run');
  return new Map([...most].map(([call, to]) => [call, { from: atBegin.get(call) ?? 0, to }]));
}

/** Why strace cannot be used here; undefined when it can. */
export function straceMissing(): string | undefined {
  const { error, status, stderr } = spawnSync('strace', ['-f', '-qq', '-e', 'trace=none', 'true'], {
    encoding: 'utf8',
  });
  if (error !== undefined) return `strace cannot be started (${error.message}): apt-get install strace`;
  return status === 0 ? undefined : `strace cannot trace a process here (CAP_SYS_PTRACE?): ${stderr}`;
}
