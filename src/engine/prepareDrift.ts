import { hasErrors, type Diagnostic } from '../model/diagnostic.ts';
import type { DriftReport } from '../model/drift.ts';
import type { Manifest } from '../model/manifest.ts';
import type { State } from '../model/state.ts';
import { makeDrift } from '../planner/makeDrift.ts';
import type { ObserveDeps } from './observe.ts';
import { observeFor } from './observeFor.ts';

export interface PreparedDrift {
  /** Absent when anything could not be seen or decided: then the diagnostics hold an error. */
  readonly report?: DriftReport;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Observes the account as far as the manifest and the state need it, and says what drifted, what is pending and what
 * cannot be verified. It is handed the reading half of the API and no store, so it cannot write.
 */
export async function prepareDrift(
  deps: ObserveDeps,
  manifest: Manifest,
  state: State,
  { acceptEmpty }: { readonly acceptEmpty: boolean },
): Promise<PreparedDrift> {
  const seen = await observeFor(deps, manifest, state, (observation, now) =>
    makeDrift({ kinds: deps.kinds, manifest, state, observation, now, acceptEmpty }),
  );
  if ('diagnostics' in seen) return { diagnostics: seen.diagnostics };
  const { report, diagnostics } = seen.result;
  return hasErrors(diagnostics) ? { diagnostics } : { report, diagnostics };
}
