import { count } from '../count.ts';
import type { GraphData, GraphEdge, GraphNode } from './graphData.ts';

/** Fewer than this are drawn one by one, though they look alike. */
const FEWEST_ALIKE = 4;

/**
 * The graph with no more than `most` nodes as far as its kinds allow, so that it can be read: first those that come
 * after and before the same are drawn as one, such as fifty servers of a key, then all of a kind. The notes say so.
 */
export function boundGraph(graph: GraphData, most: number): GraphData {
  const alike = merged(graph, twins(graph), 'that come after and before the same');
  if (alike.nodes.length <= most) return alike;
  return merged(graph, new Map(graph.nodes.map(({ id, group }) => [id, group])), 'of a kind');
}

/** A name for each node, the same for those that are to be one. */
type Merge = ReadonlyMap<string, string>;

function twins({ nodes, edges }: GraphData): Merge {
  const around = new Map(nodes.map(({ id }) => [id, { before: [] as string[], after: [] as string[] }]));
  for (const { from, to } of edges) {
    around.get(to)?.before.push(from);
    around.get(from)?.after.push(to);
  }
  const sets = new Map<string, string[]>();
  for (const { id, group } of nodes) {
    const { before = [], after = [] } = around.get(id) ?? {};
    const name = JSON.stringify([group, before.sort(), after.sort()]);
    const same = sets.get(name);
    if (same === undefined) sets.set(name, [id]);
    else same.push(id);
  }
  const few = [...sets].filter(([, ids]) => ids.length < FEWEST_ALIKE).flatMap(([, ids]) => ids);
  return new Map([
    ...[...sets].flatMap(([name, ids]) => ids.map((id): [string, string] => [id, name])),
    ...few.map((id): [string, string] => [id, id]),
  ]);
}

function merged({ nodes, edges, notes }: GraphData, merge: Merge, which: string): GraphData {
  const sets = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const name = merge.get(node.id) ?? node.id;
    const same = sets.get(name);
    if (same === undefined) sets.set(name, [node]);
    else same.push(node);
  }
  let hidden = 0;
  const kept = [...sets].map(([id, same]): GraphNode => {
    const [first] = same as [GraphNode, ...GraphNode[]];
    if (same.length === 1) return { ...first, id };
    hidden += same.length;
    const total = same.reduce((sum, node) => sum + node.count, 0);
    return { ...first, id, label: `${total} × ${first.title}`, title: `such as ${first.label}`, count: total };
  });
  const seen = new Map<string, GraphEdge>();
  for (const edge of edges) {
    const from = merge.get(edge.from) ?? edge.from;
    const to = merge.get(edge.to) ?? edge.to;
    if (from !== to) seen.set(JSON.stringify([from, to]), { from, to });
  }
  const together = sets.size - kept.filter((node) => sets.get(node.id)?.length === 1).length;
  const note = `${count(hidden, 'node')} ${which} are drawn as ${together}.`;
  return { nodes: kept, edges: [...seen.values()], notes: hidden === 0 ? notes : [...notes, note] };
}
