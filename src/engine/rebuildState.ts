import type { Address } from '../model/address.ts';
import type { Desired } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { holdersOf } from '../model/holders.ts';
import type { JsonObject } from '../model/json.ts';
import type { Live } from '../model/live.ts';
import type { Manifest } from '../model/manifest.ts';
import { bearsName } from '../model/marker.ts';
import type { State } from '../model/state.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import { registered } from '../planner/registered.ts';
import { observe, type ObserveDeps } from './observe.ts';
import { proposeObjects, type Proposal } from './proposeObjects.ts';
import { proveBindings, type RebuildProof } from './proveBindings.ts';
import { wholeScopes } from './wholeScopes.ts';

export interface Rebuilt {
  readonly records: readonly StateRecord[];
  readonly bound: readonly { readonly address: Address; readonly proof: RebuildProof }[];
  /** Declared, and may be an object that nothing binds: held until a person says which. */
  readonly unproved: readonly Proposal[];
  /** Declared, and nothing in the account is like it: a plan creates it. */
  readonly missing: readonly Address[];
  /** Made by clnform for an address that is not declared. */
  readonly strays: readonly Live[];
  /** With an error among them nothing was concluded. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What the account itself proves of bindings that were lost: a marker that names its address, a natural identity, an
 * `adopt` of the manifest. What cannot be proved is never bound; it is held, so that it is not bought a second time, with
 * what it may be. Reads the account; the records are the caller's to commit, and only ever add.
 */
export async function rebuildState(deps: ObserveDeps, manifest: Manifest, state: State): Promise<Rebuilt> {
  const open = new Set(state.intents.filter(({ phase }) => phase === 'sent').map(({ address }) => address));
  const wanted = manifest.desired.filter(({ address, type, absent, lifecycle }) => {
    const isChild = deps.kinds.get(type)?.parent !== undefined;
    const isBound = Object.hasOwn(state.bindings, address);
    // What sits on a key is found again by itself, as soon as the key is.
    return !isChild && !isBound && !open.has(address) && absent !== true && lifecycle.forget !== true;
  });
  const seen = await observe(deps, wholeScopes(wanted));
  if (seen.diagnostics.length > 0) {
    return { records: [], bound: [], unproved: [], missing: [], strays: [], diagnostics: seen.diagnostics };
  }
  const held = new Map(state.intents.filter(({ phase }) => phase === 'lost').map((intent) => [intent.address, intent]));
  const holders = holdersOf(state);
  const records: StateRecord[] = [];
  const bound: { address: Address; proof: RebuildProof }[] = [];
  const unproved: Proposal[] = [];
  const missing: Address[] = [];
  const strays: Live[] = [];
  let { seq } = state;
  for (const [type, { objects }] of seen.lists) {
    const kind = registered(deps.kinds, type);
    const free = objects.filter(({ id }) => !holders.has(type, id));
    const declared = wanted.filter((desired) => desired.type === type);
    const proved = proveBindings(kind, declared, free);
    for (const [{ address, lifecycle }, { live, proof }] of proved) {
      const protect = lifecycle.protect === true ? { protect: true as const } : {};
      const made = proof === 'marker' ? { made: true as const } : {};
      const applied = { ...(live.spec as JsonObject) };
      records.push({ op: 'bind', address, binding: { type, id: live.id, applied, ...made, ...protect } });
      const intent = held.get(address);
      if (intent !== undefined) records.push({ op: 'settle', seq: intent.seq });
      bound.push({ address, proof });
    }
    const used = new Set([...proved.values()].map(({ live }) => live.id));
    const rest = free.filter(({ id }) => !used.has(id));
    const left = declared.filter((desired) => !proved.has(desired));
    if (kind.identity === 'natural') {
      // Found by name or not at all: an identity that two objects share is left to the plan, which knows which it means.
      const names = new Set(objects.map(({ name }) => name));
      missing.push(...left.filter(({ name }) => !names.has(name)).map(({ address }) => address));
      continue;
    }
    for (const proposal of proposeObjects(kind, left, rest)) {
      if (proposal.candidates.length === 0 && !held.has(proposal.address)) {
        missing.push(proposal.address);
        continue;
      }
      unproved.push(proposal);
      if (held.has(proposal.address)) continue;
      seq += 1;
      records.push({ op: 'intend', intent: { ...lostIntent(proposal.desired), seq } });
    }
    strays.push(...rest.filter((live) => live.tag !== undefined && !left.some(({ name }) => bearsName(live, name))));
  }
  return { records, bound, unproved, missing, strays, diagnostics: [] };
}

function lostIntent({ address, type, spec }: Desired) {
  return { address, type, spec: spec as JsonObject, idsBefore: [], since: 0, phase: 'lost' as const };
}
