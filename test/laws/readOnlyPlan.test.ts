import { expect, expectTypeOf, test } from 'vitest';
import type { preparePlan } from '../../src/engine/preparePlan.ts';
import type { ReadApi } from '../../src/model/api/readApi.ts';
import { Arena } from '../support/arena.ts';
import { anyStory } from '../support/arbitraries.ts';
import { manifestOf } from '../support/manifestOf.ts';
import { fc, fuzz } from '../support/fc.ts';

test('law 1: plan is handed the reading half of the API and nothing else', () => {
  type Deps = Parameters<typeof preparePlan>[0];
  expectTypeOf<Deps['read']>().toEqualTypeOf<ReadApi>();
  expectTypeOf<Extract<keyof Deps, 'api' | 'write' | 'store'>>().toEqualTypeOf<never>();
});

test('law 1: plan makes no mutating call and leaves every object as it was, by the ledger', async () => {
  let planned = 0;
  await fc.assert(
    fc.asyncProperty(anyStory, async ({ contents, shape, first, second, exclusive, seed }) => {
      const arena = new Arena({ contents, shape, seed });
      const before = JSON.stringify(arena.account.emulator.dump());
      for (const blocks of [first, second]) {
        const prepared = await arena.prepare(manifestOf(blocks, { exclusive: new Set(exclusive) }));
        planned += prepared.plan === undefined ? 0 : 1;
      }
      expect(arena.ledger.calls.filter((call) => call.mutating)).toEqual([]);
      expect(arena.ledger.objects).toEqual([]);
      expect(JSON.stringify(arena.account.emulator.dump())).toBe(before);
      expect(arena.store.commits).toBe(0);
    }),
    { numRuns: 1000 * fuzz },
  );
  expect(planned).toBeGreaterThan(1000 * fuzz);
});
