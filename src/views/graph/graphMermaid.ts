import type { GraphData, GraphNode } from './graphData.ts';

/** The graph for Mermaid, as GitHub and GitLab draw it within Markdown. */
export function* graphMermaid({ nodes, edges, notes }: GraphData): Generator<string> {
  const names = new Map(nodes.map(({ id }, i) => [id, `n${i}`]));
  for (const note of notes) yield `%% ${note}`;
  yield 'flowchart LR';
  for (const node of nodes) yield `  ${names.get(node.id) ?? ''}["${textOf(node)}"]`;
  for (const { from, to } of edges) yield `  ${names.get(from) ?? ''} --> ${names.get(to) ?? ''}`;
}

/** Mermaid reads Markdown, HTML and entities in labels: whatever could begin any of them goes as a number. */
function textOf({ sign, label, title }: GraphNode): string {
  const text = [sign, label].filter((part) => part !== '').join(' ');
  return `${numbered(text)}<br>${numbered(title)}`;
}

function numbered(text: string): string {
  return text.replace(
    /[^\p{L}\p{N} ._/-]|\.(?= )|(?<![\p{L}\p{N}])-|-(?![\p{L}\p{N}])/gu,
    (char) => `#${char.codePointAt(0) ?? 0};`,
  );
}
