import type { Address } from '../model/address.ts';
import type { Desired } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Manifest } from '../model/manifest.ts';
import type { JsonObject } from '../model/json.ts';
import { openIntents, type State } from '../model/state.ts';
import type { StateStore } from '../model/stateStore.ts';
import { withArticle } from '../model/article.ts';
import { observe, type ObserveDeps } from './observe.ts';

/** Binds one existing object to a declared address. Reads the account; writes the state alone. */
export async function importObject(
  deps: ObserveDeps & { readonly store: StateStore },
  manifest: Manifest,
  state: State,
  address: Address,
  id: string,
): Promise<{ readonly state: State; readonly diagnostics: readonly Diagnostic[] }> {
  const fail = (code: string, summary: string, help: string): { state: State; diagnostics: readonly Diagnostic[] } => ({
    state,
    diagnostics: [{ severity: 'error', code, summary, help, address }],
  });
  const desired = manifest.desired.find((d) => d.address === address);
  const kind = desired === undefined ? undefined : deps.kinds.get(desired.type);
  if (desired === undefined || kind === undefined) {
    return fail(
      'not-declared',
      `${address} is not in the manifest.`,
      'Declare it first: an import binds what is declared.',
    );
  }
  if (openIntents(state).some((intent) => intent.address === address)) {
    return fail(
      'intent-open',
      `${address} may have been created by an earlier run whose answer was lost.`,
      `Settle that instead: clnform state resolve ${address} --adopt ID, or --none.`,
    );
  }
  const bound = state.bindings[address];
  if (bound !== undefined) {
    if (bound.id === id) return { state, diagnostics: [] };
    return fail(
      'already-bound',
      `${address} is bound to another object.`,
      `Let go of it first: clnform state rm ${address}`,
    );
  }
  const holder = Object.entries(state.bindings).find(([, b]) => b.type === desired.type && b.id === id)?.[0];
  if (holder !== undefined) {
    return fail(
      'adopt-taken',
      `That object is bound to ${holder} already.`,
      `clnform state mv ${holder} ${address} renames it.`,
    );
  }
  if (kind.parent !== undefined) {
    return fail(
      'not-importable',
      `${withArticle(kind.title).replace('a', 'A')} is found by itself.`,
      'Declare it under its key; nothing needs to be imported.',
    );
  }
  const scope = { all: true, specs: [desired.spec], names: new Set([desired.name]), under: [] };
  const seen = await observe(deps, new Map([[desired.type, scope]]));
  if (seen.diagnostics.length > 0) return { state, diagnostics: seen.diagnostics };
  const live = seen.lists.get(desired.type)?.objects.find((object) => object.id === id);
  if (live === undefined) {
    return fail('not-in-account', `The account has no ${kind.title} with that id.`, 'Check the id in the web console.');
  }
  if (live.name !== undefined && live.name !== desired.name) {
    return fail('wrong-object', `That object is ${desired.type}.${live.name}.`, 'Its address follows from what it is.');
  }
  return {
    state: await deps.store.commit(state, [
      {
        op: 'bind',
        address,
        binding: { type: desired.type, id, applied: seenFields(live.spec), ...protectOf(desired) },
      },
    ]),
    diagnostics: [],
  };
}

function seenFields(spec: object): JsonObject {
  return { ...(spec as JsonObject) };
}

function protectOf(desired: Desired): { protect?: true } {
  return desired.lifecycle.protect === true ? { protect: true } : {};
}
