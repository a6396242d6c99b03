import { textWidth } from '../table.ts';
import type { GraphData, GraphNode } from './graphData.ts';

/** The graph for Graphviz: `clnform graph --format dot | dot -Tpng`. */
export function* graphDot({ nodes, edges, notes }: GraphData): Generator<string> {
  const names = new Map(nodes.map(({ id }, i) => [id, `n${i}`]));
  for (const note of notes) yield `// ${note}`;
  yield 'digraph clnform {';
  yield '  rankdir=LR;';
  yield '  node [shape=box, style=rounded, fontname="monospace"];';
  for (const node of nodes) yield `  ${names.get(node.id) ?? ''} [label=${labelOf(node)}];`;
  for (const { from, to } of edges) yield `  ${names.get(from) ?? ''} -> ${names.get(to) ?? ''};`;
  yield '}';
}

const WIDEST = 48;

/** In a quoted string a backslash starts an escape, such as `\N` for the node's own name. */
function labelOf({ sign, label, title }: GraphNode): string {
  const text = [sign, label].filter((part) => part !== '').join(' ');
  const quoted = (part: string): string => part.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `"${quoted(textWidth(text) > WIDEST ? cut(text) : text)}\\n${quoted(title)}"`;
}

function cut(text: string): string {
  return `${Array.from(text).slice(0, WIDEST).join('')}…`;
}
