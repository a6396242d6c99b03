import { makeAddress, type Address } from '../model/address.ts';
import type { Desired } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { openIntents, type Binding, type Intent } from '../model/state.ts';
import { effectiveBindings } from './bindings.ts';
import { LiveIndex } from './liveIndex.ts';
import { ObjectMap } from './objectMap.ts';
import { byText, sortedBy } from './order.ts';
import type { PlanInput } from './planInput.ts';

/** The input of a plan, indexed and in a stable order. Read-only. */
export interface World {
  readonly input: PlanInput;
  /** Parents before their children, then by type. */
  readonly kinds: readonly AnyKind[];
  /** Sorted by address, parents' kinds first. */
  readonly desired: readonly Desired[];
  readonly declared: ReadonlyMap<Address, Desired>;
  /** Sorted by address. */
  readonly bindings: ReadonlyMap<Address, Binding>;
  readonly movedFrom: ReadonlyMap<Address, Address>;
  /** The address that each object is bound to. */
  readonly boundTo: Pick<ObjectMap<Address>, 'get' | 'has'>;
  /** Kinds of which anything is declared or bound. */
  readonly types: ReadonlySet<string>;
  /** Calls whose outcome is unknown. */
  readonly open: readonly Intent[];
  readonly live: LiveIndex;
  readonly diagnostics: readonly Diagnostic[];
}

export function makeWorld(input: PlanInput): World {
  const { manifest, state, observation, kinds: registry } = input;
  const kinds = sortedBy(registry.values(), (kind) => `${depth(registry, kind)}/${kind.type}`);
  const rank = new Map(kinds.map((kind, index) => [kind.type, index]));
  const moved = effectiveBindings(state, manifest);
  const diagnostics = [...moved.diagnostics];
  const bindings = new Map(sortedBy(moved.bindings, ([address]) => address));
  const wanted = input.options.destroy === true ? [] : manifest.desired;
  const declared = new Map(wanted.map((d) => [d.address, d]));
  const desired = sortDesired(wanted, declared, bindings, (type) => rank.get(type) ?? 0);
  const types = new Set<string>();
  for (const { type } of desired) types.add(type);
  const boundTo = new ObjectMap<Address>();
  for (const [address, { type, id }] of bindings) {
    types.add(type);
    const other = boundTo.get(type, id);
    if (other !== undefined) diagnostics.push(boundTwice(address, other));
    else boundTo.set(type, id, address);
  }
  const live = new LiveIndex(observation, (type) => registry.get(type)?.parent?.field);
  for (const [address, { type, id }] of bindings) {
    const name = live.withId(type, id)?.name;
    if (name === undefined || isAt(address, type, name)) continue;
    if (plainAddress(address) !== makeAddress(type, name)) {
      diagnostics.push(misbound(address, makeAddress(type, name)));
    }
  }
  return {
    input,
    kinds,
    desired,
    declared,
    bindings,
    movedFrom: moved.movedFrom,
    boundTo,
    types,
    open: openIntents(state),
    live,
    diagnostics,
  };
}

/** The kinds whose objects live under this one. */
export function childKinds(world: World, type: string): readonly AnyKind[] {
  return world.kinds.filter((kind) => kind.parent?.type === type);
}

/** The object that an address is bound to, if the account still has it. */
export function boundLive(world: World, address: Address): Live | undefined {
  const binding = world.bindings.get(address);
  return binding === undefined ? undefined : world.live.withId(binding.type, binding.id);
}

function depth(registry: PlanInput['kinds'], kind: AnyKind): number {
  const parent = kind.parent === undefined ? undefined : registry.get(kind.parent.type);
  return parent === undefined ? 0 : 1 + depth(registry, parent);
}

/** Parents' kinds first, then by address. What is bound is in that order already, and has only to be taken from there. */
function sortDesired(
  wanted: readonly Desired[],
  declared: ReadonlyMap<Address, Desired>,
  bindings: ReadonlyMap<Address, Binding>,
  rankOf: (type: string) => number,
): readonly Desired[] {
  const known: Desired[] = [];
  for (const address of bindings.keys()) {
    const desired = declared.get(address);
    if (desired !== undefined) known.push(desired);
  }
  const fresh = known.length === declared.size ? [] : wanted.filter(({ address }) => !bindings.has(address));
  const byAddress = (a: Desired, b: Desired): number => byText(a.address, b.address);
  // A sort that finds two runs in order merges them.
  const sorted = fresh.length === 0 ? known : [...known, ...fresh.sort(byAddress)].sort(byAddress);
  const byRank = new Map<number, Desired[]>();
  for (const desired of sorted) {
    const rank = rankOf(desired.type);
    const same = byRank.get(rank);
    if (same === undefined) byRank.set(rank, [desired]);
    else same.push(desired);
  }
  return [...byRank].sort(([a], [b]) => a - b).flatMap(([, same]) => same);
}

/** Whether the address is `type.name`, without making it anew. */
function isAt(address: Address, type: string, name: string): boolean {
  return address.length === type.length + 1 + name.length && address.endsWith(name);
}

/** Without what marks a replaced object that is still to be removed. */
function plainAddress(address: Address): string {
  return address.replace(/#replaced(-[0-9]+)?$/, '');
}

/** What an object is says where it belongs; a binding that says otherwise was edited by hand. */
function misbound(address: Address, actual: Address): Diagnostic {
  return {
    severity: 'error',
    code: 'misbound',
    summary: `${address} is bound to an object that is ${actual}.`,
    help: `The state was edited: let go of that binding, and the next plan finds the right object: clnform state rm ${address}`,
    address,
  };
}

function boundTwice(address: Address, other: Address): Diagnostic {
  return {
    severity: 'error',
    code: 'bound-twice',
    summary: `${address} and ${other} are bound to the same object of the account.`,
    help: `Decide which of the two it is and let go of the other: clnform state rm ${address}`,
    address,
  };
}
