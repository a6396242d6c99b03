import { ApiError } from '../model/apiError.ts';
import { hasErrors, type Diagnostic } from '../model/diagnostic.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Plan } from '../model/plan.ts';
import type { State } from '../model/state.ts';
import { makePlan, type PlanResult } from '../planner/makePlan.ts';
import type { Observation } from '../planner/observation.ts';
import type { PlanOptions } from '../planner/planInput.ts';
import type { ObserveDeps } from './observe.ts';
import { observeFor, observeFurther, type Observing } from './observeFor.ts';

export interface PreparedPlan {
  /** Absent when anything could not be seen or decided: then the diagnostics hold an error. */
  readonly plan?: Plan;
  readonly diagnostics: readonly Diagnostic[];
}

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
  const seen = await observeFor(deps, manifest, state, planner(deps, manifest, state, options));
  return checked(deps, seen);
}

/** The plan for an account that has been listed already; only what has to be seen under parents is still asked for. */
export async function planFromLists(
  deps: ObserveDeps,
  manifest: Manifest,
  state: State,
  options: PlanOptions,
  seen: Observation,
): Promise<PreparedPlan> {
  return checked(deps, await observeFurther(deps, seen, planner(deps, manifest, state, options)));
}

function planner({ kinds }: ObserveDeps, manifest: Manifest, state: State, options: PlanOptions) {
  return (observation: Observation, now: number): PlanResult =>
    makePlan({ kinds, manifest, state, observation, now, options });
}

async function checked(deps: ObserveDeps, seen: Observing<PlanResult>): Promise<PreparedPlan> {
  if ('diagnostics' in seen) return { diagnostics: seen.diagnostics };
  const { plan, diagnostics: decided } = seen.result;
  const diagnostics = [...decided, ...(await preflight(deps, plan))];
  return hasErrors(diagnostics) ? { diagnostics } : { plan, diagnostics };
}

/** What the service can be asked about the creates before any is sent. */
export async function preflight(deps: ObserveDeps, plan: Plan): Promise<readonly Diagnostic[]> {
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
