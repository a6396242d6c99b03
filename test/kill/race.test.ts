import { afterAll, expect, test } from 'vitest';
import { killChildren } from './support/children.ts';
import { openGateway } from './support/gateway.ts';
import { judge } from './support/judge.ts';
import { makeOrder } from './support/order.ts';
import { rounds } from './support/rounds.ts';
import { onStage } from './support/stage.ts';

const APPLY = 'apply --auto-approve --settle 50ms';
const ORDER = makeOrder({ imunify: 1, kernelcare: 2, cloudlinux: 1, ips: 1 });

afterAll(killChildren);

const { races, long } = rounds();

test(
  `of two applies that start together, one sends every create and the other none (${races})`,
  {
    timeout: long ? 3_600_000 : 120_000,
  },
  async () => {
    const exits = new Map<string, number>();
    const wrong: string[] = [];
    for (let race = 1; race <= races; race += 1) {
      const { codes, creates, problems } = await playRace();
      const name = codes.join(' and ');
      exits.set(name, (exits.get(name) ?? 0) + 1);
      wrong.push(...problems.map((problem) => `race ${race}: ${problem}`));
      if (!creates.includes(0) || Math.max(...creates) !== ORDER.wants.length)
        wrong.push(`race ${race}: ${creates.join(' and ')} creates were sent`);
    }
    if (long)
      console.log(`${races} races: ${[...exits].map(([codes, count]) => `exit ${codes}: ${count}`).join(', ')}`);
    expect(wrong).toEqual([]);
    // Were none of them turned away, they would not have been at it together.
    expect([...exits.keys()].some((codes) => codes.includes('5'))).toBe(true);
  },
);

async function playRace() {
  return onStage({ manifest: ORDER.text, emulator: ['--latency', '20'] }, async (stage) => {
    const gateways = [await openGateway(stage.port), await openGateway(stage.port)];
    try {
      const runs = gateways.map(({ url }) => stage.start(APPLY, { url }));
      const ends = await Promise.all(runs.map(({ ended }) => ended));
      const problems = [...(await judge(stage, ORDER))];
      const codes = ends.map(({ code }) => String(code)).toSorted();
      for (const { code, stderr } of ends)
        if (code !== 0 && !(code === 5 && stderr.includes('error lock-held')))
          problems.push(`exit ${String(code)}: ${stderr}`);
      return { codes, creates: gateways.map((gateway) => gateway.creates().length), problems };
    } finally {
      for (const gateway of gateways) gateway.close();
    }
  });
}
