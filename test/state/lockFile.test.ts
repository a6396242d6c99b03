import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimLock, dropLock, readLock } from '../../src/state/lockFile.ts';
import { lockName } from '../../src/state/lockName.ts';
import { decodeLockRecord, encodeLockRecord } from '../../src/state/lockRecord.ts';
import type { LockRecord } from '../../src/state/lockRecord.ts';
import { isGone, processIdentity } from '../../src/state/processIdentity.ts';
import { realSystem } from './children/support.ts';

/** Above what any kernel gives out. */
const NO_PROCESS = 2 ** 30;

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clnform-lock-'));
  path = join(folder, 'lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function record(id: string, over: Partial<LockRecord> = {}): LockRecord {
  const host = hostname();
  const base = { id, account: 'acme', owner: `t@${host}`, host, pid: process.pid, since: 1, operation: 'apply' };
  return { ...base, ...over };
}

describe('claimLock', () => {
  it('has one winner among many that find the same dead holder at the same moment', async () => {
    for (let round = 0; round < 25; round++) {
      await writeFile(path, encodeLockRecord(record('dead', { pid: NO_PROCESS })));
      const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
      const claims = await Promise.all(ids.map((id) => claimLock(path, record(id), realSystem)));
      const winners = ids.filter((_, i) => claims[i]?.status === 'won');
      expect(winners).toHaveLength(1);
      expect(await readLock(path)).toMatchObject({ id: winners[0] });
      expect(await readdir(folder)).toEqual(['lock']);
    }
  });

  it('takes over a takeover whose process died in the middle of it', async () => {
    await writeFile(path, encodeLockRecord(record('dead', { pid: NO_PROCESS })));
    await writeFile(`${path}.takeover`, encodeLockRecord(record('dead too', { pid: NO_PROCESS })));
    expect(await claimLock(path, record('new'), realSystem)).toMatchObject({ status: 'won', from: { id: 'dead' } });
    expect(await readdir(folder)).toEqual(['lock']);
  });

  it.each([
    { reason: 'a live process', holder: {} },
    { reason: 'another host: its processes cannot be seen', holder: { host: 'elsewhere', pid: NO_PROCESS } },
    {
      reason: 'a container of the same host name, with a numbering of processes of its own',
      holder: { pid: NO_PROCESS, process: { boot: 'other', namespace: 'pid:[1]', started: '1' } },
    },
  ])('leaves the lock of $reason alone', async ({ holder }) => {
    const held = record('held', holder);
    await writeFile(path, encodeLockRecord(held));
    expect(await claimLock(path, record('new'), realSystem)).toEqual({ status: 'held', by: held });
    expect(await readLock(path)).toEqual(held);
  });

  it('takes over from a process whose number another process has by now', async () => {
    const identity = await processIdentity(process.pid);
    expect(identity === undefined, 'only Linux tells').toBe(process.platform !== 'linux');
    if (identity === undefined) return;
    const earlier = record('earlier', { process: { ...identity, started: '1' } });
    await writeFile(path, encodeLockRecord(earlier));
    expect(await claimLock(path, record('new'), realSystem)).toEqual({ status: 'won', from: earlier });
  });

  it.each(['', '{', 'null', '{"id":"x"}', `${encodeLockRecord(record('a'))}}`])(
    'makes nothing of a file that does not say who holds it: %j',
    async (text) => {
      await writeFile(path, text);
      expect(await claimLock(path, record('new'), realSystem)).toEqual({ status: 'unreadable' });
      expect(await readFile(path, 'utf8')).toBe(text);
    },
  );
});

describe('dropLock', () => {
  it('removes the lock with that id and no other', async () => {
    await writeFile(path, encodeLockRecord(record('held')));
    expect(await dropLock(path, 'another', record('me'), realSystem)).toBe(false);
    expect(await readdir(folder)).toEqual(['lock']);
    expect(await dropLock(path, 'held', record('me'), realSystem)).toBe(true);
    expect(await readdir(folder)).toEqual([]);
    expect(await dropLock(path, 'held', record('me'), realSystem)).toBe(false);
  });

  it('gets past a takeover that died on a host which cannot be asked', async () => {
    await writeFile(path, encodeLockRecord(record('held', { host: 'elsewhere' })));
    await writeFile(`${path}.takeover`, encodeLockRecord(record('stuck', { host: 'elsewhere' })));
    const hasty = { ...realSystem, sleep: () => Promise.resolve() };
    expect(await dropLock(path, 'held', record('me'), hasty)).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('isGone', () => {
  it.each([
    { reason: 'no such process', pid: NO_PROCESS, gone: true },
    { reason: 'this process', pid: process.pid, gone: false },
    { reason: 'a number that stands for a group of processes', pid: 0, gone: false },
  ])('$reason: $gone', async ({ pid, gone }) => {
    expect(await isGone(pid, undefined)).toBe(gone);
  });
});

describe('decodeLockRecord', () => {
  it('reads what was written', () => {
    const whole = record('a', { process: { boot: 'b', namespace: 'n', started: '9' } });
    expect(decodeLockRecord(encodeLockRecord(whole))).toEqual(whole);
  });
});

describe('lockName', () => {
  it.each([
    { reason: 'a plain login', account: 'acme', name: '.clnform-acme.lock' },
    { reason: 'a mail address', account: 'ann@example.org', name: '.clnform-ann@example.org.lock' },
    { reason: 'no other folder', account: '../x', name: '.clnform-..%2Fx.lock' },
    { reason: 'no end of a C string', account: 'a\u0000b', name: '.clnform-a%00b.lock' },
    { reason: 'no clash with an encoded one', account: '%2F', name: '.clnform-%252F.lock' },
    { reason: 'not only ASCII', account: 'é', name: '.clnform-%C3%A9.lock' },
  ])('$reason', ({ account, name }) => {
    expect(lockName(account)).toBe(name);
  });

  it('keeps long logins apart within what a file name may be', () => {
    const [a, b] = [lockName(`${'é'.repeat(300)}a`), lockName(`${'é'.repeat(300)}b`)];
    expect(a).not.toBe(b);
    expect(a.length).toBeLessThan(200);
  });
});
