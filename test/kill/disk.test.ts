import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Ended } from './support/children.ts';
import { killChildren } from './support/children.ts';
import { converge } from './support/converge.ts';
import { inPairs } from './support/inPairs.ts';
import { testWith } from './support/needs.ts';
import { makeOrder, THIRTY } from './support/order.ts';
import { rounds } from './support/rounds.ts';
import { mountSmallDisk } from './support/smallDisk.ts';
import { onStage } from './support/stage.ts';
import type { Stage } from './support/stage.ts';
import { spans, straceMissing, struck, traced } from './support/strace.ts';
import { unrecorded } from './support/unrecorded.ts';

const APPLY = 'apply --auto-approve --settle 50ms';
const { long } = rounds();

afterAll(killChildren);

/** Told as what it is, by its code and the system's, with the way out. */
function expectTold({ code, stderr }: Ended, errno: string): void {
  expect({ stderr, failed: code === 1 || code === 3 || code === 4, code }).toMatchObject({ failed: true });
  expect(stderr).toContain('error state-write-failed');
  expect(stderr).toContain(`(${errno})`);
}

async function purchases(stage: Stage): Promise<number> {
  return (await stage.calls()).filter(({ mutating }) => mutating).length;
}

const disk = mountSmallDisk();
afterAll(() => disk?.end());

/** To run clnform so that no file of its own grows beyond so many blocks of 512 bytes. */
function fileLimit(blocks: number) {
  return { under: ['sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh'] };
}

describe('a disk that is full', () => {
  const small = disk === undefined ? {} : { stateFile: join(disk.folder, 'clnform.state.json') };

  it('before the begin: nothing is sent, and with room again all goes well', { timeout: 120_000 }, async () => {
    const order = makeOrder({ imunify: 1, kernelcare: 1, ips: 1 });
    await onStage({ manifest: order.text, ...small }, async (stage) => {
      disk?.fill();
      // Without the right to mount, a limit says no to the first byte, as the full disk does.
      const run = await stage.run(APPLY, disk === undefined ? fileLimit(0) : {});
      disk?.free();
      expect(run.code).toBe(1);
      expectTold(run, disk === undefined ? 'EFBIG' : 'ENOSPC');
      expect(run.stderr).toContain('Make room on the disk');
      expect(await purchases(stage)).toBe(0);
      expect(await converge(stage, order)).toMatchObject({ exits: [0], wrong: [] });
    });
  });
});

describe('a state file that cannot grow', () => {
  it('in the middle of the creates: none is sent that is not written down', { timeout: 120_000 }, async () => {
    const order = makeOrder(THIRTY);
    await onStage({ manifest: order.text }, async (stage) => {
      // Room for the lock, and for some of the thirty in the journal.
      const run = await stage.run(APPLY, fileLimit(6));
      expectTold(run, 'EFBIG');
      expect(run.stderr).toContain('Make room on the disk');
      const sent = await purchases(stage);
      expect(sent).toBeGreaterThan(0);
      expect(sent).toBeLessThan(order.wants.length);
      expect(await unrecorded(stage, order)).toEqual([]);
      expect(await converge(stage, order, { quietMs: 200 })).toMatchObject({ wrong: [] });
    });
  });
});

describe('a disk that fails', () => {
  const order = makeOrder({ imunify: 1, kernelcare: 2, ips: 1 });
  const calls = ['fsync', 'rename', 'fchmod', 'link', 'getdents64'];

  testWith(straceMissing())(
    'at any step of any write of the state: what was bought is on record, and the next run goes on',
    { timeout: long ? 3_600_000 : 120_000 },
    async () => {
      const points = await onStage({ manifest: order.text }, async (stage) => {
        const log = join(stage.folder, 'calls');
        expect(await stage.run(APPLY, traced([...calls, 'openat'], log))).toMatchObject({ code: 0 });
        const found = spans(await readFile(log, 'utf8'), /openat\(.*\.lock\..*O_CREAT/u);
        return calls.flatMap((call) => {
          const { from, to } = found.get(call) ?? { from: 0, to: 0 };
          return Array.from({ length: to - from }, (_, index) => ({ call, nth: from + index + 1 }));
        });
      });
      const some = long ? points : points.filter(({ call, nth }) => nth === 2 && (call === 'fsync' || call === 'link'));
      const failures = await inPairs(some, async ({ call, nth }) => {
        const wrong = await failAt(call, nth);
        return wrong.map((problem) => `${call} ${nth}: ${problem}`);
      });
      expect(failures.flat()).toEqual([]);
      expect(some.length).toBeGreaterThan(1);
    },
  );

  async function failAt(call: string, nth: number): Promise<readonly string[]> {
    return onStage({ manifest: order.text }, async (stage) => {
      const errno = call === 'rename' || call === 'link' ? 'ENOSPC' : 'EIO';
      const { code, stderr } = await stage.run(APPLY, struck({ call, does: `error=${errno}`, nth }));
      const wrong: string[] = [];
      // Threads that take turns make the last few calls come or not.
      const struckIt = stderr.includes(`(${errno})`);
      // When all is done and only the lock stays behind, that is a warning.
      // Whoever writes looks for journals first: a folder that cannot be listed is met while the state is read.
      const told = code === 0 ? /warning lock-kept/u : /error state-(?:write|read)-failed/u;
      if (struckIt && !(told.test(stderr) && [0, 1, 3, 4].includes(code ?? -1)))
        wrong.push(`exit ${String(code)}: ${stderr}`);
      if (!struckIt && code !== 0) wrong.push(`exit ${String(code)}, and not a word of ${errno}: ${stderr}`);
      for (const address of await unrecorded(stage, order)) wrong.push(`bought and not on record: ${address}`);
      if (code === 1 && (await purchases(stage)) > 0) wrong.push('exit 1, but something was bought');
      return [...wrong, ...(await converge(stage, order, { quietMs: 200 })).wrong];
    });
  }
});
