import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { LedgerRecord, ObjectEvent } from '../../src/emulator/ledger.ts';
import { ended, openScene } from '../support/builtCli.ts';
import type { Scene } from '../support/builtCli.ts';

const SERVERS = Array.from({ length: 50 }, (_, n) => `SERVER${String(n).padStart(2, '0')}`);
const OLD = 'IM30FULLFULLFULLFULL';
const LEDGER = 'ledger.ndjson';
const CHECKED_IN = Date.UTC(2024, 3, 1);

let scene: Scene;
afterEach(() => scene.end());

/** A key with 50 seats and 50 servers, bound by an apply, and then declared to be of another product. */
async function full(...emulator: readonly string[]): Promise<Scene> {
  scene = await openScene({
    emulator: ['--seed', 'seed.json', '--ledger', LEDGER, ...emulator],
    files: { 'seed.json': SEED },
  });
  await declare('360_30');
  expect(await scene.run('apply --auto-approve')).toMatchObject({ code: 0 });
  await declare('360_250');
  return scene;
}

const SEED = JSON.stringify({
  imunifyKeys: [{ key: OLD, code: '360_30', limit: 50, note: '' }],
  imunifyServers: SERVERS.map((id, n) => ({ id, key: OLD, ip: `192.0.2.${n}`, lastCheckin: CHECKED_IN })),
});

function declare(product: string): Promise<void> {
  const key = `{ product: '${product}', limit: 50${product === '360_30' ? `, adopt: ${OLD}` : ''} }`;
  const text = `version: 1\naccount: acme\nimunify_keys:\n  web: ${key}\n`;
  return writeFile(join(scene.folder, 'clnform.yaml'), text);
}

/** Every change of every object, in order. */
async function events(): Promise<readonly ObjectEvent[]> {
  const lines = (await readFile(join(scene.folder, LEDGER), 'utf8')).split('\n').filter((line) => line !== '');
  const records = lines.map((line) => JSON.parse(line) as LedgerRecord);
  return records.filter((record) => record.record === 'object');
}

/** Walks the ledger: after each of its records every server sits on a key that exists and has a seat for it. */
function judge(objects: readonly ObjectEvent[]): {
  readonly moves: number;
  readonly keys: ReadonlyMap<string, number>;
} {
  const keys = new Map<string, number>([[OLD, 50]]);
  const seats = new Map(SERVERS.map((id) => [id, OLD]));
  let moves = 0;
  for (const { event, kind, id, attributes } of objects) {
    const { key, limit } = attributes as { key?: string; limit?: number };
    if (kind === 'imunify_key' && event === 'removed') keys.delete(id);
    else if (kind === 'imunify_key') keys.set(id, limit ?? 0);
    if (kind === 'imunify_server') {
      expect(event, `${id} was removed`).not.toBe('removed');
      seats.set(id, key ?? '');
      moves += event === 'changed' ? 1 : 0;
    }
    expect(seats.size).toBe(50);
    const taken = new Map<string, number>();
    for (const [server, on] of seats) {
      expect(keys.has(on), `${server} sits on a key that is gone`).toBe(true);
      taken.set(on, (taken.get(on) ?? 0) + 1);
    }
    for (const [on, count] of taken) expect(count).toBeLessThanOrEqual(keys.get(on) ?? 0);
  }
  return { moves, keys };
}

async function judged(): Promise<ReturnType<typeof judge>> {
  return judge(await events());
}

/** All 50 sit on the one key that is left, which is not the old one. */
async function settled(): Promise<void> {
  const { moves, keys } = await judged();
  expect(moves).toBe(50);
  expect([...keys.values()]).toEqual([50]);
  expect(keys.has(OLD)).toBe(false);
  const made = (await scene.calls()).filter(({ endpoint }) => endpoint === 'im/key/create');
  expect(made).toHaveLength(1);
  expect(await scene.run('plan --detailed-exitcode')).toMatchObject({ code: 0 });
}

describe('a key of another product, with 50 servers under a limit that is exactly full', () => {
  it('is replaced with no server without a key at any moment', async () => {
    await full();
    expect(await scene.run('apply --auto-approve')).toMatchObject({ code: 0 });
    await settled();
  }, 120_000);

  it('keeps the old key while a move is refused, and ends the same', async () => {
    await full();
    await scene.faults('endpoint=im/srv/convert,nth=20,count=3,do=refuse');
    expect(await scene.run('apply --auto-approve')).toMatchObject({ code: 3 });
    const { moves, keys } = await judged();
    expect(moves).toBe(47);
    expect([...keys.keys()]).toContain(OLD);
    expect(await scene.run('apply --auto-approve')).toMatchObject({ code: 0 });
    await settled();
  }, 120_000);

  it('goes on after the run was killed in the middle of the moves', async () => {
    await full('--latency', '25');
    const child = scene.start('apply --auto-approve --parallelism 2');
    const result = ended(child);
    for (let i = 0; (await scene.calls()).filter(({ endpoint }) => endpoint === 'im/srv/convert').length < 10; i += 1) {
      if (i > 2000) throw new Error('no server was moved');
      await sleep(10);
    }
    child.kill('SIGKILL');
    await result;
    expect((await judged()).keys.has(OLD)).toBe(true);
    expect(await scene.run('apply --auto-approve')).toMatchObject({ code: 0 });
    await settled();
    expect(await readFile(join(scene.folder, 'clnform.state.json'), 'utf8')).not.toContain(OLD);
  }, 120_000);
});

describe('a licence on another address', () => {
  it('is there before the one on the old address goes, and nothing goes when it cannot be had', async () => {
    scene = await openScene({ emulator: ['--empty', '--ledger', LEDGER] });
    const licenses = (ip: string) =>
      writeFile(
        join(scene.folder, 'clnform.yaml'),
        `version: 1\naccount: acme\nip_licenses:\n  web: { products: [cloudlinux, imunify360-30], ips: [${ip}] }\n`,
      );
    await licenses('203.0.113.10');
    expect(await scene.run('apply --auto-approve')).toMatchObject({ code: 0 });
    await licenses('203.0.113.20');
    await scene.faults('endpoint=ipl/register,nth=1,count=2,do=refuse');
    expect((await scene.run('apply --auto-approve')).code).not.toBe(0);
    const removed = (objects: readonly ObjectEvent[]) => objects.filter(({ event }) => event === 'removed');
    expect(removed(await events())).toEqual([]);
    await scene.faults();
    expect(await scene.run('apply --auto-approve')).toMatchObject({ code: 0 });
    const order = (await events()).filter(({ kind }) => kind === 'ip_license').map(({ event, id }) => [event, id]);
    for (const type of ['1', '42']) {
      const made = order.findIndex(([event, id]) => event === 'made' && id === `203.0.113.20/${type}`);
      const gone = order.findIndex(([event, id]) => event === 'removed' && id === `203.0.113.10/${type}`);
      expect(made).toBeGreaterThanOrEqual(0);
      expect(gone).toBeGreaterThan(made);
    }
  }, 120_000);
});
