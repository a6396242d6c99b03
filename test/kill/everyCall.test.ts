import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { killChildren } from './support/children.ts';
import { converge } from './support/converge.ts';
import { inPairs } from './support/inPairs.ts';
import { testWith } from './support/needs.ts';
import { makeOrder } from './support/order.ts';
import { rounds } from './support/rounds.ts';
import { onStage } from './support/stage.ts';
import { spans, straceMissing, struck, traced } from './support/strace.ts';

/** All that leaves something behind: files, folders, connections, and what stands between their steps. */
const CALLS = [
  ...['openat', 'write', 'fchmod', 'fsync', 'close', 'rename', 'link', 'unlink', 'getdents64'],
  ...['connect', 'getsockopt', 'epoll_ctl', 'read', 'shutdown'],
];
/** The lock is made: from here on there is something to lose. */
const BEGUN = /openat\(.*\.lock\..*O_CREAT/u;
const APPLY = 'apply --auto-approve --settle 50ms';

const ORDER = makeOrder({ imunify: 1, kernelcare: 1, ips: 1 });
const { long, stride } = rounds();
/** `KILL_AT=rename:3` plays one. */
const { KILL_AT } = process.env;

afterAll(killChildren);

testWith(straceMissing())(
  `kill -9 at every ${stride === 1 ? '' : `${stride}th `}system call of a small apply`,
  { timeout: long ? 14_400_000 : 120_000 },
  async () => {
    const points = KILL_AT === undefined ? (await allPoints()).filter((_, index) => index % stride === 0) : [KILL_AT];
    const played = await inPairs(points, killAt);
    if (long) console.log(figures(played));
    const failures = played.filter(({ wrong }) => wrong.length > 0);
    expect(
      failures.map(({ point, wrong }) =>
        [...wrong, `replay: KILL_AT=${point} npx vitest run test/kill/everyCall.test.ts`].join('\n'),
      ),
    ).toEqual([]);
    // How often the event loop turns differs from run to run, so that the last of the reads and writes may not come.
    expect(played.filter(({ killed }) => killed).length).toBeGreaterThan(played.length / 2);
  },
);

/** `rename:3`, and so on, for every call that an apply makes once it has begun. */
async function allPoints(): Promise<readonly string[]> {
  return onStage({ manifest: ORDER.text }, async (stage) => {
    const log = join(stage.folder, 'calls');
    const { code, stderr } = await stage.run(APPLY, traced(CALLS, log));
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const found = spans(await readFile(log, 'utf8'), BEGUN);
    return [...found].flatMap(([call, { from, to }]) =>
      Array.from({ length: to - from }, (_, index) => `${call}:${from + index + 1}`),
    );
  });
}

async function killAt(point: string) {
  const [call = '', nth] = point.split(':');
  return onStage({ manifest: ORDER.text }, async (stage) => {
    const { code, signal } = await stage.run(APPLY, struck({ call, does: 'signal=KILL', nth: Number(nth) }));
    const killed = signal === 'SIGKILL' || code === 137;
    // No folder may be left in a state that the program cannot read.
    const course = await converge(stage, ORDER, { quietMs: 100 });
    const wrong = killed || code === 0 ? course.wrong : [...course.wrong, `the struck run: exit ${String(code)}`];
    return { ...course, point, killed, wrong };
  });
}

function figures(played: readonly Awaited<ReturnType<typeof killAt>>[]): string {
  const asked = played.filter(({ exits }) => exits.includes(4)).length;
  const calls = new Map<string, number>();
  for (const { point, killed } of played) {
    const call = point.split(':')[0] ?? '';
    if (killed) calls.set(call, (calls.get(call) ?? 0) + 1);
  }
  return [
    `${played.length} system calls struck, ${played.filter(({ killed }) => killed).length} runs killed: ${[...calls].map(([call, count]) => `${call} ${count}`).join(', ')}`,
    `by themselves ${played.length - asked}, asked ${asked}`,
    `runs with anything wrong: ${played.filter(({ wrong }) => wrong.length > 0).length}`,
  ].join('\n');
}
