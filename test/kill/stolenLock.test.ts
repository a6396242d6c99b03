import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { openIntents } from '../../src/model/state.ts';
import { Chance } from '../simulation/support/chance.ts';
import { boughtFor } from './support/boughtFor.ts';
import { killChildren } from './support/children.ts';
import { converge } from './support/converge.ts';
import { openGateway } from './support/gateway.ts';
import { inPairs } from './support/inPairs.ts';
import { makeOrder } from './support/order.ts';
import { replay, rounds } from './support/rounds.ts';
import { onStage } from './support/stage.ts';

const FILE = 'stolenLock.test.ts';
const APPLY = 'apply --auto-approve --settle 50ms';
const LATENCY_MS = 30;

interface Theft {
  readonly seed: number;
  /** Creates that the first run sent after it went on, though another had done its work. */
  readonly late: number;
  readonly exit: number | null;
  readonly wrong: readonly string[];
}

afterAll(killChildren);

const { thefts, seed: first, long } = rounds();

test(
  `an apply that is stopped while its lock is taken away and its work done buys nothing more (${thefts})`,
  {
    timeout: long ? 3_600_000 : 120_000,
  },
  async () => {
    const seeds = Array.from({ length: thefts }, (_, index) => first + index);
    const played = await inPairs(seeds, playTheft);
    const exits = played.map(({ exit }) => String(exit)).join(' ');
    if (long) console.log(`${thefts} stolen locks: the stopped applies ended with ${exits}`);
    const failures = played.filter(({ wrong }) => wrong.length > 0);
    expect(failures.map(({ seed, wrong }) => [...wrong, replay(FILE, seed)].join('\n'))).toEqual([]);
  },
);

async function playTheft(seed: number): Promise<Theft> {
  const chance = new Chance(seed, 1);
  const order = makeOrder({ imunify: 3, kernelcare: 4, cloudlinux: 3, ips: 4, markers: chance.flip(0.7) });
  return onStage({ manifest: order.text, emulator: ['--latency', String(LATENCY_MS)] }, async (stage) => {
    const gateway = await openGateway(stage.port);
    try {
      const stopped = stage.start(`${APPLY} --parallelism 3`, { url: gateway.url });
      // Amid its lists, so that no create has been sent yet, or amid its creates.
      await stopped.told(seed % 2 === 0 ? chance.between(11, 24) : chance.between(1, 4));
      await sleep(chance.real() * (seed % 2 === 0 ? LATENCY_MS : 5));
      stopped.signal('SIGSTOP');
      await sleep(LATENCY_MS + 200);
      const before = await stage.state();
      const licences = new Set([...stopped.said().matchAll(/^(ip_license\.\S+): creating/gmu)].map(([, name]) => name));
      const open = new Set<string>(before === undefined ? [] : openIntents(before).map(({ address }) => address));

      const turnedAway = await stage.run(APPLY);
      const [, unlock] = /clnform (state unlock \S+)/u.exec(turnedAway.stderr) ?? [];
      const wrong: string[] = [];
      if (turnedAway.code !== 5 || unlock === undefined)
        wrong.push(`with a lock that is held: exit ${String(turnedAway.code)}: ${turnedAway.stderr}`);
      const unlocked = await stage.run(unlock ?? 'state unlock --force');
      if (unlocked.code !== 0) wrong.push(`${String(unlock)}: exit ${String(unlocked.code)}: ${unlocked.stderr}`);
      const second = await stage.run(APPLY);
      // 4: an intent of the stopped run that was not sent yet may still arrive, and waits for a person.
      if (second.code !== 0 && second.code !== 4)
        wrong.push(`the second apply: exit ${String(second.code)}: ${second.stderr}`);

      const sent = gateway.creates().length;
      stopped.signal('SIGCONT');
      const { code, stderr } = await stopped.ended;
      const late = gateway.creates().slice(sent);
      for (const create of late) {
        const address = boughtFor(order, create);
        // What was durable before the theft, and left alone by the other run, is no double when it arrives. A licence,
        // of which there is one however often it is asked for, may have been stopped between its check and its send.
        if (!open.has(address) && !licences.has(address))
          wrong.push(`sent after the theft: ${create.endpoint} for ${address}`);
      }
      if (code === 0) wrong.push('the stopped apply says that all went well');
      // One that was stopped amid its lists finds what the other has bought, and goes no further than its plan.
      const turnedBack = code === 1 && late.length === 0 && stderr.includes('error hazard-alike');
      if (!turnedBack && !/error (?:lock-lost|state-conflict)/u.test(stderr))
        wrong.push(`the stopped apply does not say that its lock is gone: exit ${String(code)}: ${stderr}`);
      const course = await converge(stage, order, { quietMs: LATENCY_MS + 200 });
      return { seed, late: late.length, exit: code, wrong: [...wrong, ...course.wrong] };
    } finally {
      gateway.close();
    }
  });
}
