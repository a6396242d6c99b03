import type { Address } from '../model/address.ts';
import type { Change } from '../model/change.ts';
import { shownValue } from '../model/shownValue.ts';
import type { Draft } from './draft.ts';
import type { Graph } from './graph.ts';
import type { Move } from './move.ts';
import type { Vertices } from './vertices.ts';
import { childKinds, type World } from './world.ts';

/**
 * Limits are raised before servers come in and lowered after they left; where a key is full, a server leaves it for
 * each that comes.
 */
export function linkSeats(
  world: World,
  draft: Draft,
  vertices: ReadonlyMap<Address, Vertices>,
  moves: readonly Move[],
  graph: Graph,
): void {
  const coming = groupBy(moves, (move) => (comes(move) ? move.to : undefined));
  const leaving = groupBy(moves, (move) => {
    if (move.fromId === undefined || !(comes(move) || move.change.action === 'remove')) return undefined;
    return draft.matched.get(move.fromType, move.fromId);
  });
  for (const address of new Set([...coming.keys(), ...leaving.keys()])) {
    const type = draft.changes.get(address)?.type ?? draft.found.get(address)?.type;
    const field = type === undefined ? undefined : world.input.kinds.get(type)?.seats?.field;
    if (type === undefined || field === undefined) continue;
    const change = draft.changes.get(address);
    const arrivals = coming.get(address) ?? [];
    const departures = leaving.get(address) ?? [];
    const put = vertices.get(address)?.put;
    if (change?.action === 'update' && put !== undefined) {
      const lowered = seats(change.target?.[field]) < seats(shownValue(change.live, field));
      for (const { vertices: own } of arrivals) {
        if (lowered) graph.link(own.put, put);
        else graph.link(put, own.put);
      }
      if (lowered) for (const { vertices: own } of departures) graph.link(own.put ?? own.remove, put);
    }
    // The first to come take the free seats, each of the others the seat of one who has left.
    const free = freeSeats(world, draft, address, field, change);
    arrivals.slice(free).forEach(({ vertices: into }, index) => {
      const out = departures[index]?.vertices;
      graph.link(out?.put ?? out?.remove, into.put);
    });
  }
}

/** Seats that no one has to leave first. A new object is empty, so that everyone fits. */
function freeSeats(world: World, draft: Draft, address: Address, field: string, change: Change | undefined): number {
  const live = draft.found.get(address);
  if (live === undefined || change?.action === 'replace') return Number.POSITIVE_INFINITY;
  const here = seats(shownValue(live, field));
  const room = Math.max(here, change === undefined ? here : seats(change.target?.[field]));
  let sitting = live.occupants ?? 0;
  for (const kind of childKinds(world, live.type)) {
    sitting = Math.max(sitting, world.live.under(kind.type, live.id).length);
  }
  return Math.max(0, room - sitting);
}

function comes({ change }: Move): boolean {
  return change.action === 'update' && change.fields.length > 0;
}

/** 0 means unlimited. */
function seats(limit: unknown): number {
  return typeof limit === 'number' && limit > 0 ? limit : Number.POSITIVE_INFINITY;
}

function groupBy(moves: readonly Move[], key: (move: Move) => Address | undefined): Map<Address, Move[]> {
  const groups = new Map<Address, Move[]>();
  for (const move of moves) {
    const at = key(move);
    if (at === undefined) continue;
    const group = groups.get(at);
    if (group === undefined) groups.set(at, [move]);
    else group.push(move);
  }
  return groups;
}
