import type { Diagnostic } from '../model/diagnostic.ts';
import type { Manifest } from '../model/manifest.ts';
import type { State } from '../model/state.ts';
import { isEmptyPlan } from '../model/plan.ts';
import type { Observation } from '../planner/observation.ts';
import type { ObserveDeps } from './observe.ts';
import { planFromLists } from './preparePlan.ts';

/** Changes that are named one by one. */
const MAX_NAMED = 20;

/**
 * Plans with the manifest, the state and the lists that an export is about to leave behind: nothing is written unless that
 * plan is empty. Empty when it is, else what stands against it.
 */
export async function proveExport(
  deps: ObserveDeps,
  manifest: Manifest,
  state: State,
  lists: Observation,
): Promise<readonly Diagnostic[]> {
  const { plan, diagnostics } = await planFromLists(deps, manifest, state, {}, lists);
  if (plan === undefined) return diagnostics.filter(({ severity }) => severity === 'error');
  if (isEmptyPlan(plan)) return [];
  const named = plan.changes.slice(0, MAX_NAMED).map(({ address, action, reason }) => {
    return `${address} (${action}${reason === undefined ? '' : `: ${reason}`})`;
  });
  const more = plan.changes.length > MAX_NAMED ? `, and ${plan.changes.length - MAX_NAMED} more` : '';
  return [
    {
      severity: 'error',
      code: 'export-not-empty',
      summary: `A plan made from the export would not be empty, so nothing was written: ${named.join(', ')}${more}.`,
      help: 'What the state binds must be in the account: apply the manifest that is in use, or let go of what is gone (`clnform state rm ADDRESS`), then export again.',
    },
  ];
}
