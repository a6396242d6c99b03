import type { Change } from '../model/change.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import { decideOccupants, decideStale, wantChildren } from './children.ts';
import { changeCost, costChange } from './cost.ts';
import { decideDeclared } from './declared.ts';
import { Draft, type LookUnder } from './draft.ts';
import { reportDoubles } from './doubles.ts';
import { reportDueAudits } from './dueAudits.ts';
import { guardHazards } from './guards.ts';
import { reportHeld } from './held.ts';
import { findLookAlikes } from './lookAlikes.ts';
import { increaseHazard } from './increaseHazard.ts';
import { nameParents } from './nameParents.ts';
import { sortedBy } from './order.ts';
import type { PlanInput } from './planInput.ts';
import { reportStuck } from './reportStuck.ts';
import { schedule } from './schedule.ts';
import { addSeatHazards } from './seatHazards.ts';
import { decideExclusive, decideLeft } from './undeclared.ts';
import { countUnmanaged } from './unmanaged.ts';
import { select } from './select.ts';
import { doubtLists } from './vanished.ts';
import { makeWorld, type World } from './world.ts';

export interface PlanResult {
  readonly plan: Plan;
  /** With an error among them, or with anything left to look under, the plan must not be shown or applied. */
  readonly diagnostics: readonly Diagnostic[];
  /** What must be observed first; then plan again. */
  readonly lookUnder: readonly LookUnder[];
}

/**
 * The plan: what differs between the manifest and the account, and the order of work. Synchronous, pure and
 * deterministic; the order of keys, files and list rows never shows.
 */
export function makePlan(input: PlanInput): PlanResult {
  const world = makeWorld(input);
  const draft = new Draft();
  draft.diagnostics.push(...world.diagnostics);
  doubtLists(world, draft);
  wantChildren(world, draft);
  for (const wanted of world.desired) decideDeclared(world, draft, wanted);
  decideLeft(world, draft);
  decideExclusive(world, draft);
  decideStale(world, draft);
  decideOccupants(world, draft);
  findLookAlikes(world, draft);
  addSeatHazards(world, draft);
  reportHeld(world, draft);
  reportDoubles(world, draft);
  reportDueAudits(world, draft);
  const scheduled = schedule(world, draft);
  const { steps, leftOut } = select(world, draft, scheduled);
  reportStuck(draft, scheduled.stuck);
  const { manifest, state, observation } = input;
  const plan: Plan = {
    formatVersion: 1,
    account: manifest.account,
    lineage: state.lineage,
    serial: state.serial,
    changes: sortedBy(draft.changes.values(), (change) => change.address).map((change) =>
      withCost(world, nameParents(world, draft, change)),
    ),
    hazards: [
      ...guardHazards(manifest.guards, draft.changes.values(), world.bindings.size),
      ...increaseHazard(world, draft.changes.values()),
    ],
    markers: manifest.markers,
    steps,
    rebindings: sortedBy(draft.rebindings, (rebinding) => rebinding.address),
    gone: [...draft.gone],
    unverified: sortedBy(draft.unverified, (entry) => entry.address),
    unmanaged: countUnmanaged(world, draft),
    openIntents: [...world.open].sort((a, b) => a.seq - b.seq),
    unremovable: sortedBy(state.unremovable, (object) => `${object.type}/${object.id}`),
    leftOut: sortedBy(leftOut, ({ address }) => address),
    unchanged: draft.unchanged,
    ...(manifest.prices === undefined ? {} : { cost: costChange(world, draft, manifest.prices) }),
  };
  return {
    plan,
    diagnostics: draft.diagnostics,
    lookUnder: draft.missing((type, id) => observation.get(type)?.under.has(id) === true),
  };
}

function withCost(world: World, change: Change): Change {
  const { prices } = world.input.manifest;
  const cost = prices === undefined ? undefined : changeCost(world, prices, change);
  return cost === undefined ? change : { ...change, cost };
}
