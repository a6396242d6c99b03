import { appendFile, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyState, type State } from '../../src/model/state.ts';
import type { StateLock, StateStore } from '../../src/model/stateStore.ts';
import { ACCOUNT, bindRecord, codeOf, LINEAGE, openStore } from './children/support.ts';

let folder: string;
let path: string;
let store: StateStore;
let lock: StateLock;
/** Locks that were taken from the first run, and whose own runs never end. */
const neverEnded: StateLock[] = [];
/** After the first commit, which makes the snapshot. */
let first: State;
const journalOf = (serial: number): string => `${path}.${serial}.journal`;
/** The first lines of a text, each with its line feed. */
const linesOf = (text: string, count: number): string => `${text.split('\n').slice(0, count).join('\n')}\n`;
const codeOfFailure = async (work: Promise<unknown>): Promise<string> => work.then(() => 'no failure', codeOf);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clnform-journal-'));
  path = join(folder, 'clnform.state.json');
  store = openStore(path);
  lock = await store.lock('apply');
  first = await store.commit(emptyState(ACCOUNT, LINEAGE), [bindRecord('a')]);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await lock.release();
  // What a thief holds open, nothing else would close, and newer Nodes take that for a crash.
  for (const held of neverEnded.splice(0)) await held.release();
  await rm(folder, { recursive: true, force: true });
});

/** A run that died: its lock is gone, what it wrote is there. */
async function abandon(): Promise<void> {
  await openStore(path).unlock(lock.info.id);
}

describe('under the lock', () => {
  it('a commit adds a line, private, and leaves the snapshot alone; others read both', async () => {
    const snapshot = await readFile(path);
    const second = await store.commit(first, [bindRecord('b')]);
    const third = await store.commit(second, [{ op: 'unbind', address: Object.keys(first.bindings)[0] as never }]);
    expect(await readFile(path)).toEqual(snapshot);
    expect((await readFile(journalOf(1), 'utf8')).split('\n')).toHaveLength(3);
    expect((await stat(journalOf(1))).mode & 0o777).toBe(0o600);
    expect([second.serial, third.serial]).toEqual([2, 3]);
    expect(Object.keys(second.bindings)).toEqual(['thing.a', 'thing.b']);
    expect(Object.keys(third.bindings)).toEqual(['thing.b']);
    expect(await openStore(path).read()).toEqual({ ...third });
  });

  it('its release folds the journal into the snapshot, with the serial that was told', async () => {
    const second = await store.commit(first, [bindRecord('b')]);
    await lock.release();
    expect(await readdir(folder)).toEqual(['clnform.state.json']);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ serial: 2 });
    expect(await openStore(path).read()).toEqual({ ...second });
  });

  it('a line costs what it changes, however much the state holds', async () => {
    const many = Array.from({ length: 2000 }, (_, n) => bindRecord(`n${n}`, 'x'.repeat(100)));
    const large = await store.commit(first, many);
    const again = await store.commit(large, [bindRecord('b')]);
    const before = (await readdir(folder)).find((name) => name.endsWith('.journal')) ?? '';
    const size = (await stat(join(folder, before))).size;
    await store.commit(again, [bindRecord('c')]);
    expect((await stat(join(folder, before))).size - size).toBeLessThan(500);
  });

  it('a journal that outgrows its snapshot is folded in the middle of the run', async () => {
    const second = await store.commit(first, [bindRecord('b', 'x'.repeat(300_000))]);
    const third = await store.commit(second, [bindRecord('c')]);
    expect(await readdir(folder)).not.toContain('clnform.state.json.1.journal');
    const fourth = await store.commit(third, [bindRecord('d')]);
    expect(await readFile(journalOf(3), 'utf8')).toContain('"serial":4');
    expect(await openStore(path).read()).toEqual({ ...fourth });
  });

  it.each([
    { reason: 'an earlier serial', base: (state: State) => ({ ...state, serial: 1 }) },
    { reason: 'a later serial', base: (state: State) => ({ ...state, serial: 9 }) },
    { reason: 'another lineage', base: (state: State) => ({ ...state, lineage: 'other' }) },
  ])('$reason is refused, and nothing is written', async ({ base }) => {
    const second = await store.commit(first, [bindRecord('b')]);
    const before = await readFile(journalOf(1));
    expect(await codeOfFailure(store.commit(base(second), [bindRecord('c')]))).toBe('state-conflict');
    expect(await codeOfFailure(store.verify(base(second)))).toBe('state-conflict');
    expect(await readFile(journalOf(1))).toEqual(before);
    await store.verify(second);
  });

  it('what cannot be read back is never written', async () => {
    const second = await store.commit(first, [bindRecord('b')]);
    const broken = { ...bindRecord('c'), binding: { type: 'thing', id: '', applied: {} } } as never;
    await expect(store.commit(second, [broken])).rejects.toThrow(/read back/);
    expect(Object.keys((await openStore(path).read())?.bindings ?? {})).toEqual(['thing.a', 'thing.b']);
  });
});

describe('a run whose lock was taken', () => {
  it('writes and sends no more, and does not fold away what the thief wrote', async () => {
    const second = await store.commit(first, [bindRecord('b')]);
    await abandon();
    const thief = openStore(path);
    const stolen = await thief.lock('apply');
    const third = await thief.commit((await thief.read()) ?? first, [bindRecord('c')]);
    expect(await codeOfFailure(store.verify(second))).toBe('lock-lost');
    expect(await codeOfFailure(store.commit(second, [bindRecord('x')]))).toBe('lock-lost');
    await lock.release();
    expect(await openStore(path).read()).toEqual({ ...third });
    await stolen.release();
    expect(await openStore(path).read()).toEqual({ ...third });
  });

  it.each([
    { reason: 'another line', others: async (other: StateStore, base: State) => other.commit(base, [bindRecord('o')]) },
    {
      reason: 'a new snapshot',
      others: async (other: StateStore, base: State) => {
        // Without the lock there is no journal: the snapshot is replaced.
        await openStore(other.location).commit(base, [bindRecord('o')]);
      },
    },
  ])('loses to $reason that comes between its last look and its line', async ({ others }) => {
    const second = await store.commit(first, [bindRecord('b')]);
    const probe = await open(path);
    const handles = Object.getPrototypeOf(probe) as typeof probe;
    await probe.close();
    // eslint-disable-next-line @typescript-eslint/unbound-method -- bound again where it is called
    const append = handles.appendFile;
    const spy = vi.spyOn(handles, 'appendFile').mockImplementationOnce(async function (this: typeof probe, ...args) {
      spy.mockRestore();
      await abandon();
      const thief = openStore(path);
      const stolen = await thief.lock('apply');
      neverEnded.push(stolen);
      await others(thief, second);
      // It lives on; its lock does not matter to who is past the check.
      await openStore(path).unlock(stolen.info.id);
      return append.apply(this, args);
    });
    expect(await codeOfFailure(store.commit(second, [bindRecord('x')]))).toBe('state-conflict');
    expect(Object.keys((await openStore(path).read())?.bindings ?? {})).toEqual(['thing.a', 'thing.b', 'thing.o']);
  });

  it('loses to a line that comes between the look and the replacing of the snapshot', async () => {
    const second = await store.commit(first, [bindRecord('b')]);
    const probe = await open(path);
    const handles = Object.getPrototypeOf(probe) as typeof probe;
    await probe.close();
    // The last thing that a fold reads before it replaces the snapshot is the snapshot: strike as late as possible.
    let looks = 0;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- bound again where it is called
    const read = handles.readFile;
    let thirdState: State | undefined;
    vi.spyOn(handles, 'readFile').mockImplementation(async function (this: typeof probe, ...args: unknown[]) {
      const data = await (read as (...all: unknown[]) => Promise<never>).apply(this, args);
      looks += 1;
      if (looks === 2) {
        const thief = openStore(path);
        await abandon();
        const stolen = await thief.lock('apply');
        neverEnded.push(stolen);
        thirdState = await thief.commit(second, [bindRecord('c')]);
        await openStore(path).unlock(stolen.info.id);
      }
      return data;
    });
    await lock.release();
    vi.restoreAllMocks();
    expect(looks).toBeGreaterThanOrEqual(2);
    expect(Object.keys(thirdState?.bindings ?? {})).toContain('thing.c');
    expect(await openStore(path).read()).toEqual({ ...thirdState });
  });
});

describe('a journal that a run left', () => {
  beforeEach(async () => {
    const second = await store.commit(first, [bindRecord('b')]);
    await store.commit(second, [bindRecord('c')]);
    await abandon();
  });
  const reading = () => openStore(path).read();

  it('is gone on with', async () => {
    const next = openStore(path);
    const held = await next.lock('apply');
    const fourth = await next.commit((await next.read()) ?? first, [bindRecord('d')]);
    expect((await readFile(journalOf(1), 'utf8')).split('\n')).toHaveLength(4);
    await held.release();
    expect(Object.keys(fourth.bindings)).toHaveLength(4);
    expect(await reading()).toEqual({ ...fourth });
  });

  it('is folded by a commit without a lock', async () => {
    const next = openStore(path);
    const fourth = await next.commit((await next.read()) ?? first, [bindRecord('d')]);
    expect(await readdir(folder)).toEqual(['clnform.state.json']);
    expect(await reading()).toEqual(fourth);
  });

  it.each([
    { reason: 'cut short', spoil: (text: string) => text.slice(0, -20), left: ['thing.a', 'thing.b'] },
    {
      reason: 'of which one byte is left',
      spoil: (text: string) => text.slice(0, linesOf(text, 1).length + 1),
      left: ['thing.a', 'thing.b'],
    },
    {
      reason: 'of which the end is zeros',
      spoil: (text: string) => text.slice(0, -90) + '\0'.repeat(90),
      left: ['thing.a', 'thing.b'],
    },
    {
      reason: 'in place of which there are zeros',
      spoil: (text: string) => linesOf(text, 1) + '\0'.repeat(4096),
      left: ['thing.a', 'thing.b'],
    },
    {
      reason: 'after which some bytes lie',
      spoil: (text: string) => `${text}0123 {"ha`,
      left: ['thing.a', 'thing.b', 'thing.c'],
    },
  ])('drops a last line $reason, which was never acknowledged, and goes on after it', async ({ spoil, left }) => {
    await writeFile(journalOf(1), spoil(await readFile(journalOf(1), 'utf8')));
    const state = await reading();
    expect(Object.keys(state?.bindings ?? {})).toEqual(left);
    const next = openStore(path);
    const held = await next.lock('apply');
    const more = await next.commit(state ?? first, [bindRecord('d')]);
    const most = await next.commit(more, [bindRecord('e')]);
    expect(await reading()).toEqual({ ...most });
    await held.release();
    expect(await reading()).toEqual({ ...most });
  });

  it('counts a last line that lacks its line feed alone: what it says was written', async () => {
    await writeFile(journalOf(1), (await readFile(journalOf(1), 'utf8')).slice(0, -1));
    const state = await reading();
    expect(Object.keys(state?.bindings ?? {})).toEqual(['thing.a', 'thing.b', 'thing.c']);
    const next = openStore(path);
    const held = await next.lock('apply');
    const more = await next.commit(state ?? first, [bindRecord('d')]);
    expect(await reading()).toEqual({ ...more });
    await held.release();
  });

  it('that ends in half a line gives way to a new snapshot, and nothing is written behind it', async () => {
    await appendFile(journalOf(1), '0123456789');
    const before = await readFile(journalOf(1), 'utf8');
    const next = openStore(path);
    const held = await next.lock('apply');
    const more = await next.commit((await next.read()) ?? first, [bindRecord('d')]);
    expect(await readdir(folder)).not.toContain('clnform.state.json.1.journal');
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ serial: 4 });
    // A copy of it that comes back is of no meaning.
    await writeFile(journalOf(1), before);
    expect(await reading()).toEqual({ ...more });
    await held.release();
  });

  const flip = (text: string, at: number): string =>
    text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
  it.each([
    { reason: 'a byte of the last line was changed', spoil: (text: string) => flip(text, text.length - 40) },
    { reason: 'the digest of the last line was changed', spoil: (text: string) => flip(text, linesOf(text, 1).length) },
    { reason: 'a byte fell out of the last line', spoil: (text: string) => text.slice(0, -40) + text.slice(-39) },
    { reason: 'the last line was edited by hand', spoil: (text: string) => text.replace('thing.c', 'thing.x') },
    { reason: 'the last line is cut short, with its line feed', spoil: (text: string) => `${text.slice(0, -60)}\n` },
    { reason: 'its only line was changed', spoil: (text: string) => flip(linesOf(text, 1), 60) },
    { reason: 'an empty line stands at its end', spoil: (text: string) => `${text}\n` },
    { reason: 'a word stands at its end', spoil: (text: string) => `${text}garbage\n` },
    { reason: 'it is all zeros', spoil: (text: string) => '\0'.repeat(text.length) },
    { reason: 'it begins with zeros', spoil: (text: string) => '\0'.repeat(60) + text.slice(60) },
    { reason: 'it ends in more zeros than a page', spoil: (text: string) => linesOf(text, 1) + '\0'.repeat(4097) },
    {
      reason: 'a line follows zeros',
      spoil: (text: string) => linesOf(text, 1) + '\0'.repeat(60) + text.slice(linesOf(text, 1).length),
    },
    { reason: 'a last line has zeros in its middle', spoil: (text: string) => `${text}01\0\0${'a'.repeat(9)}` },
    {
      reason: 'another last line, without its line feed, does not follow',
      spoil: (text: string) => text.slice(linesOf(text, 1).length).trimEnd(),
    },
  ])('is never taken for empty or shorter when $reason', async ({ spoil }) => {
    await writeFile(journalOf(1), spoil(await readFile(journalOf(1), 'utf8')));
    expect(await codeOfFailure(reading())).toBe('state-corrupt');
    const next = openStore(path);
    const held = await next.lock('apply');
    expect(await codeOfFailure(next.commit(first, [bindRecord('d')]))).toBe('state-corrupt');
    await held.release();
    expect(await codeOfFailure(reading())).toBe('state-corrupt');
  });

  it.each([
    { reason: 'a line in the middle is spoiled', spoil: (text: string) => text.replace('thing.b', 'thing.x') },
    { reason: 'a line in the middle is missing', spoil: (text: string) => text.slice(text.indexOf('\n') + 1) },
    { reason: 'a line is there twice', spoil: (text: string) => text.slice(0, text.indexOf('\n') + 1) + text },
    { reason: 'something was put before it', spoil: (text: string) => `\n${text}` },
  ])('is corrupt when $reason', async ({ spoil }) => {
    await writeFile(journalOf(1), spoil(await readFile(journalOf(1), 'utf8')));
    expect(await codeOfFailure(reading())).toBe('state-corrupt');
    expect(await codeOfFailure(openStore(path).commit(first, []))).toBe('state-corrupt');
  });

  it.each([
    {
      reason: 'the snapshot was edited',
      text: (text: string) => text.replace('"id-a"', '"id-z"'),
      code: 'state-corrupt',
    },
    {
      reason: 'an older snapshot was put back',
      text: (text: string) => text.replace('"serial": 1', '"serial": 0'),
      code: 'state-journal',
    },
    { reason: 'the snapshot is gone', text: undefined, code: 'state-journal' },
  ])('is never guessed at: $reason', async ({ text, code }) => {
    if (text === undefined) await rm(path);
    else await writeFile(path, text(await readFile(path, 'utf8')));
    expect(await codeOfFailure(reading())).toBe(code);
  });

  it('is of no meaning once the snapshot is newer, and goes with the next one', async () => {
    const old = await readFile(journalOf(1));
    const next = openStore(path);
    const fourth = await next.commit((await next.read()) ?? first, [bindRecord('d')]);
    await writeFile(journalOf(1), old);
    expect(await reading()).toEqual(fourth);
    await next.commit(fourth, []);
    expect(await readdir(folder)).toEqual(['clnform.state.json']);
  });

  it('of a later format says so', async () => {
    const { encodeLine, digestOf } = await import('../../src/state/journalLine.ts');
    const json = encodeLine({ at: 0, serial: 2, lineage: LINEAGE, after: 'x', by: 'x', records: [] }).text;
    const later = json.slice(json.indexOf(' ') + 1).replace('"version":1', '"version":2');
    await writeFile(journalOf(1), `${digestOf(later)} ${later}\n`);
    expect(await codeOfFailure(reading())).toBe('state-newer');
  });
});

describe('on a disk that is full', () => {
  it('half a line changes nothing, and the next run goes on', async () => {
    const second = await store.commit(first, [bindRecord('b')]);
    const probe = await open(path);
    const handles = Object.getPrototypeOf(probe) as typeof probe;
    await probe.close();
    vi.spyOn(handles, 'appendFile').mockImplementationOnce(async (data) => {
      await appendFile(journalOf(1), String(data).slice(0, 30));
      throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' });
    });
    expect(await codeOfFailure(store.commit(second, [bindRecord('c')]))).toBe('state-write-failed');
    expect(await openStore(path).read()).toEqual({ ...second });
    // Room was made.
    const third = await store.commit(second, [bindRecord('d')]);
    await lock.release();
    expect(await openStore(path).read()).toEqual({ ...third });
  });
});
