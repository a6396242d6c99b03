import { makeAddress, type Address } from '../model/address.ts';
import type { Desired } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import type { Binding } from '../model/state.ts';
import { effectiveBindings } from './bindings.ts';
import { LiveIndex } from './liveIndex.ts';
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
  readonly bindings: ReadonlyMap<Address, Binding>;
  readonly movedFrom: ReadonlyMap<Address, Address>;
  /** `type/id` → the address that it is bound to. */
  readonly boundTo: ReadonlyMap<string, Address>;
  readonly live: LiveIndex;
  readonly diagnostics: readonly Diagnostic[];
}

export function makeWorld(input: PlanInput): World {
  const { manifest, state, observation, kinds: registry } = input;
  const kinds = sortedBy(registry.values(), (kind) => `${depth(registry, kind)}/${kind.type}`);
  const rank = new Map(kinds.map((kind, index) => [kind.type, index]));
  const moved = effectiveBindings(state, manifest);
  const diagnostics = [...moved.diagnostics];
  const desired = (input.options.destroy === true ? [] : [...manifest.desired]).sort(
    (a, b) => (rank.get(a.type) ?? 0) - (rank.get(b.type) ?? 0) || byText(a.address, b.address),
  );
  const boundTo = new Map<string, Address>();
  for (const [address, binding] of sortedBy(moved.bindings, ([address]) => address)) {
    const object = `${binding.type}/${binding.id}`;
    const other = boundTo.get(object);
    if (other !== undefined) diagnostics.push(boundTwice(address, other));
    else boundTo.set(object, address);
  }
  const live = new LiveIndex(observation, (type) => registry.get(type)?.parent?.field);
  for (const [address, binding] of moved.bindings) {
    const name = live.withId(binding.type, binding.id)?.name;
    if (name !== undefined && plainAddress(address) !== makeAddress(binding.type, name)) {
      diagnostics.push(misbound(address, makeAddress(binding.type, name)));
    }
  }
  return {
    input,
    kinds,
    desired,
    declared: new Map(desired.map((d) => [d.address, d])),
    bindings: moved.bindings,
    movedFrom: moved.movedFrom,
    boundTo,
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
