import { ApiError } from '../model/apiError.ts';
import { hasErrors, type Diagnostic } from '../model/diagnostic.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Plan } from '../model/plan.ts';
import type { State } from '../model/state.ts';
import { makePlan } from '../planner/makePlan.ts';
import type { Observation } from '../planner/observation.ts';
import type { PlanOptions } from '../planner/planInput.ts';
import { observe, observeUnder, type ObserveDeps } from './observe.ts';
import { scopesInUse } from './scopes.ts';

export interface PreparedPlan {
  /** Absent when anything could not be seen or decided: then the diagnostics hold an error. */
  readonly plan?: Plan;
  readonly diagnostics: readonly Diagnostic[];
}

/** Looking under a parent can bring up more parents to look under, but each only once; more rounds are a bug. */
const MOST_ROUNDS = 5;

/**
 * Observes the account as far as the manifest and the state need it, and plans. It is handed the reading half of the
 * API alone, so it cannot write (law 1).
 */
export async function preparePlan(
  deps: ObserveDeps,
  manifest: Manifest,
  state: State,
  options: PlanOptions,
): Promise<PreparedPlan> {
  const seen = await observe(deps, scopesInUse(deps.kinds, manifest, state));
  if (seen.diagnostics.length > 0) return { diagnostics: seen.diagnostics };
  return planFromLists(deps, manifest, state, options, seen.lists);
}

/** The plan for an account that has been listed already; only what has to be seen under parents is still asked for. */
export async function planFromLists(
  deps: ObserveDeps,
  manifest: Manifest,
  state: State,
  options: PlanOptions,
  seen: Observation,
): Promise<PreparedPlan> {
  let lists = seen;
  const now = deps.system.now();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const result = makePlan({ kinds: deps.kinds, manifest, state, observation: lists, now, options });
    if (result.lookUnder.length === 0) {
      const checks = await preflight(deps, result.plan);
      const diagnostics = [...result.diagnostics, ...checks];
      return hasErrors(diagnostics) ? { diagnostics } : { plan: result.plan, diagnostics };
    }
    const more = await observeUnder(deps, lists, result.lookUnder);
    if (more.diagnostics.length > 0) return { diagnostics: more.diagnostics };
    lists = more.lists;
  }
  throw new Error('The plan kept asking for more to look at.');
}

/** What the service can be asked about the creates before any is sent. */
async function preflight(deps: ObserveDeps, plan: Plan): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const kind of deps.kinds.values()) {
    const subjects = plan.changes
      .filter((change) => change.type === kind.type && change.action === 'create')
      .map(({ address, target }) => ({ address, spec: target ?? {} }));
    if (kind.preflight === undefined || subjects.length === 0) continue;
    deps.emit({ type: 'checking', kind: kind.type, count: subjects.length });
    try {
      const sources = new Map(plan.changes.map((change) => [change.address, change.source]));
      for (const diagnostic of await kind.preflight(deps.read, subjects)) {
        const source = diagnostic.address === undefined ? undefined : sources.get(diagnostic.address);
        found.push(source === undefined ? diagnostic : { source, ...diagnostic });
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      found.push(error.diagnostic);
    }
  }
  return found;
}
