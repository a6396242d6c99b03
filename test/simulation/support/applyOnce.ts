import { applyPlan } from '../../../src/engine/applyPlan.ts';
import { preparePlan } from '../../../src/engine/preparePlan.ts';
import { recoverIntents } from '../../../src/engine/recoverIntents.ts';
import { KINDS } from '../../../src/kinds/index.ts';
import type { Address } from '../../../src/model/address.ts';
import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import type { EngineEvent } from '../../../src/model/event.ts';
import { HAZARDS, type HazardName } from '../../../src/model/hazard.ts';
import type { Manifest } from '../../../src/model/manifest.ts';
import { isEmptyPlan, type Plan } from '../../../src/model/plan.ts';
import { emptyState } from '../../../src/model/state.ts';
import { StateError, type StateStore } from '../../../src/model/stateStore.ts';
import type { PlanOptions } from '../../../src/planner/planInput.ts';
import { refusedHazards } from '../../../src/planner/refusedHazards.ts';
import { clientOf } from './clientOf.ts';
import type { Mutant } from './mutant.ts';
import type { SimProcess } from './simProcess.ts';
import { simStore } from './simStore.ts';
import type { World } from './world.ts';

/** Longer than any list of a story lags. */
export const SETTLE_MS = 5000;

/** What the people of these stories have said yes to once and for all. */
const ALLOWED: ReadonlySet<HazardName> = new Set(
  HAZARDS.filter((name) => name !== 'vanished' && name !== 'removes-servers' && name !== 'over-guard'),
);

/** What one run of the program said and was allowed to do, filled in while it runs, for it may not come to its end. */
export interface RunLog {
  readonly process: string;
  readonly diagnostics: Diagnostic[];
  readonly events: EngineEvent[];
  /** What the plan said would come of it, to someone who had to allow it. */
  readonly hazards: string[];
  /** `type id` of what the plan that was shown and accepted removes. */
  readonly removable: Set<string>;
  /** It ended by itself. */
  ended: boolean;
  /** It ended without an error, and there was nothing to do. */
  inSync: boolean;
}

export interface Intentions {
  readonly manifest: Manifest;
  readonly steals?: boolean;
  readonly recreate?: ReadonlySet<Address>;
  readonly acceptEmpty?: boolean;
  readonly settleMs?: number;
}

/** The `apply` command from the lock to its release, as `src/cli/actions/apply.ts` joins it, on the ports of a process. */
export async function applyOnce(
  world: World,
  process: SimProcess,
  log: RunLog,
  intentions: Intentions,
  mutant: Mutant | undefined,
): Promise<void> {
  const { manifest } = intentions;
  const kinds = mutant?.kinds?.(KINDS) ?? KINDS;
  const store = recordingAs(simStore(world, process), mutant);
  const { system } = process;
  const api = clientOf(world, process, (transport) => mutant?.transport?.(transport, process) ?? transport);
  const emit = (event: EngineEvent): void => {
    log.events.push(event);
    if (event.type === 'diagnostic') say([event.diagnostic]);
  };
  // Some are said at once, and stand in the result as well.
  const say = (diagnostics: readonly Diagnostic[]): void => {
    const said = diagnostics.filter(
      (diagnostic) => mutant?.silent?.includes(diagnostic.code) !== true && !log.diagnostics.includes(diagnostic),
    );
    for (const { code, summary } of said) world.tell(process.name, `says ${code}: ${summary}`);
    log.diagnostics.push(...said);
  };
  const deps = { kinds, api, read: api.read, store, system, emit };
  const recovery = {
    settleMs: mutant?.settleMs ?? intentions.settleMs ?? SETTLE_MS,
    adopt: true,
    singleWriter: manifest.singleWriter,
  };
  const interrupt = process.interrupt.signal;
  try {
    if (intentions.steals === true) {
      const holder = await store.holder();
      if (holder !== undefined) await store.unlock(holder.id);
    }
    const lock = await store.lock('apply');
    try {
      const before = (await store.read()) ?? emptyState(manifest.account, `lineage-${process.name}`);
      const declared = new Set(manifest.desired.map(({ address }) => address));
      const recovered = await recoverIntents(deps, before, { ...recovery, declared, interrupt });
      say(recovered.diagnostics);
      const { state } = recovered;
      const prepared = await preparePlan(deps, manifest, state, planOptions(intentions));
      say(prepared.diagnostics);
      if (prepared.plan === undefined) return;
      const plan = mutant?.plan?.(prepared.plan) ?? prepared.plan;
      world.tell(process.name, `plans ${plan.changes.map(({ action, address }) => `${action} ${address}`).join(', ')}`);
      for (const { address, hazards } of plan.changes) {
        for (const { name, detail } of hazards) {
          world.tell(process.name, `shows ${name}: ${address}: ${detail}`);
          log.hazards.push(detail);
        }
      }
      const refused = refusedHazards(plan, ALLOWED);
      say(refused);
      if (refused.length > 0) return;
      for (const id of removals(plan)) log.removable.add(id);
      const applying = { ...deps, kinds: mutant?.applyKinds?.(kinds) ?? kinds };
      const result = await applyPlan(applying, plan, state, { parallelism: 4, interrupt, recovery });
      say(result.diagnostics);
      const { failed, skipped, unknown, interrupted } = result.summary;
      log.inSync = isEmptyPlan(plan) && failed + skipped + unknown === 0 && !interrupted;
    } finally {
      await lock.release();
    }
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    say([error.diagnostic]);
  } finally {
    log.ended = true;
  }
}

function planOptions({ recreate, acceptEmpty }: Intentions): PlanOptions {
  return {
    ...(recreate === undefined ? {} : { recreate }),
    ...(acceptEmpty === undefined ? {} : { acceptEmpty }),
  };
}

function removals(plan: Plan): readonly string[] {
  return plan.changes.flatMap(({ action, type, live }) =>
    live !== undefined && (action === 'remove' || action === 'replace') ? [`${type} ${live.id}`] : [],
  );
}

function recordingAs(store: StateStore, mutant: Mutant | undefined): StateStore {
  const { records } = mutant ?? {};
  if (records === undefined) return store;
  return { ...store, commit: (base, asked) => store.commit(base, records(asked)) };
}
