import { makeAddress, type Address } from '../model/address.ts';
import type { Desired } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Holders } from '../model/holders.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { openIntents, type Binding, type Intent } from '../model/state.ts';
import { effectiveBindings } from './bindings.ts';
import { LiveIndex } from './liveIndex.ts';
import { byText, sortedBy } from './order.ts';
import type { PlanInput } from './planInput.ts';

/** A declared resource with what is bound to its address, and the object of that binding if it is still there. */
export interface Wanted {
  readonly desired: Desired;
  readonly binding?: Binding;
  readonly bound?: Live;
}

/** The input of a plan, indexed and in a stable order. Read-only. */
export interface World {
  readonly input: PlanInput;
  /** Parents before their children, then by type. */
  readonly kinds: readonly AnyKind[];
  /** Sorted by address, parents' kinds first. */
  readonly desired: readonly Wanted[];
  readonly declared: ReadonlyMap<Address, Desired>;
  /** Sorted by address. */
  readonly bindings: ReadonlyMap<Address, Binding>;
  readonly movedFrom: ReadonlyMap<Address, Address>;
  /** The address that each object is bound to. */
  readonly boundTo: Holders;
  /** What is bound and not declared, sorted by address. */
  readonly left: readonly (readonly [Address, Binding])[];
  /** What is bound to an object that no list shows, sorted by address. */
  readonly unseen: readonly (readonly [Address, Binding])[];
  /** How much of each kind is bound, but for what nothing wants and an earlier run did not see. */
  readonly boundCount: ReadonlyMap<string, number>;
  /** Kinds whose objects hold those of another. */
  readonly parents: ReadonlySet<string>;
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
  const wanted = input.options.destroy === true ? [] : manifest.desired;
  const declared = new Map<Address, Desired>();
  for (const one of wanted) declared.set(one.address, one);
  const bindings = inOrder(moved.bindings);
  const live = new LiveIndex(observation, (type) => registry.get(type)?.parent?.field);
  const bound = lookThrough(bindings, declared, live);
  diagnostics.push(...bound.diagnostics);
  const desired = sortDesired(wanted, bound.declared, bindings, (type) => rank.get(type) ?? 0);
  const types = new Set(bound.types);
  for (const { type } of wanted) types.add(type);
  return {
    input,
    kinds,
    desired,
    declared,
    bindings,
    movedFrom: moved.movedFrom,
    boundTo: live.holders,
    left: bound.left,
    unseen: bound.unseen,
    boundCount: bound.count,
    parents: new Set(kinds.flatMap(({ parent }) => parent?.type ?? [])),
    types,
    open: openIntents(state),
    live,
    diagnostics,
  };
}

/** A kind whose objects live under those of another. */
export type ChildKind = AnyKind & { readonly parent: { readonly type: string; readonly field: string } };

/** The kinds whose objects live under this one. */
export function childKinds(world: World, type: string): readonly ChildKind[] {
  return world.kinds.filter((kind): kind is ChildKind => kind.parent?.type === type);
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

/** As they stand in a state file, bindings are in order already. */
function inOrder(bindings: ReadonlyMap<Address, Binding>): ReadonlyMap<Address, Binding> {
  let before = '';
  for (const address of bindings.keys()) {
    if (address < before) return new Map(sortedBy(bindings, ([a]) => a));
    before = address;
  }
  return bindings;
}

/** All that is to be known of the bindings, in one pass: there may be a hundred thousand, and every look-up counts. */
function lookThrough(
  bindings: ReadonlyMap<Address, Binding>,
  declared: ReadonlyMap<Address, Desired>,
  live: LiveIndex,
) {
  const left: [Address, Binding][] = [];
  const unseen: [Address, Binding][] = [];
  const count = new Map<string, number>();
  const types = new Set<string>();
  const twice: Diagnostic[] = [];
  const misplaced: Diagnostic[] = [];
  const known: Wanted[] = [];
  for (const [address, binding] of bindings) {
    const { type, id } = binding;
    types.add(type);
    if (binding.missingSince === undefined) count.set(type, (count.get(type) ?? 0) + 1);
    const { live: object, holder } = live.bind(type, id, address);
    if (holder !== undefined && holder !== address) twice.push(boundTwice(address, holder));
    const desired = declared.get(address);
    if (desired === undefined) left.push([address, binding]);
    else known.push(object === undefined ? { desired, binding } : { desired, binding, bound: object });
    if (object === undefined) unseen.push([address, binding]);
    const name = object?.name;
    if (name === undefined || isAt(address, type, name)) continue;
    if (plainAddress(address) !== makeAddress(type, name)) {
      misplaced.push(misbound(address, makeAddress(type, name)));
    }
  }
  return { left, unseen, count, types, declared: known, diagnostics: [...twice, ...misplaced] };
}

/** Parents' kinds first, then by address. What is bound (`known`) is in the order of addresses already. */
function sortDesired(
  wanted: readonly Desired[],
  known: readonly Wanted[],
  bindings: ReadonlyMap<Address, Binding>,
  rankOf: (type: string) => number,
): readonly Wanted[] {
  const fresh = known.length === wanted.length ? [] : wanted.filter(({ address }) => !bindings.has(address));
  const sorted =
    fresh.length === 0
      ? known
      : // A sort that finds two runs in order merges them.
        [...known, ...sortedBy(fresh, byAddress).map((desired): Wanted => ({ desired }))].sort((a, b) =>
          byText(a.desired.address, b.desired.address),
        );
  const [first] = sorted;
  if (sorted.every(({ desired }) => desired.type === first?.desired.type)) return sorted;
  const byRank = new Map<number, Wanted[]>();
  for (const one of sorted) {
    const rank = rankOf(one.desired.type);
    const same = byRank.get(rank);
    if (same === undefined) byRank.set(rank, [one]);
    else same.push(one);
  }
  return [...byRank].sort(([a], [b]) => a - b).flatMap(([, same]) => same);
}

function byAddress({ address }: Desired): string {
  return address;
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
