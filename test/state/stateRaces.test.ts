import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decodeState } from '../../src/state/decodeState.ts';
import { bindRecord, openStore, readOrEmpty } from './children/support.ts';
import { buildPrograms } from './children/runChild.ts';
import type { Programs } from './children/runChild.ts';

let programs: Programs;
let folder: string;
let path: string;

beforeAll(async () => {
  programs = await buildPrograms();
});
afterAll(() => programs.remove());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clnform-races-'));
  path = join(folder, 'clnform.state.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('processes at the same state', () => {
  it('lose no commit that was acknowledged, though none of them takes a lock', async () => {
    const rounds = 25;
    const children = ['a', 'b', 'c'].map((name) => programs.run('committer', path, name, String(rounds)));
    expect(await Promise.all(children.map((child) => child.ended))).toEqual([0, 0, 0]);

    const state = await readOrEmpty(openStore(path));
    expect(state.serial).toBe(3 * rounds);
    expect(Object.keys(state.bindings)).toHaveLength(3 * rounds);
    const serials = children.flatMap((child) => child.lines.map(Number));
    expect(new Set(serials).size, 'each serial was given to one commit').toBe(3 * rounds);
  });

  it('hold the lock one at a time, though it begins with one that a dead process left', async () => {
    const dead = programs.run('holder', path);
    await dead.printed(1);
    dead.process.kill('SIGKILL');
    await dead.ended;
    const counter = join(folder, 'counter');
    await writeFile(counter, '0');

    const children = [1, 2, 3, 4].map(() => programs.run('locker', path, counter, '15'));
    expect(await Promise.all(children.map((child) => child.ended))).toEqual([0, 0, 0, 0]);
    expect(await readFile(counter, 'utf8')).toBe('60');
    expect(await openStore(path).holder()).toBeUndefined();
    expect(await readdir(folder)).toEqual(['counter']);
  });
});

describe('a process that is killed', () => {
  it('leaves a whole state that has all it was told is durable, wherever the kill hits', async () => {
    for (let round = 1; round <= 12; round++) {
      const before = (await readOrEmpty(openStore(path))).serial;
      const child = programs.run('committer', path, `r${round}`, '100000', '20000');
      await child.printed(1 + (round % 4));
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      child.process.kill('SIGKILL');
      await child.ended;

      const decoded = decodeState(await readFile(path, 'utf8'));
      expect(decoded.status).toBe('ok');
      const after = await readOrEmpty(openStore(path));
      const told = Number(child.lines.at(-1));
      expect(after.serial, 'never goes back').toBeGreaterThanOrEqual(Math.max(told, before));
      expect(after.serial, 'at most the commit in flight is more').toBeLessThanOrEqual(told + 1);
    }
    await openStore(path).commit(await readOrEmpty(openStore(path)), [bindRecord('last')]);
    expect(await readdir(folder), 'no drafts are left behind').toEqual(['clnform.state.json']);
  });

  it('gives up its lock to the next run, which says so', async () => {
    const dead = programs.run('holder', path);
    await dead.printed(1);
    dead.process.kill('SIGKILL');
    await dead.ended;
    const lock = await openStore(path).lock('plan');
    expect(lock.notice).toContain(`process ${dead.process.pid ?? 0} on`);
    expect((await openStore(path).holder())?.id).toBe(lock.info.id);
    await lock.release();
  });

  it('does not give up its lock while it lives', async () => {
    const alive = programs.run('holder', path);
    await alive.printed(1);
    await expect(openStore(path).lock('plan')).rejects.toMatchObject({ diagnostic: { code: 'lock-held' } });
    alive.process.kill('SIGKILL');
    await alive.ended;
  });
});
