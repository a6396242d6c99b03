import { makeAddress } from '../model/address.ts';
import type { Address } from '../model/address.ts';
import type { Change } from '../model/change.ts';
import { fieldPolicy } from '../model/fieldPolicy.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import type { Draft } from './draft.ts';
import { remove } from './letGo.ts';
import { sortedBy } from './order.ts';
import { childKinds, type ChildKind, type World } from './world.ts';

const DAY = 86_400_000;

/** Says which parents must be looked under before children can be decided. */
export function wantChildren(world: World, draft: Draft): void {
  for (const kind of world.kinds) {
    const { parent } = kind;
    if (parent === undefined) continue;
    if (!world.types.has(kind.type)) continue;
    // A declared server may sit on any key, so that all keys with servers are looked under.
    for (const live of world.live.all(parent.type)) {
      if (live.occupants !== 0) draft.want(kind.type, live);
    }
  }
}

/** Children that have not checked in for as long as their declared parent allows. */
export function decideStale(world: World, draft: Draft): void {
  for (const { desired } of world.desired) {
    const days = world.input.kinds.get(desired.type)?.staleAfterDays?.(desired.spec);
    if (days === undefined) continue;
    const parent = draft.found.get(desired.address);
    if (parent === undefined || draft.changes.get(desired.address)?.action === 'remove') continue;
    for (const kind of childKinds(world, desired.type)) {
      draft.want(kind.type, parent);
      for (const child of childrenOf(world, kind, parent)) {
        if (child.lastCheckin === undefined) continue;
        const idle = Math.floor((world.input.now - child.lastCheckin) / DAY);
        if (idle <= days) continue;
        decideStaleChild(world, draft, kind, child, idle, desired.address);
      }
    }
  }
}

function decideStaleChild(world: World, draft: Draft, kind: AnyKind, child: Live, idle: number, parent: Address): void {
  const address = childAddress(kind, child);
  const declared = world.declared.get(address);
  if (declared === undefined) {
    remove(world, draft, address, kind, child, `last checked in ${idle} days ago, and ${parent} frees such seats`);
    return;
  }
  draft.warn({
    code: 'stale-but-declared',
    summary: `${address} last checked in ${idle} days ago, but the manifest declares it, so it keeps its seat.`,
    help: 'Take it out of `servers` to free the seat.',
    address,
    source: declared.source,
  });
}

/**
 * What becomes of the servers of a key that goes: they move to the key that takes its place where the API can move
 * them; else they are lost with it, and the change says how many.
 */
export function decideOccupants(world: World, draft: Draft): void {
  for (const change of [...draft.changes.values()]) {
    const { live } = change;
    if (live === undefined || (change.action !== 'replace' && change.action !== 'remove')) continue;
    const heir = heirOf(world, draft, change);
    for (const kind of childKinds(world, change.type)) {
      draft.want(kind.type, live);
      const staying = childrenOf(world, kind, live).filter((child) => !draft.changes.has(childAddress(kind, child)));
      const root = staying.map((child) => draft.held.get(childAddress(kind, child))).find((held) => held !== undefined);
      if (root !== undefined && change.action === 'remove') {
        // Its servers are to move to a key that is not certain to exist yet: without it they would be lost.
        draft.changes.delete(change.address);
        draft.held.set(change.address, root);
        break;
      }
      if (heir !== undefined && kind.update !== undefined) {
        for (const child of staying) draft.add(moveChange(kind, child, live, heir));
      } else if (staying.length > 0) {
        draft.addHazard(change.address, {
          name: 'removes-servers',
          detail: `${servers(staying.length)} on it ${staying.length === 1 ? 'loses its' : 'lose their'} licence: ${sample(staying)}.`,
        });
        draft.setLosing(
          change.address,
          staying.map((child) => child.id),
        );
      }
      const unseen = (live.occupants ?? 0) - childrenOf(world, kind, live).length;
      if (unseen > 0 && world.input.observation.get(kind.type)?.under.has(live.id) === true) {
        draft.addHazard(change.address, {
          name: 'removes-servers',
          detail: `the service counts ${servers(unseen)} on it that its own list does not show: they may lose their licence.`,
        });
      }
    }
  }
}

/** What takes the place of a key that goes. */
interface Heir {
  /** Its id, or a `Ref` to what is made in its place. */
  readonly key: Json;
  readonly reason: string;
}

/** Its own replacement; for an object that an earlier run replaced but could not remove, what took its place then. */
function heirOf(world: World, draft: Draft, { action, address, type }: Change): Heir | undefined {
  if (action === 'replace') return { key: { ref: address }, reason: `moves with ${address}, which is replaced` };
  const heir = world.bindings.get(address)?.replacedBy;
  const live = heir === undefined ? undefined : draft.found.get(heir);
  // A state that someone edited may name anything: only a key of the same kind takes servers.
  if (heir === undefined || live?.type !== type) return undefined;
  const key = draft.changes.get(heir)?.action === 'replace' ? { ref: heir } : live.id;
  return { key, reason: `moves to ${heir}, which replaced its key` };
}

function moveChange(kind: ChildKind, child: Live, from: Live, { key, reason }: Heir): Change {
  const { field } = kind.parent;
  const sensitive = fieldPolicy(kind, field)?.sensitive;
  return {
    address: childAddress(kind, child),
    type: kind.type,
    name: nameOf(child),
    action: 'update',
    reason,
    live: child,
    target: { ...(child.spec as JsonObject), [field]: key },
    fields: [{ field, before: from.id, after: key, ...(sensitive ? { sensitive } : {}) }],
    hazards: [],
    bind: false,
  };
}

export function childAddress(kind: AnyKind, child: Live): Address {
  return makeAddress(kind.type, nameOf(child));
}

function nameOf(child: Live): string {
  return child.name ?? child.id;
}

function childrenOf(world: World, kind: AnyKind, parent: Live): readonly Live[] {
  return sortedBy(world.live.under(kind.type, parent.id), (child) => child.id);
}

function servers(count: number): string {
  return count === 1 ? '1 server' : `${count} servers`;
}

function sample(children: readonly Live[]): string {
  const named = children.slice(0, 5).map(nameOf);
  return children.length > 5 ? `${named.join(', ')} and ${children.length - 5} more` : named.join(', ');
}
