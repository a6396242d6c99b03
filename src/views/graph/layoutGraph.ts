import type { GraphData, GraphNode } from './graphData.ts';

/** Where everything goes, in the units of an SVG. */
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly { readonly node: GraphNode; readonly x: number; readonly y: number }[];
  /** Points that each edge passes, from the right side of a box to the left side of another. */
  readonly lines: readonly (readonly Point[])[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const BOX = { width: 236, height: 42 } as const;
const GAP = { x: 64, y: 14 } as const;
const MARGIN = 12;
/** Rounds of putting nodes nearer to their neighbours; more do not show. */
const SWEEPS = 6;

/** A place in a layer: a node, or where a long edge passes. */
interface Slot {
  readonly node?: GraphNode;
  readonly layer: number;
  readonly before: Slot[];
  readonly after: Slot[];
  y: number;
}

/**
 * Layers from left to right, each node to the right of all it waits for, in an order that keeps edges short. What has
 * no edge stands in a grid below. A cycle, which only drawing kinds as one can make, is drawn with one edge backwards.
 */
export function layoutGraph({ nodes, edges }: GraphData): GraphLayout {
  const linked = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const layers = layersOf(nodes, edges, linked);
  const slots = new Map<string, Slot>();
  for (const node of nodes) {
    const layer = layers.get(node.id);
    if (layer !== undefined) slots.set(node.id, { node, layer, before: [], after: [], y: 0 });
  }
  const columns: Slot[][] = [];
  const put = (slot: Slot): Slot => {
    (columns[slot.layer] ??= []).push(slot);
    return slot;
  };
  for (const slot of slots.values()) put(slot);
  const ways = edges.flatMap(({ from, to }) => {
    const [a, b] = [slots.get(from), slots.get(to)];
    return a === undefined || b === undefined ? [] : [wayOf(a, b, put)];
  });
  order(columns);
  const bottom = place(columns);
  const grid = gridOf(
    nodes.filter(({ id }) => !linked.has(id)),
    Math.max(3, columns.length),
    bottom,
  );
  const boxes = [
    ...[...slots.values()].flatMap(({ node, layer, y }) => (node === undefined ? [] : [{ node, x: left(layer), y }])),
    ...grid,
  ];
  return {
    width: Math.max(BOX.width, ...boxes.map(({ x }) => x + BOX.width)) + MARGIN,
    height: Math.max(bottom, ...boxes.map(({ y }) => y + BOX.height)) + MARGIN,
    boxes,
    lines: ways.map(points),
  };
}

function left(layer: number): number {
  return MARGIN + layer * (BOX.width + GAP.x);
}

/** The longest way from a node that waits for nothing. Without recursion: a chain may be thousands long. */
function layersOf(
  nodes: GraphData['nodes'],
  edges: GraphData['edges'],
  linked: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const after = new Map<string, string[]>();
  const waiting = new Map<string, number>();
  for (const { from, to } of edges) {
    after.set(from, [...(after.get(from) ?? []), to]);
    waiting.set(to, (waiting.get(to) ?? 0) + 1);
  }
  const ids = nodes.map(({ id }) => id).filter((id) => linked.has(id));
  const layers = new Map<string, number>();
  const done = new Set<string>();
  const ready = ids.filter((id) => (waiting.get(id) ?? 0) === 0);
  while (done.size < ids.length) {
    // In a cycle nothing is ready: the first that is left goes next, and an edge to it will lead backwards.
    const id = ready.shift() ?? ids.find((other) => !done.has(other)) ?? '';
    if (done.has(id)) continue;
    done.add(id);
    const layer = layers.get(id) ?? 0;
    layers.set(id, layer);
    for (const next of after.get(id) ?? []) {
      if (done.has(next)) continue;
      layers.set(next, Math.max(layers.get(next) ?? 0, layer + 1));
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  return layers;
}

/** The slots that an edge passes, one in each layer between its ends. An edge that leads backwards passes none. */
function wayOf(from: Slot, to: Slot, put: (slot: Slot) => Slot): readonly Slot[] {
  const way = [from];
  for (let layer = from.layer + 1; layer < to.layer; layer++) {
    way.push(put({ layer, before: [], after: [], y: 0 }));
  }
  way.push(to);
  for (const [i, slot] of way.entries()) {
    const next = way[i + 1];
    if (next === undefined || next.layer <= slot.layer) continue;
    slot.after.push(next);
    next.before.push(slot);
  }
  return way;
}

/** Sorts each column by where its neighbours stand, forth and back. */
function order(columns: readonly Slot[][]): void {
  const number = (column: readonly Slot[]): void => column.forEach((slot, i) => (slot.y = i));
  columns.forEach(number);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forth = sweep % 2 === 0;
    for (const column of forth ? columns : [...columns].reverse()) {
      const wish = new Map(column.map((slot) => [slot, middle(forth ? slot.before : slot.after) ?? slot.y]));
      column.sort((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0));
      number(column);
    }
  }
}

function middle(slots: readonly Slot[]): number | undefined {
  return slots.length === 0 ? undefined : slots.reduce((sum, { y }) => sum + y, 0) / slots.length;
}

/** Turns positions into heights, as near to the neighbours on the left as the order allows; answers the bottom. */
function place(columns: readonly Slot[][]): number {
  let bottom = MARGIN;
  for (const column of columns) {
    let free = MARGIN;
    for (const slot of column) {
      const wish = middle(slot.before) ?? free;
      slot.y = Math.max(free, wish);
      free = slot.y + (slot.node === undefined ? BOX.height / 2 : BOX.height) + GAP.y;
      bottom = Math.max(bottom, free);
    }
  }
  return bottom;
}

function gridOf(nodes: readonly GraphNode[], columns: number, top: number): GraphLayout['boxes'] {
  return nodes.map((node, i) => ({
    node,
    x: left(i % columns),
    y: top + Math.floor(i / columns) * (BOX.height + GAP.y),
  }));
}

function points(way: readonly Slot[]): readonly Point[] {
  return way.flatMap(({ node, layer, y }, i) => {
    const x = left(layer);
    const at = y + BOX.height / 2;
    if (i === 0) return [{ x: x + BOX.width, y: at }];
    if (node !== undefined) return [{ x, y: at }];
    return [
      { x, y: at },
      { x: x + BOX.width, y: at },
    ];
  });
}
