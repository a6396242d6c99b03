import { mkdtemp, readdir, rm } from 'node:fs/promises';
import type * as Files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emptyState, type State } from '../../src/model/state.ts';
import { ACCOUNT, bindRecord, LINEAGE, openStore } from './children/support.ts';
import { Killed, type MortalFiles, type Reach } from './support/mortalFiles.ts';

const files = vi.hoisted(() => ({ mortal: undefined as MortalFiles | undefined }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof Files>();
  const { MortalFiles } = await import('./support/mortalFiles.ts');
  files.mortal = new MortalFiles();
  return files.mortal.wrap(real);
});

let folder: string;
let path: string;
const EMPTY = emptyState(ACCOUNT, LINEAGE);
/** Large enough that the journal outgrows the snapshot in the middle of the run. */
const LARGE = 'x'.repeat(270_000);

function mortal(): MortalFiles {
  if (files.mortal === undefined) throw new Error('the files are not those of this test');
  return files.mortal;
}

beforeEach(async () => {
  mortal().live();
  folder = await mkdtemp(join(tmpdir(), 'clnform-crash-'));
  path = join(folder, 'clnform.state.json');
});
afterEach(async () => {
  mortal().live();
  await rm(folder, { recursive: true, force: true });
});

const names = (state: State | undefined): readonly string[] => Object.keys(state?.bindings ?? {}).sort();

/** A run that writes eight times, each time one more binding, and tells what was acknowledged. */
async function write(acknowledged: string[]): Promise<void> {
  const store = openStore(path);
  const lock = await store.lock('apply');
  let state = EMPTY;
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
    state = await store.commit(state, [bindRecord(name, name === 'd' ? LARGE : '')]);
    acknowledged.push(`thing.${name}`);
  }
  await lock.release();
}

test.each<Reach>(['before', 'half', 'after'])(
  'a process that is killed %s any one of the calls that change files leaves all that it was told is durable',
  async (reach) => {
    let kills = 0;
    for (let at = 1; ; at += 1) {
      const acknowledged: string[] = [];
      mortal().live(at, reach);
      const ended = await write(acknowledged).then(
        () => 'ended',
        (error: unknown) => error,
      );
      mortal().live();
      if (ended === 'ended') break;
      expect(ended).toBeInstanceOf(Killed);
      kills += 1;

      // The next run sees it, takes the lock, goes on and leaves one file.
      const store = openStore(path);
      const found = await store.read();
      const told = `killed ${reach} call ${at}`;
      expect(names(found).slice(0, acknowledged.length), told).toEqual(acknowledged);
      expect(names(found).length - acknowledged.length, told).toBeLessThanOrEqual(1);
      expect(found?.serial ?? 0, told).toBe(names(found).length);
      const holder = await store.holder();
      if (holder !== undefined) await store.unlock(holder.id);
      const lock = await store.lock('apply');
      const next = await store.commit(found ?? EMPTY, [bindRecord('z')]);
      expect(names(await openStore(path).read()), told).toEqual([...names(found), 'thing.z']);
      await lock.release();
      expect(await openStore(path).read(), told).toEqual({ ...next });
      const left = (await readdir(folder)).filter((name) => !name.includes('.lock'));
      // Of one write: the first is of the snapshot itself, and the draft of one that came later goes with the next.
      expect(
        left.filter((name) => !name.endsWith('.tmp')),
        told,
      ).toEqual(['clnform.state.json']);
      await rm(folder, { recursive: true });
      folder = await mkdtemp(join(tmpdir(), 'clnform-crash-'));
      path = join(folder, 'clnform.state.json');
    }
    expect(kills, 'the run was killed at many places').toBeGreaterThan(40);
  },
  60_000,
);
