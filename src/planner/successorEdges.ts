import type { Address } from '../model/address.ts';
import type { Draft } from './draft.ts';
import type { Graph } from './graph.ts';
import { byText } from './order.ts';
import { verticesAt, type Vertices } from './vertices.ts';
import type { World } from './world.ts';

/** Beyond so many links between one group's creates and removals, the removals wait for the first of them instead. */
const MOST_LINKS = 2000;

/**
 * What left the manifest goes after everything that may take its place has come: a licence for another address is
 * there before the one on the old address is not. Loosely, for no one can tell which takes the place of which.
 */
export function linkSuccessors(
  world: World,
  draft: Draft,
  vertices: ReadonlyMap<Address, Vertices>,
  graph: Graph,
): void {
  const groups = new Map<string, { readonly puts: string[]; readonly removals: string[] }>();
  for (const { address, type, action, target, live, source } of draft.changes.values()) {
    const kind = world.input.kinds.get(type);
    // What is declared to be absent is not wanted anywhere: nothing stands in for it.
    const spec = action === 'create' ? target : action === 'remove' && source === undefined ? live?.spec : undefined;
    if (kind?.successors === undefined || spec === undefined) continue;
    const name = `${type}/${kind.successors(spec)}`;
    const group = groups.get(name) ?? { puts: [], removals: [] };
    groups.set(name, group);
    const { put, remove } = verticesAt(vertices, address);
    if (action === 'create' && put !== undefined) group.puts.push(put);
    if (action === 'remove' && remove !== undefined) group.removals.push(remove);
  }
  for (const { puts, removals } of groups.values()) {
    const [first, ...others] = removals.sort(byText);
    if (first === undefined || puts.length === 0) continue;
    const few = puts.length * removals.length <= MOST_LINKS;
    for (const put of puts) for (const removal of few ? removals : [first]) graph.linkLoosely(put, removal);
    if (!few) for (const removal of others) graph.linkLoosely(first, removal);
  }
}
