import type { Diagnostic } from '../model/diagnostic.ts';
import type { Manifest } from '../model/manifest.ts';
import type { State } from '../model/state.ts';
import type { LookUnder } from '../planner/draft.ts';
import type { Observation } from '../planner/observation.ts';
import { observe, observeUnder, type ObserveDeps } from './observe.ts';
import { scopesInUse } from './scopes.ts';

/** Looking under a parent can bring up more parents to look under, but each only once; more rounds are a bug. */
const MOST_ROUNDS = 5;

/** What was made of the account, or why it could not all be seen. */
export type Observing<T> = { readonly result: T } | { readonly diagnostics: readonly Diagnostic[] };

/**
 * Observes the account as far as the manifest and the state need it, and has `judge` make something of it, again for as
 * long as that asks for more to look at. A list that failed ends it: what was not seen is never judged. Reads alone.
 */
export async function observeFor<T extends { readonly lookUnder: readonly LookUnder[] }>(
  deps: ObserveDeps,
  manifest: Manifest,
  state: State,
  judge: (observation: Observation, now: number) => T,
): Promise<Observing<T>> {
  const seen = await observe(deps, scopesInUse(deps.kinds, manifest, state));
  return seen.diagnostics.length > 0 ? { diagnostics: seen.diagnostics } : observeFurther(deps, seen.lists, judge);
}

/** The same for an account that has been listed already: only what has to be seen under parents is still asked for. */
export async function observeFurther<T extends { readonly lookUnder: readonly LookUnder[] }>(
  deps: ObserveDeps,
  seen: Observation,
  judge: (observation: Observation, now: number) => T,
): Promise<Observing<T>> {
  let lists = seen;
  const now = deps.system.now();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const result = judge(lists, now);
    if (result.lookUnder.length === 0) return { result };
    const more = await observeUnder(deps, lists, result.lookUnder);
    if (more.diagnostics.length > 0) return { diagnostics: more.diagnostics };
    lists = more.lists;
  }
  throw new Error('The plan kept asking for more to look at.');
}
