import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEmptyPlan } from '../../src/model/plan.ts';
import { Arena } from '../support/arena.ts';
import { anyStory } from '../support/arbitraries.ts';
import { manifestOf } from '../support/manifestOf.ts';

const RUNS = Number(process.env['LAW_RUNS'] ?? 1500);

test('law 2: after apply the plan is empty, from any account and any earlier manifest to any manifest', async () => {
  let applied = 0;
  await fc.assert(
    fc.asyncProperty(anyStory, async ({ contents, shape, first, second, exclusive, seed }) => {
      const arena = new Arena({ contents, shape, seed });
      for (const [blocks, extras] of [
        [first, {}],
        [second, { exclusive: new Set(exclusive) }],
      ] as const) {
        const manifest = manifestOf(blocks, extras);
        const prepared = await arena.prepare(manifest);
        const errors = prepared.diagnostics.filter((d) => d.severity === 'error');
        // A stale server was removed by the first apply, so the second manifest may declare what is gone.
        const codes = new Set(errors.map((e) => e.code));
        codes.delete('gone-from-account');
        codes.delete('not-in-account');
        codes.delete('removal-not-enabled');
        expect([...codes]).toEqual([]);
        if (prepared.plan === undefined) return;
        const result = await arena.carryOut(prepared.plan);
        expect(result.diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
        expect(result.summary.failed + result.summary.skipped + result.summary.unknown).toBe(0);
        const after = await arena.plan(manifest);
        expect(after.changes).toEqual([]);
        expect(isEmptyPlan(after)).toBe(true);
        applied += 1;
      }
    }),
    { numRuns: RUNS },
  );
  expect(applied).toBeGreaterThan(RUNS / 2);
}, 240_000);
