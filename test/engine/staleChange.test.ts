import { describe, expect, test } from 'vitest';
import { refreshPlan, type RefreshedPlan } from '../../src/engine/refreshPlan.ts';
import { savePlan } from '../../src/engine/savePlan.ts';
import { ApiError } from '../../src/model/apiError.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { AnyKind, KindRegistry } from '../../src/model/kind.ts';
import type { Live } from '../../src/model/live.ts';
import type { Plan } from '../../src/model/plan.ts';
import { makePlan } from '../../src/planner/makePlan.ts';
import { digest } from '../../src/state/savedPlanText.ts';
import {
  declare,
  inputOf,
  intentOf,
  kindLike,
  NEVER_CALLED,
  renamed,
  type Situation,
} from '../planner/support/situation.ts';
import { testAccount } from '../support/inProcess.ts';
import { ABOUT } from './support/saved.ts';

const DONE_BY_NO_ONE = { create: NEVER_CALLED, update: NEVER_CALLED, remove: NEVER_CALLED };
const vault = kindLike({
  ...{ type: 'vault', fields: { size: {}, note: {}, pin: { sensitive: true }, seats: {} }, seats: { field: 'seats' } },
  ...DONE_BY_NO_ONE,
});
const coin = kindLike({
  ...{ type: 'coin', fields: { vault: {}, worth: {} }, parent: { type: 'vault', field: 'vault' } },
  ...DONE_BY_NO_ONE,
});
/** Found, and never removed. */
const rock = kindLike({ type: 'rock', fields: { size: {} }, create: NEVER_CALLED });
/** One server's own: nothing sits under it. */
const seal = kindLike({ type: 'seal', fields: { size: {} }, ...DONE_BY_NO_ONE });

type Seen = Readonly<Record<string, readonly Omit<Live, 'type'>[]>>;

interface Story extends Situation {
  readonly live: Seen;
  /** What the lists show when the plan is to be carried out; absent: what they showed. */
  readonly now?: Seen;
  /** Of the state by then. */
  readonly later?: Pick<Situation, 'bound' | 'intents'>;
  /** In place of the made-up kinds of the same type. */
  readonly instead?: readonly AnyKind[];
  /** What becomes of the plan in its file. */
  readonly edited?: (plan: Plan) => Plan;
}

interface Refreshed extends RefreshedPlan {
  /** The addresses of the plan that was saved. */
  readonly planned: readonly string[];
}

/** Plans, saves, and holds the plan against what the account and the state have become. */
async function refreshed({ now, later, instead = [], edited = (plan) => plan, ...story }: Story): Promise<Refreshed> {
  const kinds = [vault, coin, rock, ...instead];
  const input = inputOf({ kinds, ...story });
  const seen = now ?? story.live;
  const registry: KindRegistry = new Map(kinds.map((kind) => [kind.type, listing(kind, seen)]));
  const made = makePlan({ ...input, kinds: registry });
  expect(made.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(made.plan.changes.length).toBeGreaterThan(0);
  const saved = savePlan(edited(made.plan), input.state, registry, digest, ABOUT);
  const { state } = inputOf({ kinds, ...story, ...later });
  const { api, system } = testAccount();
  const deps = { kinds: registry, read: api.read, system, emit: () => undefined };
  const result = await refreshPlan(deps, saved, state, digest);
  return { ...result, planned: made.plan.changes.map(({ address }) => address) };
}

function listing(kind: AnyKind, seen: Seen): AnyKind {
  const objects = (seen[kind.type] ?? []).map((live) => ({ type: kind.type, ...live }));
  const field = kind.parent?.field;
  if (field === undefined) return { ...kind, list: () => Promise.resolve(objects) };
  const on = ({ spec }: Live) => (spec as Record<string, unknown>)[field];
  return {
    ...kind,
    list: (_read, { under }) => Promise.resolve(objects.filter((live) => under.some(({ id }) => id === on(live)))),
  };
}

const one = (spec: object, more: Partial<Live> = {}) => ({ vault: [{ id: 'A', spec, ...more }] });
const resized = { desired: [declare('vault', 'a', { size: 2 })], bound: { 'vault.a': 'A' } };
const CHANGED = 'it was changed since the plan was made';
const coins = (...ids: readonly string[]) => ids.map((id) => ({ id, spec: { vault: 'A', worth: 1 } }));

const STORIES: readonly (Story & { reason: string; stale: Readonly<Record<string, string>> })[] = [
  { reason: 'nothing: it is carried out', ...resized, live: one({ size: 1 }), stale: {} },
  {
    reason: 'a field that is secret is named, and no more',
    ...{ ...resized, live: one({ size: 1, pin: '1234' }), now: one({ size: 1, pin: '9876' }) },
    stale: { 'vault.a': `${CHANGED}: pin` },
  },
  {
    reason: 'a field that the list no longer shows',
    ...{ ...resized, live: one({ size: 1, note: 'x' }), now: one({ size: 1 }) },
    stale: { 'vault.a': `${CHANGED}: note ("x" then, not shown now)` },
  },
  {
    reason: 'a text of sixty characters, its quotes among them, is shown whole',
    ...{ ...resized, live: one({ size: 1, note: '' }), now: one({ size: 1, note: 'x'.repeat(58) }) },
    stale: { 'vault.a': `${CHANGED}: note ("" then, "${'x'.repeat(58)}" now)` },
  },
  {
    reason: 'a longer one is cut off',
    ...{ ...resized, live: one({ size: 1, note: '' }), now: one({ size: 1, note: 'x'.repeat(59) }) },
    stale: { 'vault.a': `${CHANGED}: note ("" then, "${'x'.repeat(59)}... now)` },
  },
  {
    reason: 'its marker was taken out of its note',
    ...{ ...resized, live: one({ size: 1 }, { tag: 'abcd1234' }), now: one({ size: 1 }) },
    stale: { 'vault.a': CHANGED },
  },
  {
    reason: 'it only stands for absence by now',
    ...{ ...resized, live: one({ size: 1 }), now: one({ size: 1 }, { inert: true }) },
    stale: { 'vault.a': CHANGED },
  },
  {
    reason: 'it says outright that it is no absence: that is what it was',
    ...{ ...resized, live: one({ size: 1 }), now: one({ size: 1 }, { inert: false }) },
    stale: {},
  },
  {
    reason: 'a list that did not count who sits on it counts more than the new limit',
    desired: [declare('vault', 'a', { seats: 2 })],
    ...{ bound: { 'vault.a': 'A' }, live: one({ seats: 5 }), now: one({ seats: 5 }, { occupants: 3 }) },
    stale: { 'vault.a': '3 servers are registered with it by now, more than the new limit of 2' },
  },
  {
    reason: 'a list that counts as many as the new limit holds',
    desired: [declare('vault', 'a', { seats: 3 })],
    ...{ bound: { 'vault.a': 'A' }, live: one({ seats: 5 }), now: one({ seats: 5 }, { occupants: 3 }) },
    stale: {},
  },
  {
    reason: 'something without a name came to sit on what is to be removed',
    ...{ bound: { 'vault.a': 'A' }, live: { ...one({}), coin: coins('C1') } },
    now: { ...one({}), coin: coins('C1', 'C2') },
    stale: { 'vault.a': 'C2 registered with it after the plan was made' },
  },
  {
    reason: 'a server registered with what has no servers of its own to list',
    ...{ instead: [seal], bound: { 'seal.s': 'S' }, live: { seal: [{ id: 'S', spec: {} }] } },
    now: { seal: [{ id: 'S', spec: {}, occupants: 1 }] },
    stale: { 'seal.s': 'a server registered with it after the plan was made' },
  },
  {
    reason: 'the server that was registered with it still is',
    ...{ instead: [seal], bound: { 'seal.s': 'S' }, live: { seal: [{ id: 'S', spec: {}, occupants: 1 }] } },
    stale: {},
  },
  {
    reason: 'what it sat on is gone, and it with it',
    desired: [declare('vault', 'b', {}), declare('coin', 'c', { vault: { ref: 'vault.b' } })],
    bound: { 'vault.b': 'B', 'coin.c': 'C1' },
    live: {
      vault: ['A', 'B'].map((id) => ({ id, spec: {} })),
      coin: coins('C1'),
    },
    now: { vault: [{ id: 'B', spec: {} }], coin: [] },
    stale: { 'coin.c': 'it is no longer where the plan saw it' },
  },
  {
    reason: 'what was to be forgotten because it is gone is still gone',
    ...{ bound: { 'coin.c': 'C1' }, live: { vault: [], coin: [] } },
    stale: {},
  },
  {
    reason: 'what was to be forgotten because it cannot be removed is there, as it was',
    ...{ bound: { 'rock.r': 'R' }, live: { rock: [{ id: 'R', spec: {} }] } },
    stale: {},
  },
  {
    reason: 'what is to be made again is still gone',
    ...{ ...resized, live: { vault: [] }, options: { recreate: 'all' } },
    stale: {},
  },
  {
    reason: 'a call about something else was sent since',
    ...{ ...resized, live: one({ size: 1 }), later: { intents: [intentOf('vault.b')] } },
    stale: {},
  },
  {
    reason: 'a create was sent since under the name that it had',
    desired: [declare('vault', 'a', { size: 2 })],
    extras: { moved: [renamed('vault.old', 'vault.a')] },
    bound: { 'vault.old': 'A' },
    ...{ live: one({ size: 1 }), later: { intents: [intentOf('vault.old')] } },
    stale: { 'vault.a': 'a create of it was sent since, and its outcome is unknown' },
  },
];

describe('what happened to an object between plan and apply', () => {
  test.each(STORIES)('$reason', async ({ reason: _reason, stale, ...story }) => {
    const result = await refreshed(story);
    expect(result.diagnostics).toEqual([]);
    expect(Object.fromEntries(result.stale.map(({ address, because }) => [address, because]))).toEqual(stale);
    const left = result.planned.filter((address) => !Object.hasOwn(stale, address));
    expect(result.plan?.changes.map(({ address }) => address)).toEqual(left);
  });
});

describe('a create whose object may have been bought since', () => {
  const desired = [declare('vault', 'a', { size: 1, note: 'web' })];
  const seen = (...objects: readonly (readonly [id: string, spec: object])[]) => ({
    vault: objects.map(([id, spec]) => ({ id, spec })),
  });
  const LIKE = 'the account holds one like it by now, which no binding speaks for';
  const adopting = declare('vault', 'b', { size: 1, note: 'web' }, { lifecycle: { adopt: 'A' } });
  const marked = { ...vault, marker: { field: 'note', maxLength: 100 } };

  test.each<{ reason: string; story: Story; stale?: string }>([
    { reason: 'one just like it', story: { desired, live: seen(), now: seen(['A', desired[0]!.spec]) }, stale: LIKE },
    {
      reason: 'one like it but for a number',
      story: { desired, live: seen(), now: seen(['A', { size: 2, note: 'web' }]) },
      stale: LIKE,
    },
    { reason: 'another one', story: { desired, live: seen(), now: seen(['A', { size: 1, note: 'mail' }]) } },
    {
      reason: 'one that was bound since',
      story: { desired, live: seen(), now: seen(['A', desired[0]!.spec]), later: { bound: { 'vault.x': 'A' } } },
    },
    {
      reason: 'one that was there and was seen as a hazard',
      story: { desired, live: seen(['A', desired[0]!.spec]) },
    },
    {
      reason: 'one that the plan adopts',
      story: { desired: [...desired, adopting], live: seen(['A', desired[0]!.spec]) },
    },
    {
      reason: 'one without the marker that it would carry',
      story: { desired, live: seen(), now: seen(['A', desired[0]!.spec]), instead: [marked] },
    },
  ])('$reason', async ({ story, stale }) => {
    const result = await refreshed(story);
    expect(result.diagnostics).toEqual([]);
    expect(result.stale.map(({ because }) => because)).toEqual(stale === undefined ? [] : [stale]);
  });
});

describe('what the service says of a create when it is to be sent', () => {
  const story = { desired: [declare('vault', 'a', { size: 1 })], live: { vault: [] } };
  const words = { code: 'near-full', summary: 'The account is nearly full.', help: 'Look.' };
  const saying = (problem: Partial<Diagnostic>): Story => ({
    ...story,
    instead: [
      {
        ...vault,
        preflight: (_read, subjects) =>
          Promise.resolve(subjects.map(({ address }) => ({ severity: 'warning', ...words, address, ...problem }))),
      },
    ],
  });

  test('a warning is handed on, and stops nothing', async () => {
    const { plan, stale, diagnostics } = await refreshed(saying({}));
    expect(plan?.changes.map(({ action }) => action)).toEqual(['create']);
    expect(stale).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: 'near-full', severity: 'warning' }]);
  });

  test('an error takes that create out, and is told as what made it stale', async () => {
    const { plan, stale, diagnostics } = await refreshed(saying({ severity: 'error' }));
    expect(plan?.changes).toEqual([]);
    expect(stale).toMatchObject([{ address: 'vault.a', because: words.summary }]);
    expect(diagnostics).toEqual([]);
  });

  test('an error about no address stops the plan', async () => {
    const error = new ApiError('x/check', { severity: 'error', ...words });
    const result = await refreshed({ ...story, instead: [{ ...vault, preflight: () => Promise.reject(error) }] });
    expect(result.plan).toBeUndefined();
    expect(result.diagnostics).toEqual([error.diagnostic]);
  });
});

describe('a field that no list shows', () => {
  const fields = { size: {}, pin: { writeOnly: true as const } };
  const blind = kindLike({ type: 'vault', fields, ...DONE_BY_NO_ONE });
  const story = {
    instead: [blind],
    desired: [declare('vault', 'a', { size: 2 })],
    bound: { 'vault.a': { type: 'vault', id: 'V', applied: { size: 1, pin: '1234' } } },
    live: { vault: [{ id: 'V', spec: { size: 1 } }] },
  };
  const writing = (pin: string) => (plan: Plan) => ({
    ...plan,
    changes: plan.changes.map((change) => ({ ...change, target: { ...change.target, pin } })),
  });

  test('is left as the state says that it was written', async () => {
    expect((await refreshed(story)).stale).toEqual([]);
    expect((await refreshed({ ...story, edited: writing('1234') })).stale).toEqual([]);
  });

  test('is not written where the plan does not show it', async () => {
    const { stale } = await refreshed({ ...story, edited: writing('0000') });
    expect(stale).toMatchObject([{ address: 'vault.a', because: 'it would write pin, which the plan does not show' }]);
  });
});
