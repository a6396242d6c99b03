import { execFileSync } from 'node:child_process';
import { chmod, lstat, mkdir, mkdtemp, open, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeAddress } from '../../src/model/address.ts';
import { emptyState } from '../../src/model/state.ts';
import { createFileStateStore } from '../../src/state/fileStateStore.ts';
import { replaceDamaged } from '../../src/state/replaceDamaged.ts';
import { encodeLine } from '../../src/state/journalLine.ts';
import { ACCOUNT, bindRecord, codeOf, LINEAGE, openStore, readOrEmpty, realSystem } from './children/support.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clnform-store-'));
  path = join(folder, 'clnform.state.json');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

const EMPTY = emptyState(ACCOUNT, LINEAGE);
/** Whole, and of no snapshot here. */
const STRAY_LINE = `${encodeLine({ at: 0, serial: 2, lineage: 'other', after: 'x', by: 'y', records: [] }).text}\n`;
const containing = (text: string): string => expect.stringContaining(text) as string;
const codeOfFailure = async (work: Promise<unknown>): Promise<string> => work.then(() => 'no failure', codeOf);
const modeOf = async (file: string): Promise<number> => (await stat(file)).mode & 0o777;

describe('commit', () => {
  it('makes the state durable with the next serial, private, and leaves nothing beside it', async () => {
    const store = openStore(path);
    expect(await store.read()).toBeUndefined();
    const first = await store.commit(EMPTY, [bindRecord('a')]);
    const second = await store.commit(first, [bindRecord('b')]);
    expect([first.serial, second.serial]).toEqual([1, 2]);
    expect(await openStore(path).read()).toEqual(second);
    expect(await modeOf(path)).toBe(0o600);
    expect(await readdir(folder)).toEqual(['clnform.state.json']);
  });

  it.each([
    { reason: 'a first state where there is one', base: EMPTY },
    { reason: 'an earlier serial', base: { ...EMPTY, serial: 1 } },
    { reason: 'a later serial: the file was restored from a backup', base: { ...EMPTY, serial: 9 } },
    { reason: 'another lineage', base: { ...EMPTY, serial: 2, lineage: 'other' } },
  ])('refuses $reason, and writes nothing', async ({ base }) => {
    const store = openStore(path);
    await store.commit(await store.commit(EMPTY, []), []);
    const before = await readFile(path, 'utf8');
    expect(await codeOfFailure(store.commit(base, [bindRecord('a')]))).toBe('state-conflict');
    expect(await readFile(path, 'utf8')).toBe(before);
    expect(await readdir(folder)).toEqual(['clnform.state.json']);
  });

  it('refuses a state whose file has gone', async () => {
    const store = openStore(path);
    const first = await store.commit(EMPTY, []);
    await rm(path);
    expect(await codeOfFailure(store.commit(first, []))).toBe('state-conflict');
    expect(await readdir(folder)).toEqual([]);
  });

  it('narrows a mode that lets others read', async () => {
    const store = openStore(path);
    const first = await store.commit(EMPTY, []);
    await chmod(path, 0o644);
    await store.commit(first, []);
    expect(await modeOf(path)).toBe(0o600);
  });

  it.each([
    { reason: 'to a file that is there', exists: true },
    { reason: 'to a file that is not there yet', exists: false },
  ])('keeps a link $reason a link', async ({ exists }) => {
    await mkdir(join(folder, 'kept'));
    const target = join(folder, 'kept', 'real.json');
    await symlink('kept/real.json', path);
    const base = exists ? await openStore(target).commit(EMPTY, []) : EMPTY;
    const next = await openStore(path).commit(base, [bindRecord('a')]);
    expect((await lstat(path)).isSymbolicLink()).toBe(true);
    expect(await openStore(target).read()).toEqual(next);
  });

  it('locks the file that a link leads to, not the link', async () => {
    await mkdir(join(folder, 'kept'));
    await symlink('kept/real.json', path);
    const lock = await openStore(path).lock('apply');
    expect(await codeOfFailure(openStore(join(folder, 'kept', 'real.json')).lock('apply'))).toBe('lock-held');
    await lock.release();
  });

  it.each(['ENOSPC', 'EIO', 'EDQUOT', 'EROFS', 'EACCES'])(
    'on %s keeps the state as it was and says where and why',
    async (code) => {
      const store = openStore(path);
      const first = await store.commit(EMPTY, [bindRecord('a')]);
      const probe = await open(path);
      const handles = Object.getPrototypeOf(probe) as typeof probe;
      await probe.close();
      vi.spyOn(handles, 'sync').mockRejectedValueOnce(Object.assign(new Error('failed'), { code, syscall: 'fsync' }));
      const failure = store.commit(first, [bindRecord('b')]);
      await expect(failure).rejects.toMatchObject({
        diagnostic: {
          code: 'state-write-failed',
          summary: containing(`${path} could not be written (${code})`),
        },
      });
      expect(await store.read()).toEqual(first);
      expect(await readdir(folder)).toEqual(['clnform.state.json']);
      expect((await store.commit(first, [bindRecord('b')])).serial).toBe(2);
    },
  );

  it('goes on where the drafts of a killed run lie about', async () => {
    await writeFile(join(folder, '.clnform.state.json.0123456789abcdef.tmp'), '{"half":');
    await openStore(path).commit(EMPTY, []);
    expect(await readdir(folder)).toEqual(['clnform.state.json']);
  });

  it('never writes what it could not read again', async () => {
    const binding = { type: 'thing', id: '', applied: {} };
    const broken = { op: 'bind' as const, address: makeAddress('thing', 'a'), binding };
    await expect(openStore(path).commit(EMPTY, [broken])).rejects.toThrow(/read back/);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a damaged file', () => {
  const WHOLE = { ...EMPTY, serial: 3, seq: 2 };
  it.each([
    { reason: 'says how far it came', text: '{"version":1,"serial":41,"seq":9,"bindings":{', serial: 42, seq: 9 },
    { reason: 'is behind', text: '{"version":1,"serial":1,', serial: 4, seq: 2 },
    { reason: 'says nothing', text: '', serial: 4, seq: 2 },
    { reason: 'says nonsense', text: '{"serial": 99999999999999999999, "seq":9999999999', serial: 4, seq: 2 },
    { reason: 'is no text', text: Buffer.from([0, 0xff, 0x7b]), serial: 4, seq: 2 },
  ])('is kept beside the state that takes its place, when it $reason', async ({ text, serial, seq }) => {
    await writeFile(path, text);
    const store = openStore(path);
    const { state, kept } = await store.replaceUnreadable(WHOLE);
    expect(state).toEqual({ ...WHOLE, serial, seq });
    expect(await openStore(path).read()).toEqual(state);
    expect(await store.commit(state, [])).toMatchObject({ serial: serial + 1 });
    const [copy = ''] = kept;
    expect(await readFile(copy)).toEqual(Buffer.from(text));
    expect([await modeOf(path), await modeOf(copy)]).toEqual([0o600, 0o600]);
    expect((await readdir(folder)).length).toBe(2);
  });

  it.each([
    { reason: 'a spoiled journal', snapshot: JSON.stringify({ ...WHOLE, serial: 7 }), journal: 7, serial: 8 },
    {
      reason: 'a journal of a later state',
      snapshot: JSON.stringify({ ...WHOLE, serial: 7 }),
      journal: 12,
      serial: 13,
    },
    { reason: 'a journal alone', snapshot: undefined, journal: 12, serial: 13 },
    { reason: 'a journal of a number that no run comes to', snapshot: '{', journal: 999_999_999_999_999, serial: 4 },
  ])('is one with $reason, too, and none of it is read again', async ({ snapshot, journal, serial }) => {
    if (snapshot !== undefined) await writeFile(path, snapshot);
    const spoiled = `${path}.${journal}.journal`;
    await writeFile(spoiled, STRAY_LINE);
    const store = openStore(path);
    expect(['state-corrupt', 'state-journal']).toContain(await codeOfFailure(store.read()));
    const lock = await store.lock('state push');
    const { state, kept } = await store.replaceUnreadable(WHOLE);
    expect(state).toMatchObject({ serial });
    expect(kept.map((name) => name.slice(0, name.indexOf('.unreadable-')))).toEqual([
      ...(snapshot === undefined ? [] : [path]),
      spoiled,
    ]);
    const next = await store.commit(state, [bindRecord('a')]);
    await lock.release();
    expect(await openStore(path).read()).toEqual(next);
    expect((await readdir(folder)).filter((name) => name.endsWith('.journal'))).toEqual([]);
  });

  it('of the same second is kept twice', async () => {
    vi.spyOn(realSystem, 'now').mockReturnValue(Date.UTC(2026, 2, 1, 9, 30));
    for (const text of ['{', '{{']) {
      await writeFile(path, text);
      await openStore(path).replaceUnreadable(WHOLE);
    }
    const names = ['.unreadable-20260301T093000Z', '.unreadable-20260301T093000Z-2'];
    expect(await Promise.all(names.map((name) => readFile(path + name, 'utf8')))).toEqual(['{', '{{']);
  });

  it('is not replaced by who has lost the lock, or when it is whole by then', async () => {
    await writeFile(path, '{');
    const store = openStore(path);
    const lock = await store.lock('state push');
    await openStore(path).unlock(lock.info.id);
    expect(await codeOfFailure(store.replaceUnreadable(WHOLE))).toBe('lock-lost');
    expect(await readFile(path, 'utf8')).toBe('{');
    const mended = JSON.stringify(WHOLE);
    const check = () => writeFile(path, mended);
    const conflict = (): never => {
      throw new Error('a conflict');
    };
    await expect(replaceDamaged(path, WHOLE, { now: 0, check, conflict })).rejects.toThrow('a conflict');
    expect(await readFile(path, 'utf8')).toBe(mended);
    await expect(openStore(path).replaceUnreadable({ ...WHOLE, account: 'other' })).rejects.toThrow(/another account/);
  });
});

describe('what cannot be read or written', () => {
  it.each([
    { reason: 'a damaged file', text: '{', code: 'state-corrupt' },
    { reason: 'not UTF-8', text: Buffer.from([0x7b, 0xff, 0x7d]), code: 'state-corrupt' },
    { reason: 'a later format', text: '{"version":2}', code: 'state-newer' },
    {
      reason: 'the state of another account',
      text: JSON.stringify({ ...EMPTY, account: 'someone' }),
      code: 'state-account',
    },
  ])('$reason is never taken for an empty state', async ({ text, code }) => {
    await writeFile(path, text);
    const store = openStore(path);
    expect(await codeOfFailure(store.read())).toBe(code);
    expect(await codeOfFailure(store.commit(EMPTY, [bindRecord('a')]))).toBe(code);
    expect(await readFile(path)).toEqual(Buffer.from(text));
  });

  it('a folder in its place', async () => {
    await mkdir(path);
    expect(await codeOfFailure(openStore(path).read())).toBe('state-read-failed');
  });

  it.skipIf(process.platform === 'win32')('a pipe or a device in its place, at once', async () => {
    execFileSync('mkfifo', [path]);
    for (const file of [path, '/dev/zero']) {
      const failure = openStore(file).read();
      await expect(failure).rejects.toMatchObject({
        diagnostic: {
          code: 'state-read-failed',
          summary: containing('not a regular file'),
          help: containing('--state FILE'),
        },
      });
    }
  });

  it.skipIf(process.platform === 'win32')('a pipe in place of its journal, or of its lock', async () => {
    const store = openStore(path);
    const state = await store.commit(EMPTY, [bindRecord('a')]);
    const lock = await store.lock('apply');
    await store.commit(state, [bindRecord('b')]);
    const [journal = ''] = (await readdir(folder)).filter((name) => name.endsWith('.journal'));
    await rm(join(folder, journal));
    execFileSync('mkfifo', [join(folder, journal)]);
    await expect(openStore(path).read()).rejects.toMatchObject({
      diagnostic: { code: 'state-read-failed', summary: containing('its journal is not a regular file') },
    });
    await rm(join(folder, journal));
    await lock.release().catch(() => undefined);
    const names = await readdir(folder);
    const held = await openStore(path).lock('plan');
    const [lockFile = ''] = (await readdir(folder)).filter((name) => !names.includes(name));
    await held.release();
    execFileSync('mkfifo', [join(folder, lockFile)]);
    expect(await codeOfFailure(openStore(path).lock('apply'))).toBe('lock-unreadable');
  });

  it('a folder that does not exist', async () => {
    const store = openStore(join(folder, 'none', 'state.json'));
    expect(await store.read()).toBeUndefined();
    expect(await codeOfFailure(store.commit(EMPTY, []))).toBe('state-write-failed');
    expect(await codeOfFailure(store.lock('apply'))).toBe('state-write-failed');
  });

  it('a link to itself', async () => {
    await symlink('clnform.state.json', path);
    expect(await codeOfFailure(openStore(path).read())).toBe('state-read-failed');
    expect(await codeOfFailure(openStore(path).commit(EMPTY, []))).toBe('state-write-failed');
  });
});

describe('lock', () => {
  it('names its holder to whoever comes second, and the command that ends it', async () => {
    const lock = await openStore(path).lock('apply');
    await expect(openStore(path).lock('plan')).rejects.toMatchObject({
      diagnostic: {
        code: 'lock-held',
        summary: containing(`apply by ${lock.info.owner} (process ${process.pid} on ${lock.info.host}) since 20`),
        help: containing(`clnform state unlock ${lock.info.id}`),
      },
    });
    expect(await openStore(path).holder()).toEqual(lock.info);
    expect(await modeOf(join(folder, '.clnform-acme.lock'))).toBe(0o600);
    await lock.release();
    expect(await openStore(path).holder()).toBeUndefined();
    await (await openStore(path).lock('plan')).release();
  });

  it('is the account’s: two accounts in one folder do not wait for each other', async () => {
    const lock = await openStore(path).lock('apply');
    const options = { account: 'other', system: realSystem, host: 'h', pid: process.pid, owner: 'o@h' };
    const other = createFileStateStore({ ...options, path: join(folder, 'other.json') });
    await (await other.lock('apply')).release();
    await lock.release();
  });

  describe('of the account', () => {
    const inFolder = (name: string, accountLock = join(folder, 'locks', 'acme.lock')) =>
      openStore(join(folder, name, 'state.json'), accountLock);
    beforeEach(() => Promise.all(['one', 'two'].map((name) => mkdir(join(folder, name)))));

    it('is shared by the folders that it is worked on from', async () => {
      const lock = await inFolder('one').lock('apply');
      expect(await codeOfFailure(inFolder('two').lock('apply'))).toBe('lock-held');
      expect(await inFolder('two').holder()).toEqual(lock.info);
      // Who was turned away leaves nothing behind.
      expect(await readdir(join(folder, 'two'))).toEqual([]);
      await lock.release();
      await (await inFolder('two').lock('apply')).release();
      expect(await readdir(join(folder, 'locks'))).toEqual([]);
    });

    it('fences: taken from another folder, it lets its holder write and send no more', async () => {
      const store = inFolder('one');
      const lock = await store.lock('apply');
      const first = await store.commit(EMPTY, [bindRecord('a')]);
      await store.verify(first);
      expect(await inFolder('two').unlock(lock.info.id)).toBe(true);
      expect(await codeOfFailure(store.verify(first))).toBe('lock-lost');
      expect(await codeOfFailure(store.commit(first, [bindRecord('b')]))).toBe('lock-lost');
      await lock.release();
    });

    it.each([
      { reason: 'a file is in its place', locks: () => join(folder, 'file') },
      { reason: 'nothing can be made there', locks: () => '/proc/none/of/this' },
    ])('is done without where $reason', async ({ locks }) => {
      await writeFile(join(folder, 'file'), 'a file, no folder');
      const open = () => inFolder('one', join(locks(), 'acme.lock'));
      const lock = await open().lock('apply');
      expect(lock.notice).toContain('other folders');
      expect(await codeOfFailure(open().lock('apply'))).toBe('lock-held');
      await lock.release();
    });

    it('makes the folders that lead to it', async () => {
      const lock = await inFolder('one', join(folder, 'a/b/c/acme.lock')).lock('apply');
      expect(await readdir(join(folder, 'a/b/c'))).toEqual(['acme.lock']);
      await lock.release();
    });
  });

  it('fences: who lost the lock writes no more, even though the state is as it was', async () => {
    const store = openStore(path);
    const lock = await store.lock('apply');
    const first = await store.commit(EMPTY, [bindRecord('a')]);
    expect(await openStore(path).unlock(lock.info.id)).toBe(true);
    expect(await codeOfFailure(store.commit(first, [bindRecord('b')]))).toBe('lock-lost');
    const second = await openStore(path).lock('apply');
    expect(await codeOfFailure(store.commit(first, [bindRecord('b')]))).toBe('lock-lost');
    expect(await store.read()).toEqual(first);

    await lock.release();
    expect((await store.holder())?.id, 'a lost lock is not released in another’s place').toBe(second.info.id);
    await second.release();
  });

  it('is not unlocked by another id', async () => {
    const lock = await openStore(path).lock('apply');
    expect(await openStore(path).unlock('0000')).toBe(false);
    expect((await openStore(path).holder())?.id).toBe(lock.info.id);
    await lock.release();
  });

  it('is not guessed at where its file cannot be read', async () => {
    await writeFile(join(folder, '.clnform-acme.lock'), 'garbage');
    expect(await codeOfFailure(openStore(path).lock('apply'))).toBe('lock-unreadable');
    expect(await codeOfFailure(openStore(path).holder())).toBe('lock-unreadable');
  });

  it('frees the store for commits without a lock when it is released', async () => {
    const store = openStore(path);
    await (await store.lock('apply')).release();
    expect((await store.commit(await readOrEmpty(store), [])).serial).toBe(1);
  });
});
