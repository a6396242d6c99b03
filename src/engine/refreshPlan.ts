import type { Address } from '../model/address.ts';
import type { Change } from '../model/change.ts';
import { hasErrors, type Diagnostic } from '../model/diagnostic.ts';
import { holdersOf } from '../model/holders.ts';
import type { JsonObject } from '../model/json.ts';
import type { KindRegistry, ListScope } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { ObjectMap } from '../model/objectMap.ts';
import type { LeftOut, Plan } from '../model/plan.ts';
import type { SavedPlan } from '../model/savedPlan.ts';
import { shownValue } from '../model/shownValue.ts';
import { openIntents, type State } from '../model/state.ts';
import { AlikeIndex } from '../planner/alikeIndex.ts';
import type { LookUnder } from '../planner/draft.ts';
import { linksOf, reach } from '../planner/links.ts';
import { LiveIndex } from '../planner/liveIndex.ts';
import { withoutSteps } from '../planner/withoutSteps.ts';
import { costWithout } from './costWithout.ts';
import { observe, observeUnder, type ObserveDeps } from './observe.ts';
import { preflight } from './preparePlan.ts';
import { printOf, type Digest } from './savePlan.ts';
import { whyUnfit } from './whyUnfit.ts';
import { staleBinding, staleChange, type Now } from './staleChange.ts';

export interface RefreshedPlan {
  /** What of the plan still holds; it belongs to the state as it is now. Absent: the diagnostics say why. */
  readonly plan?: Plan;
  /** What went stale, with what depends on it. */
  readonly stale: readonly LeftOut[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Holds a saved plan against the account and the state of now: whatever a change relied on must be as it was. What went
 * stale is left out, with its dependents; a list that could not be read is an error. Reads only.
 */
export async function refreshPlan(
  deps: ObserveDeps,
  saved: SavedPlan,
  state: State,
  digest: Digest,
): Promise<RefreshedPlan> {
  const unfit = whyUnfit(saved, state);
  if (unfit.length > 0) return { stale: [], diagnostics: unfit };
  const { plan } = saved;
  const seen = await observe(deps, scopesOf(deps.kinds, plan, state));
  if (seen.diagnostics.length > 0) return { stale: [], diagnostics: seen.diagnostics };
  const index = indexOf(deps.kinds, seen.lists);
  const under = await observeUnder(deps, seen.lists, parentsToLookUnder(deps.kinds, plan, index));
  if (under.diagnostics.length > 0) return { stale: [], diagnostics: under.diagnostics };

  const nowIndex = indexOf(deps.kinds, under.lists);
  const now: Now = { kinds: deps.kinds, state, index: nowIndex, saved, free: unspokenFor(plan, state, nowIndex) };
  const unchanged = (address: Address): boolean =>
    printOf(state, address, digest) === (saved.bindings[address] ?? null);
  const reasons = new Map<Address, string>();
  for (const change of plan.changes) {
    const reason = staleBinding(now, change, unchanged) ?? staleChange(now, change);
    if (reason !== undefined) reasons.set(change.address, reason);
  }
  const checks = await preflight(deps, without(plan, new Set(reasons.keys()), []));
  const general = checks.filter(({ address }) => address === undefined);
  if (hasErrors(general)) return { stale: [], diagnostics: general };
  for (const { address, severity, summary } of checks) {
    if (address !== undefined && severity === 'error') reasons.set(address, summary);
  }
  const stale = withDependents(plan, reasons);
  const rebindings = plan.rebindings.filter(
    ({ address, type, live }) => unchanged(address) && now.index.withId(type, live.id) !== undefined,
  );
  const kept = without({ ...plan, rebindings }, new Set(stale.map(({ address }) => address)), stale);
  return {
    plan: { ...kept, serial: state.serial, openIntents: openIntents(state) },
    stale,
    diagnostics: checks.filter(({ address, severity }) => address === undefined || severity !== 'error'),
  };
}

/** Of each kind, once it is asked for, what neither the state nor the plan speaks for. */
function unspokenFor({ changes, rebindings }: Plan, state: State, index: LiveIndex): Now['free'] {
  const holders = holdersOf(state);
  const meant = new ObjectMap<true>();
  for (const { live, heir } of changes) {
    for (const object of [live, heir]) if (object !== undefined) meant.set(object.type, object.id, true);
  }
  for (const { type, live } of rebindings) meant.set(type, live.id, true);
  const known = new Map<string, AlikeIndex<Live>>();
  return (kind) => {
    const { type } = kind;
    const isFree = ({ id }: Live): boolean => !holders.has(type, id) && !meant.has(type, id);
    const free =
      known.get(type) ?? new AlikeIndex(kind, index.all(type).filter(isFree), ({ spec }) => spec as JsonObject);
    known.set(type, free);
    return free;
  };
}

/** What depends on something stale is left out with it. */
function withDependents({ changes, steps }: Plan, reasons: ReadonlyMap<Address, string>): readonly LeftOut[] {
  const reached = reach(reasons.keys(), linksOf(steps).neededBy);
  return changes.flatMap(({ address, action, live }): LeftOut[] => {
    const root = reached.get(address);
    const because = root === undefined ? reasons.get(address) : `needs ${root}, which is stale`;
    if (because === undefined) return [];
    return [{ address, action, ...(live === undefined ? {} : { id: live.id }), because }];
  });
}

function without(plan: Plan, gone: ReadonlySet<Address>, stale: readonly LeftOut[]): Plan {
  const dropped = plan.changes.filter(({ address }) => gone.has(address));
  return {
    ...plan,
    changes: plan.changes.filter(({ address }) => !gone.has(address)),
    steps: withoutSteps(plan.steps, gone),
    leftOut: [...plan.leftOut, ...stale],
    ...(plan.cost === undefined ? {} : { cost: costWithout(plan.cost, dropped) }),
  };
}

/** The kinds that the plan touches, and their parents, each as far as the plan and the state speak of it. */
function scopesOf(kinds: KindRegistry, plan: Plan, state: State): ReadonlyMap<string, ListScope> {
  const types = new Set<string>();
  for (const { type } of [...plan.changes, ...plan.rebindings]) types.add(kinds.get(type)?.parent?.type ?? type);
  const scopes = new Map<string, ListScope>();
  for (const type of types) {
    const changes = plan.changes.filter((change) => change.type === type);
    const found = plan.rebindings.filter((rebinding) => rebinding.type === type);
    const bound = Object.values(state.bindings).filter((binding) => binding.type === type);
    const natural = kinds.get(type)?.identity === 'natural';
    scopes.set(type, {
      all: changes.some(({ whole }) => whole === true),
      specs: [
        ...changes.flatMap(({ live, target }) => [live?.spec, target].filter((spec) => spec !== undefined)),
        ...found.map(({ live }) => live.spec),
        ...bound.map(({ applied }) => applied),
      ],
      names: new Set(natural ? [...changes, ...found].map(({ address }) => address.slice(type.length + 1)) : []),
      under: [],
    });
  }
  return scopes;
}

/** Parents of children that change, and parents that go: what sits there decides what happens to it. */
function parentsToLookUnder(kinds: KindRegistry, { changes }: Plan, index: LiveIndex): readonly LookUnder[] {
  const wanted: LookUnder[] = [];
  for (const kind of kinds.values()) {
    const { parent } = kind;
    if (parent === undefined) continue;
    const parents = new Map<string, Live>();
    const look = (id: unknown): void => {
      const live = typeof id === 'string' ? index.withId(parent.type, id) : undefined;
      if (live !== undefined) parents.set(live.id, live);
    };
    for (const change of changes) {
      if (change.type === kind.type) look(shownValue(change.live, parent.field));
      if (change.type === parent.type && goes(change)) look(change.live?.id);
    }
    if (parents.size > 0) wanted.push({ type: kind.type, parents: [...parents.values()] });
  }
  return wanted;
}

function goes({ action }: Change): boolean {
  return action === 'remove' || action === 'replace';
}

function indexOf(kinds: KindRegistry, lists: ConstructorParameters<typeof LiveIndex>[0]): LiveIndex {
  return new LiveIndex(lists, (type) => kinds.get(type)?.parent?.field);
}
