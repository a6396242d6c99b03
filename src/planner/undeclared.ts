import { makeAddress } from '../model/address.ts';
import type { Address } from '../model/address.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { shownId } from '../model/shownId.ts';
import type { Binding } from '../model/state.ts';
import type { Draft } from './draft.ts';
import { mayBeOurs } from './held.ts';
import { isUnremovable, letGo, remove } from './letGo.ts';
import { LONGEST_LAG_MS } from './longestLag.ts';
import { sortedBy } from './order.ts';
import { unknownKind } from './unknownKind.ts';
import type { World } from './world.ts';

/** Bound resources that the manifest no longer declares: removed if they are there, let go of if they are not. */
export function decideLeft(world: World, draft: Draft): void {
  for (const [address, binding] of world.left) {
    const kind = world.input.kinds.get(binding.type);
    if (kind === undefined) {
      draft.error(unknownKind(address, binding));
      continue;
    }
    const live = world.live.withId(binding.type, binding.id);
    const taken = live === undefined ? undefined : draft.matched.get(live.type, live.id);
    if (live === undefined) decideGone(world, draft, address, kind, binding);
    else if (taken !== undefined) letGo(world, draft, address, binding, live, `now declared as ${taken}`);
    else if (live.inert === true)
      letGo(world, draft, address, binding, live, 'left the manifest; nothing is left to remove');
    else remove(world, draft, address, kind, live, leavingReason(world, binding.replacedBy));
  }
}

/** One list without it is no proof: what is behind would make an orphan that is billed. */
function decideGone(world: World, draft: Draft, address: Address, kind: AnyKind, binding: Binding): void {
  const { missingSince } = binding;
  // A moment that is still to come was noted by a clock that was wrong: the wait begins anew.
  if (missingSince === undefined || missingSince > world.input.now) {
    const missing = { missing: true } as const;
    letGo(world, draft, address, binding, undefined, 'left the manifest and is gone from the account', missing);
  } else if (missingSince <= world.input.now - LONGEST_LAG_MS) {
    draft.gone.push(address);
    if (binding.made !== true || kind.identity !== 'assigned') return;
    draft.warn({
      code: 'let-go',
      summary: `${address} (${kind.title} ${shownId(kind, binding.id)}) left the manifest, and no list has shown it for ten minutes: the next apply lets go of it.`,
      help: 'clnform bought it. Look in the web console: should it be there after all, it is billed until it is removed there.',
      address,
    });
  }
}

function leavingReason(world: World, replacedBy: Address | undefined): string {
  if (replacedBy !== undefined) return `replaced by ${replacedBy}`;
  return world.input.options.destroy === true ? 'destroy' : 'left the manifest';
}

/** Objects of exclusive kinds that nothing declares. */
export function decideExclusive(world: World, draft: Draft): void {
  if (world.input.options.destroy === true) return;
  for (const kind of world.kinds) {
    if (!world.input.manifest.exclusive.has(kind.type)) continue;
    const observed = world.input.observation.get(kind.type);
    for (const live of sortedBy(observed?.objects ?? [], (o) => o.id)) {
      if (isManaged(world, draft, live) || live.inert === true || isUnremovable(world, live)) continue;
      if (mayBeOurs(world, live)) continue;
      const address = addressOf(draft, world, kind, live);
      remove(world, draft, address, kind, live, `not declared, and ${kind.section?.name ?? kind.type} is exclusive`);
    }
  }
}

/** An object that a declaration or a binding speaks for. */
export function isManaged(world: World, draft: Draft, live: Live): boolean {
  return draft.matched.has(live.type, live.id) || world.boundTo.has(live.type, live.id);
}

/** By its natural name; by its id when that name is another resource's, or there is none. */
function addressOf(draft: Draft, world: World, kind: AnyKind, live: Live): Address {
  const natural = live.name === undefined ? undefined : makeAddress(kind.type, live.name);
  if (
    natural === undefined ||
    world.declared.has(natural) ||
    world.bindings.has(natural) ||
    draft.changes.has(natural)
  ) {
    return makeAddress(kind.type, live.id);
  }
  return natural;
}
