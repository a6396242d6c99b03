import type { Address } from '../model/address.ts';
import type { Live } from '../model/live.ts';
import { isRef } from '../model/ref.ts';
import { shownValue } from '../model/shownValue.ts';
import { childAddress } from './children.ts';
import type { Draft } from './draft.ts';
import { sortedBy } from './order.ts';
import { childKinds, type World } from './world.ts';

/** Hazards of limits: unlimited keys, and limits below the servers that sit there or are to come. */
export function addSeatHazards(world: World, draft: Draft): void {
  const arriving = countArrivals(world, draft);
  for (const { address, type, target, live, action, fields } of sortedBy(draft.changes.values(), (c) => c.address)) {
    const field = world.input.kinds.get(type)?.seats?.field;
    const limit = field === undefined ? undefined : target?.[field];
    if (field === undefined || typeof limit !== 'number') continue;
    const limitChanges = action === 'create' || action === 'replace' || fields.some((f) => f.field === field);
    if (limit === 0) {
      if (limitChanges && shownValue(live, field) !== 0) {
        draft.addHazard(address, {
          name: 'unlimited',
          detail: 'limit 0 lets any number of servers register and be billed.',
        });
      }
      continue;
    }
    const staying = action === 'update' && live !== undefined ? countAtRisk(world, draft, live) : 0;
    if (limitChanges && staying > limit) {
      draft.addHazard(address, {
        name: 'removes-servers',
        detail: `limit ${limit} is below the ${staying} servers registered with it.`,
      });
    }
  }
  refuseOverfull(world, draft, arriving);
}

/** Servers are declared, or move, to a key that cannot seat them: apply would stop halfway, so it does not start. */
function refuseOverfull(world: World, draft: Draft, arriving: ReadonlyMap<Address, number>): void {
  for (const [address, count] of sortedBy(arriving, ([a]) => a)) {
    const change = draft.changes.get(address);
    const live = draft.found.get(address);
    const type = change?.type ?? live?.type;
    const field = type === undefined ? undefined : world.input.kinds.get(type)?.seats?.field;
    if (field === undefined) continue;
    const limit = change?.target?.[field] ?? shownValue(live, field);
    if (typeof limit !== 'number' || limit === 0) continue;
    const fresh = change?.action === 'create' || change?.action === 'replace';
    const total = count + (fresh || live === undefined ? 0 : countStaying(world, draft, live));
    if (total <= limit) continue;
    draft.error({
      code: 'no-seat',
      summary: `${address} would hold ${total} servers, but its limit is ${limit}.`,
      help: `Raise the limit to at least ${total}, or place fewer servers there.`,
      address,
      source: world.declared.get(address)?.source,
    });
  }
}

/** Children that come to each parent's address. */
function countArrivals(world: World, draft: Draft): Map<Address, number> {
  const arriving = new Map<Address, number>();
  for (const change of draft.changes.values()) {
    const field = world.input.kinds.get(change.type)?.parent?.field;
    if (field === undefined || !change.fields.some((f) => f.field === field)) continue;
    const to = destination(world, draft, change.type, change.target?.[field]);
    if (to !== undefined) arriving.set(to, (arriving.get(to) ?? 0) + 1);
  }
  return arriving;
}

/** The address of the parent that a child's field names, by `Ref` or by id. */
export function destination(world: World, draft: Draft, childType: string, value: unknown): Address | undefined {
  if (isRef(value)) return value.ref;
  const parent = world.input.kinds.get(childType)?.parent;
  if (parent === undefined || typeof value !== 'string') return undefined;
  return draft.matched.get(parent.type, value) ?? world.boundTo.get(parent.type, value);
}

/** Children that sit on the object by either count, the service's or its list's, and do not leave it. */
function countAtRisk(world: World, draft: Draft, live: Live): number {
  return Math.max(countStaying(world, draft, live), (live.occupants ?? 0) - countDepartures(world, draft, live));
}

/** Children that are known to sit on the object and do not leave it. */
function countStaying(world: World, draft: Draft, live: Live): number {
  return (seated(world, live) ?? live.occupants ?? 0) - countDepartures(world, draft, live);
}

/** Children known to sit under the object; undefined when no one looked. */
function seated(world: World, { type, id }: Live): number | undefined {
  const looked = childKinds(world, type).filter((kind) => world.input.observation.get(kind.type)?.under.has(id));
  if (looked.length === 0) return undefined;
  return looked.reduce((sum, kind) => sum + world.live.under(kind.type, id).length, 0);
}

function countDepartures(world: World, draft: Draft, { type, id }: Live): number {
  let leaving = 0;
  for (const kind of childKinds(world, type)) {
    for (const child of world.live.under(kind.type, id)) {
      const change = draft.changes.get(childAddress(kind, child));
      if (change === undefined) continue;
      if (change.action === 'remove' || change.fields.some((f) => f.field === kind.parent.field)) leaving += 1;
    }
  }
  return leaving;
}
