import { expect, test } from 'vitest';
import { Arena } from '../support/arena.ts';
import { anyStory } from '../support/arbitraries.ts';
import { manifestOf, type Blocks } from '../support/manifestOf.ts';
import { makePlan } from '../../src/planner/makePlan.ts';
import type { Manifest } from '../../src/model/manifest.ts';
import type { State } from '../../src/model/state.ts';
import { fc, fuzz } from '../support/fc.ts';

const OPTIONS = { acceptEmpty: true, recreate: 'all' } as const;

test('law 4: the order of blocks, of bindings and of list rows never changes a plan, byte for byte', async () => {
  let withChanges = 0;
  await fc.assert(
    fc.asyncProperty(anyStory, fc.integer(), async ({ contents, shape, first, second, exclusive, seed }, shuffle) => {
      const arena = new Arena({ contents, shape: { ...shape, order: 'stable' }, seed });
      const opening = await arena.prepare(manifestOf(first));
      if (opening.plan !== undefined) await arena.carryOut(opening.plan);
      const manifest = manifestOf(second, { exclusive: new Set(exclusive) });
      const straight = await arena.prepare(manifest, OPTIONS);

      const mixed = new Arena({
        contents: arena.account.emulator.dump(),
        shape: { ...shape, order: 'shuffled' },
        seed: seed + 1,
      });
      mixed.store.stored = shuffledState(arena.store.state, shuffle);
      const again = await mixed.prepare(
        shuffledManifest(manifestOf(shuffledSets(second, shuffle), { exclusive: manifest.exclusive }), shuffle),
        OPTIONS,
      );

      expect(JSON.stringify(again.plan)).toBe(JSON.stringify(straight.plan));
      const addresses = straight.plan?.changes.map((change) => change.address) ?? [];
      expect(addresses).toEqual([...addresses].sort());
      expect(again.diagnostics).toEqual(straight.diagnostics);
      withChanges += (straight.plan?.changes.length ?? 0) > 1 ? 1 : 0;
    }),
    { numRuns: 1000 * fuzz },
  );
  expect(withChanges).toBeGreaterThan(250 * fuzz);
});

test('law 4: a plan is a function of its input', () => {
  const input = {
    kinds: new Map(),
    manifest: manifestOf({}),
    state: new Arena().store.state,
    observation: new Map(),
    now: 0,
    options: {},
  };
  expect(JSON.stringify(makePlan(input))).toBe(JSON.stringify(makePlan(input)));
});

function shuffledManifest(manifest: Manifest, seed: number): Manifest {
  return {
    ...manifest,
    desired: shuffled(manifest.desired, seed),
    exclusive: new Set(shuffled([...manifest.exclusive], seed)),
  };
}

/** The same blocks, with the entries of every set in another order. */
function shuffledSets(blocks: Blocks, seed: number): Blocks {
  const mix = (key: string, value: unknown): unknown =>
    (key === 'servers' || key === 'cidrs') && Array.isArray(value) ? shuffled(value as unknown[], seed) : value;
  return JSON.parse(JSON.stringify(blocks, mix)) as Blocks;
}

function shuffledState(state: State, seed: number): State {
  const bindings = Object.fromEntries(shuffled(Object.entries(state.bindings), seed)) as State['bindings'];
  return { ...state, bindings, unremovable: shuffled(state.unremovable, seed) };
}

/** Fisher-Yates with a linear congruential generator: any order may come out, the same for the same seed. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const mixed = [...items];
  let state = seed >>> 0;
  for (let i = mixed.length - 1; i > 0; i -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const j = state % (i + 1);
    [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
  }
  return mixed;
}
