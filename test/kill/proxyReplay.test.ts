import { afterAll, expect } from 'vitest';
import { maskKey } from '../../src/model/text.ts';
import { Chance } from '../simulation/support/chance.ts';
import { killChildren } from './support/children.ts';
import { openGateway } from './support/gateway.ts';
import { inPairs } from './support/inPairs.ts';
import { testWith } from './support/needs.ts';
import { nginxMissing, startNginx } from './support/nginx.ts';
import { makeOrder } from './support/order.ts';
import { replay, rounds } from './support/rounds.ts';
import { onStage } from './support/stage.ts';

const FILE = 'proxyReplay.test.ts';
const BOUGHT: ReadonlySet<string> = new Set(['imunify_key', 'kernelcare_key', 'els_key', 'cloudlinux_key']);

interface Replay {
  readonly seed: number;
  readonly doubles: number;
  readonly exit: number | null;
  readonly wrong: readonly string[];
}

afterAll(killChildren);

const { replays, seed: first, long } = rounds();

testWith(nginxMissing())(
  `every double that an nginx with two upstreams makes is told of by the very run (${replays})`,
  { timeout: long ? 3_600_000 : 120_000 },
  async () => {
    const seeds = Array.from({ length: replays }, (_, index) => first + index);
    const played = await inPairs(seeds, playReplay);
    const doubles = played.reduce((sum, one) => sum + one.doubles, 0);
    if (long) console.log(`${replays} runs through nginx: ${doubles} doubles, all told of`);
    const failures = played.filter(({ wrong }) => wrong.length > 0);
    expect(failures.map(({ seed, wrong }) => [...wrong, replay(FILE, seed)].join('\n'))).toEqual([]);
    expect(doubles).toBeGreaterThan(0);
  },
);

async function playReplay(seed: number): Promise<Replay> {
  const chance = new Chance(seed, 2);
  const order = makeOrder({ imunify: 3, kernelcare: 4, markers: chance.flip(0.6) });
  const shape = `notes=${chance.pick(['on', 'off'])}`;
  return onStage({ manifest: order.text, emulator: ['--shape', shape] }, async (stage) => {
    // One of the two servers dies on some calls after it has carried them out; nginx then asks the other.
    let last = chance.between(1, 3);
    const frail = await openGateway(stage.port, { resets: () => (last -= 1) <= 0 });
    const sound = await openGateway(stage.port);
    const nginx = await startNginx([frail.port, sound.port]);
    try {
      const { code, stderr } = await stage.run('apply --auto-approve --settle 50ms --parallelism 2', {
        url: nginx.url,
      });
      const bound = new Set(Object.values((await stage.state())?.bindings ?? {}).map(({ id }) => id));
      const extra = (await stage.objects()).filter(
        ({ kind, id, madeBy }) => BOUGHT.has(kind) && typeof madeBy === 'number' && !bound.has(id),
      );
      const told = stderr.split('\n').filter((line) => line.startsWith('error bought-twice'));
      const wrong = extra
        .filter(({ id }) => !told.some((line) => line.includes(maskKey(id))))
        .map(({ kind, id }) => `silent: ${kind} ${maskKey(id)} is bound to nothing: ${stderr}`);
      if (code !== (extra.length > 0 ? 3 : 0))
        wrong.push(`${extra.length} doubles, and exit ${String(code)}: ${stderr}`);
      if (bound.size !== order.wants.length) wrong.push(`${bound.size} are bound: ${stderr}`);
      return { seed, doubles: extra.length, exit: code, wrong };
    } finally {
      await nginx.end();
      frail.close();
      sound.close();
    }
  });
}
