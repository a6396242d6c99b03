import { expect, test } from 'vitest';
import type { ImunifyServer } from '../../src/emulator/accountRows.ts';
import { isEmptyPlan } from '../../src/model/plan.ts';
import { Arena } from '../support/arena.ts';
import { anyStory } from '../support/arbitraries.ts';
import { manifestOf } from '../support/manifestOf.ts';
import { misplacedHosts, notesOf, registerHosts, unmet } from '../support/satisfies.ts';
import { fc, fuzz } from '../support/fc.ts';

const RUNS = 1000 * fuzz;

test('law 2: after apply the plan is empty, from any account and any earlier manifest to any manifest', async () => {
  let applied = 0;
  let came = 0;
  await fc.assert(
    fc.asyncProperty(anyStory, async ({ contents, shape, first, second, exclusive, seed, arrivals }) => {
      const arena = new Arena({ contents, shape, seed });
      let hosts: readonly ImunifyServer[] = [];
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
        // Full keys that would have to swap servers.
        codes.delete('no-free-seat');
        codes.delete('no-seat');
        expect([...codes]).toEqual([]);
        if (prepared.plan === undefined) return;
        const stateBefore = arena.store.state;
        const before = notesOf(arena.account.emulator, arena.store.state);
        const result = await arena.carryOut(prepared.plan);
        expect(result.diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
        expect(result.summary.failed + result.summary.skipped + result.summary.unknown).toBe(0);
        expect(unmet(arena.account.emulator, arena.store.state, blocks, [...manifest.exclusive])).toEqual([]);
        expect(misplacedHosts(arena.account.emulator, stateBefore, arena.store.state, blocks, hosts)).toEqual([]);
        const notes = notesOf(arena.account.emulator, arena.store.state);
        for (const { address, spec } of manifest.desired) {
          if (!('note' in spec) && before.has(address)) expect(notes.get(address), address).toBe(before.get(address));
        }
        const bound = Object.keys(arena.store.state.bindings).sort();
        const declared = manifest.desired.filter((d) => d.absent !== true).map((d) => d.address);
        expect(bound).toEqual([...new Set<string>(declared)].sort());
        const after = await arena.plan(manifest);
        expect(after.changes).toEqual([]);
        expect(isEmptyPlan(after)).toBe(true);
        applied += 1;
        hosts = registerHosts(arena.account.emulator, arena.store.state, arrivals);
        came += hosts.length;
      }
    }),
    { numRuns: RUNS },
  );
  expect(came).toBeGreaterThan(RUNS / 10);
  expect(applied).toBeGreaterThan(RUNS / 2);
});
