import { clip } from '../report/clip.ts';
import { escapeHtml } from '../escapeHtml.ts';
import { count } from '../count.ts';
import { GRAPH_STYLE } from '../html/assets.gen.ts';
import { signTone } from '../signTone.ts';
import type { GraphData, GraphNode } from './graphData.ts';
import { BOX, layoutGraph } from './layoutGraph.ts';
import type { Point } from './layoutGraph.ts';

/** Characters that fit into a box. */
const FITTING = 31;

export interface SvgOptions {
  /** A file of its own: with its styles, which a page brings along itself. */
  readonly alone: boolean;
  readonly caption: string;
}

/** The graph as a picture. Its description says in words how large it is; each box holds its full text as a title. */
export function* graphSvg(graph: GraphData, { alone, caption }: SvgOptions): Generator<string> {
  const { width, height, boxes, lines } = layoutGraph(graph);
  const size = `width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}"`;
  yield `<svg xmlns="http://www.w3.org/2000/svg" class="graph" role="img" aria-labelledby="graph-title graph-desc" ${size}>`;
  yield `<title id="graph-title">${escapeHtml(caption)}</title>`;
  const sizeWords = `${count(graph.nodes.length, 'box', 'boxes')}, ${count(graph.edges.length, 'arrow')}.`;
  yield `<desc id="graph-desc">${escapeHtml([sizeWords, ...graph.notes].join(' '))}</desc>`;
  if (alone) yield `<style>${GRAPH_STYLE}</style>`;
  yield '<defs><marker id="graph-arrow" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0.6 8 4 0 7.4z"/></marker></defs>';
  for (const line of lines) yield `<path class="edge" d="${pathOf(line)}" marker-end="url(#graph-arrow)"/>`;
  for (const { node, x, y } of boxes) yield boxOf(node, x, y);
  yield '</svg>';
}

function boxOf(node: GraphNode, x: number, y: number): string {
  const { label, title, sign, count: n } = node;
  const full = escapeHtml([sign, label, `(${title})`].filter((part) => part !== '').join(' '));
  const mark = sign === '' ? '' : `<tspan class="sign">${escapeHtml(sign)}</tspan> `;
  const room = FITTING - (sign === '' ? 0 : sign.length + 1);
  const stack = n > 1 ? `<rect class="behind" x="4" y="4" width="${BOX.width}" height="${BOX.height}" rx="6"/>` : '';
  return (
    `<g class="node ${signTone(sign)}" transform="translate(${round(x)} ${round(y)})"><title>${full}</title>${stack}` +
    `<rect width="${BOX.width}" height="${BOX.height}" rx="6"/>` +
    `<text x="12" y="18">${mark}${escapeHtml(shorten(label, room))}</text>` +
    `<text class="kind" x="12" y="33">${escapeHtml(shorten(title, FITTING + 4))}</text></g>`
  );
}

function shorten(text: string, most: number): string {
  const characters = Array.from(clip(text));
  if (characters.length <= most) return text;
  return `${characters.slice(0, most - 1).join('')}…`;
}

/** Straight where it passes between boxes, curved from one column to the next. */
function pathOf([first, ...rest]: readonly Point[]): string {
  if (first === undefined) return '';
  let path = `M${round(first.x)} ${round(first.y)}`;
  let last = first;
  for (const [i, point] of rest.entries()) {
    // Every second stretch crosses a column.
    if (i % 2 === 1) path += `H${round(point.x)}`;
    else {
      const bend = (last.x + point.x) / 2;
      path += `C${round(bend)} ${round(last.y)} ${round(bend)} ${round(point.y)} ${round(point.x)} ${round(point.y)}`;
    }
    last = point;
  }
  return path;
}

function round(number: number): string {
  return String(Math.round(number * 10) / 10);
}
