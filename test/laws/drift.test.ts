import { expect, expectTypeOf, test } from 'vitest';
import { prepareDrift } from '../../src/engine/prepareDrift.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { ReadApi } from '../../src/model/api/readApi.ts';
import type { Change } from '../../src/model/change.ts';
import type { DriftAnswer, DriftReport } from '../../src/model/drift.ts';
import type { Manifest } from '../../src/model/manifest.ts';
import type { Plan } from '../../src/model/plan.ts';
import { isRef } from '../../src/model/ref.ts';
import type { State } from '../../src/model/state.ts';
import { Arena } from '../support/arena.ts';
import { anyStory } from '../support/arbitraries.ts';
import { possibleClicks, unseenFields, type Click } from '../support/clicks.ts';
import { possibleEdits, type Edit } from '../support/edits.ts';
import { manifestOf } from '../support/manifestOf.ts';
import { registerHosts } from '../support/satisfies.ts';
import { fc, fuzz } from '../support/fc.ts';

const RUNS = 200 * fuzz;

function prepare(arena: Arena, manifest: Manifest): ReturnType<typeof prepareDrift> {
  const { api, system } = arena.account;
  const deps = { kinds: KINDS, read: api.read, system, emit: () => undefined };
  return prepareDrift(deps, manifest, arena.store.state, { acceptEmpty: true });
}

async function driftOf(arena: Arena, manifest: Manifest): Promise<DriftReport> {
  const { report, diagnostics } = await prepare(arena, manifest);
  if (report === undefined) throw new Error(diagnostics.map((d) => `${d.code}: ${d.summary}`).join('\n'));
  return report;
}

const of = ({ findings }: DriftReport, answer: DriftAnswer) => findings.filter((one) => one.answer === answer);

test('drift is handed the reading half of the API, no store, and nothing else to write with', () => {
  type Deps = Parameters<typeof prepareDrift>[0];
  expectTypeOf<Deps['read']>().toEqualTypeOf<ReadApi>();
  expectTypeOf<Extract<keyof Deps, 'api' | 'write' | 'store'>>().toEqualTypeOf<never>();
});

test('after an apply nothing but the unreadable is told; then one click and one edit are told, each as what it is', async () => {
  let clicked = 0;
  let unreadable = 0;
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(anyStory, fc.nat(), async ({ contents, shape, first, exclusive, seed }, pick) => {
      const arena = new Arena({ contents, shape, seed });
      const extras = { exclusive: new Set(exclusive) };
      const manifest = manifestOf(first, extras);
      const { plan } = await arena.prepare(manifest);
      if (plan === undefined) return;
      const { summary } = await arena.carryOut(plan);
      if (summary.failed + summary.skipped + summary.unknown > 0) return;
      const { state } = arena.store;
      const { account } = arena.account.emulator;
      const writes = arena.mutatingCalls();
      const before = JSON.stringify(arena.account.emulator.dump());

      const clean = await driftOf(arena, manifest);
      expect([...of(clean, 'drifted'), ...of(clean, 'pending')]).toEqual([]);
      const unseen = unseenFields(state, first, (shape.notes ?? 'off') === 'on');
      const told = of(clean, 'unverified').map(({ address, fields }) => [address, fields.map(({ field }) => field)]);
      expect(new Map(told as [string, string[]][])).toEqual(unseen);
      unreadable += unseen.size;
      expect(clean.inSync).toBe(manifest.desired.filter((one) => one.absent !== true).length);
      expect(JSON.stringify(arena.account.emulator.dump())).toBe(before);

      const clicks = possibleClicks(account, state, first, { exclusive, notes: shape.notes === 'on' });
      const edits = possibleEdits(first, (address) => Object.hasOwn(state.bindings, address));
      const [click, edit] = apart(clicks, edits, pick);
      click.does();
      const report = await driftOf(arena, manifestOf(edit.blocks, extras));
      const drifted = of(report, 'drifted').map(({ address, what, fields }) => {
        const [one, ...more] = what === 'changed' ? fields : [];
        expect(more).toEqual([]);
        if (one === undefined) return { address, what };
        return { address, what, field: one.field, applied: one.applied, live: one.live };
      });
      expect(drifted, click.reason).toEqual(click.expected);
      const pending = of(report, 'pending').map(({ address, what, fields }) => [
        address,
        what === 'changed' ? { what, fields: fields.map(({ field }) => field) } : { what },
      ]);
      expect(Object.fromEntries(pending), edit.reason).toEqual(edit.expected);
      clicked += 1;
      kinds.add(sortOf(click));
      expect(arena.mutatingCalls()).toBe(writes);
    }),
    { numRuns: RUNS },
  );
  expect(clicked).toBeGreaterThan(RUNS / 2);
  expect(unreadable).toBeGreaterThan(RUNS / 4);
  // Every kind, and all that can be done to it; a short round may miss what few accounts hold.
  if (RUNS >= 500) expect([...kinds].sort()).toEqual(EVERY_CLICK);
  else if (RUNS >= 100) expect(kinds.size).toBeGreaterThan(EVERY_CLICK.length / 2);
});

const EVERY_CLICK = [
  'backup changed',
  'backup gone',
  'cloudlinux_key changed',
  'cloudlinux_key gone',
  'els_key changed',
  'els_key gone',
  'feature appeared',
  'feature changed',
  'imunify_key appeared',
  'imunify_key changed',
  'imunify_key gone',
  'imunify_server changed',
  'ip_license appeared',
  'ip_license changed',
  'ip_license gone',
  'kernelcare_key changed',
  'kernelcare_key gone',
  'nothing',
  'server_group changed',
];

test('a plan is empty exactly where nothing drifted and nothing is pending, address by address', async () => {
  let compared = 0;
  let empty = 0;
  await fc.assert(
    fc.asyncProperty(
      anyStory,
      fc.oneof(fc.constant([]), fc.array(fc.nat(), { maxLength: 3 })),
      fc.boolean(),
      async ({ contents, shape, first, second, exclusive, seed, arrivals }, picks, edited) => {
        const arena = new Arena({ contents, shape, seed });
        const { plan } = await arena.prepare(manifestOf(first));
        if (plan === undefined) return;
        await arena.carryOut(plan);
        const { account } = arena.account.emulator;
        registerHosts(arena.account.emulator, arena.store.state, arrivals);
        const clicks = possibleClicks(account, arena.store.state, first, { exclusive, notes: shape.notes === 'on' });
        for (const n of picks) clicks[n % clicks.length]?.does();
        const manifest = edited ? manifestOf(second, { exclusive: new Set(exclusive) }) : manifestOf(first);
        const next = await arena.prepare(manifest);
        if (next.plan === undefined) return;
        const told = (await driftOf(arena, manifest)).findings.filter(({ answer }) => answer !== 'unverified');
        expect([...new Set(told.map(({ address }) => address))].sort()).toEqual(
          decidedBy(next.plan, arena.store.state),
        );
        compared += 1;
        if (told.length === 0) empty += 1;
      },
    ),
    { numRuns: RUNS },
  );
  expect(compared).toBeGreaterThan(RUNS / 2);
  expect(empty).toBeGreaterThan(RUNS / 20);
});

/**
 * What the plan does because of the resource itself: without the servers that merely go along with a key that is
 * replaced, and without fields that are put again, unseen, on an object that took the place of the bound one.
 */
function decidedBy({ changes }: Plan, { bindings }: State): readonly string[] {
  const replaced = new Set(changes.filter(({ action }) => action === 'replace').map(({ address }) => address));
  const goesAlong = ({ action, fields: [one, ...more] }: Change): boolean =>
    action === 'update' &&
    more.length === 0 &&
    isRef(one?.after) &&
    replaced.has(one.after.ref) &&
    bindings[one.after.ref]?.id === one.before;
  const isPutAgain = ({ address, action, live, fields }: Change): boolean =>
    action === 'update' &&
    bindings[address] !== undefined &&
    bindings[address].id !== live?.id &&
    fields.every(({ field, after, unverified }) => unverified && bindings[address]?.applied[field] === after);
  return changes
    .filter((change) => !goesAlong(change) && !isPutAgain(change))
    .map(({ address }) => address)
    .sort();
}

/** One of each that are not about the same resource: that one would be told with both answers. */
function apart(clicks: readonly Click[], edits: readonly Edit[], pick: number): readonly [Click, Edit] {
  const about = ({ reason, expected }: Click): readonly string[] => [
    ...reason.split(' '),
    ...expected.map(({ address }) => address),
  ];
  const pairs = clicks.flatMap((click) =>
    edits
      .filter(({ expected }) => !about(click).some((address) => Object.hasOwn(expected, address)))
      .map((edit): readonly [Click, Edit] => [click, edit]),
  );
  // What can be done at all comes first: a feature of every account must not crowd out the backup of a few.
  const sorts = [...new Set(pairs.map(([click]) => sortOf(click)))];
  const alike = pairs.filter(([click]) => sortOf(click) === sorts[pick % sorts.length]);
  const pair = alike[Math.floor(pick / sorts.length) % alike.length];
  if (pair === undefined) throw new Error('nothing can be clicked');
  return pair;
}

/** `imunify_key gone`. */
function sortOf({ expected: [first] }: Click): string {
  return first === undefined ? 'nothing' : `${first.address.split('.')[0] ?? ''} ${first.what}`;
}
