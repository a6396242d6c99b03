import type { Address } from '../model/address.ts';
import type { Change } from '../model/change.ts';
import { shownValue } from '../model/shownValue.ts';
import type { Step } from '../model/step.ts';
import type { Draft } from './draft.ts';
import { Graph } from './graph.ts';
import { sortedBy } from './order.ts';
import type { Move } from './move.ts';
import { registered } from './registered.ts';
import { linkSeats } from './seatEdges.ts';
import { destination } from './seatHazards.ts';
import { linkSuccessors } from './successorEdges.ts';
import { arrival, opOf, verticesAt, verticesOf, type Vertices } from './vertices.ts';
import type { World } from './world.ts';

export interface Schedule {
  readonly steps: readonly Step[];
  /** Steps that wait for each other, and all that wait for those: no order holds them. */
  readonly stuck: readonly Step[];
  /** The steps without which a step makes no sense; it may wait for more, for the sake of order. */
  needs(this: void, step: Step): readonly string[];
}

/**
 * The order of work (ARCHITECTURE.md, "Change and step"): a parent before its children, a child's removal before its
 * parent's, a replaced key's servers moved before its removal, and seats free before they are taken.
 */
export function schedule(world: World, draft: Draft): Schedule {
  const graph = new Graph();
  const changes = sortedBy(draft.changes.values(), (change) => change.address);
  const vertices = new Map<Address, Vertices>();
  const members = new Map<string, { readonly type: string; readonly addresses: Address[] }>();
  for (const change of changes) {
    const own = verticesOf(change, registered(world.input.kinds, change.type));
    vertices.set(change.address, own);
    for (const id of new Set(Object.values(own) as string[])) {
      graph.vertex(id);
      const known = members.get(id);
      if (known === undefined) members.set(id, { type: change.type, addresses: [change.address] });
      else known.addresses.push(change.address);
    }
    if (change.replacement === 'create-first') graph.link(own.put, own.remove);
    if (change.replacement === 'delete-first') graph.link(own.remove, own.put);
  }
  const moves = changes.flatMap((change) => moveOf(world, draft, change, verticesAt(vertices, change.address)));
  linkFamilies(draft, vertices, moves, graph);
  linkHeirs(world, vertices, graph);
  linkSeats(world, draft, vertices, moves, graph);
  if (world.input.options.destroy !== true) linkSuccessors(world, draft, vertices, graph);
  const { sorted, cycle } = graph.order();
  const stepsOf = (ids: readonly string[]): readonly Step[] =>
    ids.flatMap((id) => {
      const member = members.get(id);
      return member === undefined ? [] : [{ id, op: opOf(id), ...member, after: graph.waitsFor(id) }];
    });
  return { steps: stepsOf(sorted), stuck: stepsOf(cycle), needs: ({ id }) => graph.needs(id) };
}

/** What an earlier run replaced goes only when the object that takes its place is there. */
function linkHeirs(world: World, vertices: ReadonlyMap<Address, Vertices>, graph: Graph): void {
  for (const [address, { remove }] of vertices) {
    const heir = world.bindings.get(address)?.replacedBy;
    if (heir !== undefined) graph.link(arrival(verticesAt(vertices, heir)), remove);
  }
}

/** Parents before the children that come to them; children gone before the parents that they leave. */
function linkFamilies(
  draft: Draft,
  vertices: ReadonlyMap<Address, Vertices>,
  moves: readonly Move[],
  graph: Graph,
): void {
  const removals = new Map<string, string>();
  for (const change of draft.changes.values()) {
    const remove = vertices.get(change.address)?.remove;
    if (change.live !== undefined && remove !== undefined) removals.set(`${change.type}/${change.live.id}`, remove);
  }
  for (const { vertices: own, fromType, fromId, recordedId, to } of moves) {
    const parent = to === undefined ? undefined : draft.changes.get(to);
    if (parent !== undefined && parent.action !== 'update')
      graph.link(arrival(verticesAt(vertices, parent.address)), own.put);
    for (const id of [fromId, recordedId]) {
      if (id !== undefined) graph.link(own.put ?? own.remove, removals.get(`${fromType}/${id}`));
    }
  }
}

function moveOf(world: World, draft: Draft, change: Change, vertices: Vertices): readonly Move[] {
  const { parent } = registered(world.input.kinds, change.type);
  if (parent === undefined) return [];
  const { type: fromType, field } = parent;
  const from = shownValue(change.live, field);
  const to = destination(world, draft, change.type, change.target?.[field]);
  const fromId = typeof from === 'string' ? { fromId: from } : {};
  const recorded = world.bindings.get(change.address)?.applied[field];
  const recordedId = typeof recorded === 'string' ? { recordedId: recorded } : {};
  return [{ change, vertices, fromType, ...fromId, ...recordedId, ...(to === undefined ? {} : { to }) }];
}
