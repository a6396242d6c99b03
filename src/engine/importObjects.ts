import type { Address } from '../model/address.ts';
import { withArticle } from '../model/article.ts';
import type { Desired } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { holdersOf } from '../model/holders.ts';
import type { JsonObject } from '../model/json.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import type { Manifest } from '../model/manifest.ts';
import { ObjectMap } from '../model/objectMap.ts';
import { openIntents, type Intent, type State } from '../model/state.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import type { StateStore } from '../model/stateStore.ts';
import { observe, type ObserveDeps } from './observe.ts';
import { wholeScopes } from './wholeScopes.ts';

/** What is to be bound to what. */
export interface ImportPair {
  readonly address: Address;
  readonly id: string;
}

export interface Imported {
  readonly state: State;
  /** With an error among them nothing was bound. */
  readonly diagnostics: readonly Diagnostic[];
  /** Bindings that were not there before. */
  readonly bound: number;
}

type Problem = Omit<Diagnostic, 'severity' | 'address'>;

/**
 * Binds existing objects to declared addresses: all of them in one write, or none. Reads the account, each kind once;
 * writes the state alone.
 */
export async function importObjects(
  deps: ObserveDeps & { readonly store: StateStore },
  manifest: Manifest,
  state: State,
  pairs: readonly ImportPair[],
): Promise<Imported> {
  const declared = new Map(manifest.desired.map((desired) => [desired.address, desired]));
  const diagnostics: Diagnostic[] = [];
  const wanted: { readonly pair: ImportPair; readonly desired: Desired; readonly kind: AnyKind }[] = [];
  const holders = holdersOf(state);
  const asked = new ObjectMap<Address>();
  const intents = new Map(openIntents(state).map((intent) => [intent.address, intent]));
  const seen = new Set<Address>();
  const refuse = ({ address }: ImportPair, problem: Problem): void => {
    diagnostics.push({ severity: 'error', ...problem, address });
  };
  for (const pair of pairs) {
    const { address, id } = pair;
    const desired = declared.get(address);
    const kind = desired === undefined ? undefined : deps.kinds.get(desired.type);
    if (seen.has(address)) refuse(pair, twice(address));
    else if (desired === undefined || kind === undefined) refuse(pair, notDeclared(address));
    else if (state.bindings[address]?.id === id) continue;
    else {
      const problem =
        whyUnfree(state, address, intents.get(address)?.phase) ??
        whyTaken(address, asked.get(desired.type, id) ?? holders.get(desired.type, id)) ??
        whyFoundAlone(kind);
      if (problem !== undefined) refuse(pair, problem);
      else wanted.push({ pair, desired, kind });
      asked.set(desired.type, id, address);
    }
    seen.add(address);
  }
  const listed = await observe(deps, wholeScopes(wanted.map(({ desired }) => desired)));
  if (listed.diagnostics.length > 0) return { state, diagnostics: [...diagnostics, ...listed.diagnostics], bound: 0 };
  const objects = new ObjectMap<Live>();
  for (const { objects: list } of listed.lists.values()) {
    for (const live of list) objects.set(live.type, live.id, live);
  }
  const records: StateRecord[] = [];
  for (const { pair, desired, kind } of wanted) {
    const live = objects.get(desired.type, pair.id);
    const problem = whyOther(desired, kind, live);
    if (problem !== undefined || live === undefined) {
      if (problem !== undefined) refuse(pair, problem);
      continue;
    }
    const protect = desired.lifecycle.protect === true ? { protect: true as const } : {};
    const applied = { ...(live.spec as JsonObject) };
    records.push({
      op: 'bind',
      address: pair.address,
      binding: { type: desired.type, id: pair.id, applied, ...protect },
    });
    const intent = intents.get(pair.address);
    if (intent !== undefined) records.push({ op: 'settle', seq: intent.seq });
  }
  if (diagnostics.length > 0 || records.length === 0) return { state, diagnostics, bound: 0 };
  const next = await deps.store.commit(state, records);
  return { state: next, diagnostics, bound: wanted.length };
}

function twice(address: Address): Problem {
  return {
    code: 'import-twice',
    summary: `${address} is to be bound twice.`,
    help: 'Keep the line that is right.',
  };
}

function notDeclared(address: Address): Problem {
  return {
    code: 'not-declared',
    summary: `${address} is not in the manifest.`,
    help: 'Declare it first: an import binds what is declared.',
  };
}

/** A create with a lost answer has ways out of its own; what a rebuilt state does not know is settled by the import. */
function whyUnfree(state: State, address: Address, phase: Intent['phase'] | undefined): Problem | undefined {
  if (phase !== undefined && phase !== 'lost') {
    return {
      code: 'intent-open',
      summary: `${address} may have been created by an earlier run whose answer was lost.`,
      help: `Settle that instead: clnform state resolve ${address} --adopt ID, or --none.`,
    };
  }
  if (!Object.hasOwn(state.bindings, address)) return undefined;
  return {
    code: 'already-bound',
    summary: `${address} is bound to another object.`,
    help: `Let go of it first: clnform state rm ${address}`,
  };
}

function whyTaken(address: Address, holder: string | undefined): Problem | undefined {
  if (holder === undefined) return undefined;
  return {
    code: 'adopt-taken',
    summary: `That object is bound to ${holder} already.`,
    help: `clnform state mv ${holder} ${address} renames it.`,
  };
}

function whyFoundAlone(kind: AnyKind): Problem | undefined {
  if (kind.parent === undefined) return undefined;
  return {
    code: 'not-importable',
    summary: `${withArticle(kind.title).replace('a', 'A')} is found by itself.`,
    help: 'Declare it under its key; nothing needs to be imported.',
  };
}

function whyOther(desired: Desired, kind: AnyKind, live: Live | undefined): Problem | undefined {
  if (live === undefined) {
    return {
      code: 'not-in-account',
      summary: `The account has no ${kind.title} with that id.`,
      help: 'Check the id in the web console.',
    };
  }
  if (live.name === undefined || live.name === desired.name) return undefined;
  return {
    code: 'wrong-object',
    summary: `That object is ${desired.type}.${live.name}.`,
    help: 'Its address follows from what it is.',
  };
}
