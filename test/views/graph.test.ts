import { describe, expect, it } from 'vitest';
import { makeAddress } from '../../src/model/address.ts';
import type { Desired } from '../../src/model/desired.ts';
import { boundGraph } from '../../src/views/graph/boundGraph.ts';
import type { GraphData } from '../../src/views/graph/graphData.ts';
import { graphDot } from '../../src/views/graph/graphDot.ts';
import { graphMermaid } from '../../src/views/graph/graphMermaid.ts';
import { graphSvg } from '../../src/views/graph/graphSvg.ts';
import { BOX, layoutGraph } from '../../src/views/graph/layoutGraph.ts';
import { manifestGraph } from '../../src/views/graph/manifestGraph.ts';
import { planGraph } from '../../src/views/graph/planGraph.ts';
import { createView } from '../../src/views/view.ts';
import { FIXTURE_KINDS } from '../support/fixtureKinds.ts';
import { EVERYTHING, HOSTILE, HOSTILE_PLAN } from '../support/fixturePlans.ts';
import { expectGolden, fileOf } from '../support/golden.ts';
import { HOSTILE_MARKUP, withText } from '../support/hostileText.ts';

const VIEW = createView(FIXTURE_KINDS);
const desired = (type: string, name: string, spec: object = {}): Desired => ({
  address: makeAddress(type, name),
  type,
  name,
  spec,
  lifecycle: {},
  source: { file: 'clnform.yaml', line: 1, column: 1 },
});
const seats = (vault: string, count: number): readonly Desired[] =>
  Array.from({ length: count }, (_, i) =>
    desired('seat', `${vault}-${i}`, { vault: { ref: makeAddress('vault', vault) } }),
  );
const MANIFEST = manifestGraph(
  [
    desired('vault', 'web'),
    ...seats('web', 5),
    desired('vault', 'mail'),
    ...seats('mail', 2),
    desired('store', 'SRV1'),
  ],
  VIEW,
);
const hostileSteps = HOSTILE_PLAN.changes.map(({ address, type }) => ({
  id: `put ${address}`,
  op: 'put' as const,
  type,
  addresses: [address],
  after: [],
}));
const HOSTILE_GRAPH = planGraph(
  withText({ changes: HOSTILE_PLAN.changes, steps: hostileSteps }, HOSTILE, HOSTILE_MARKUP),
  createView(FIXTURE_KINDS),
);

describe.each([
  ['plan', planGraph(EVERYTHING, VIEW)],
  ['manifest', MANIFEST],
  ['hostile', HOSTILE_GRAPH],
])('the graph of a %s', (name, graph) => {
  const bounded = boundGraph(graph, 200);
  it('as Mermaid', () => expectGolden(`graph/${name}.mmd`, fileOf(graphMermaid(bounded))));
  it('as DOT', () => expectGolden(`graph/${name}.dot`, fileOf(graphDot(bounded))));
  it('as SVG', () => {
    const svg = fileOf(graphSvg(bounded, { alone: true, caption: 'x' }));
    expectGolden(`graph/${name}.svg`, svg.replace(/<style>[^<]*<\/style>/, '<style></style>'));
  });
});

describe('hostile names', () => {
  it('leave every line of Mermaid and DOT what it is', () => {
    const [, ...mermaid] = graphMermaid(HOSTILE_GRAPH);
    for (const line of mermaid) expect(line).toMatch(/^ {2}n\d+\["[^"`<>[\]{}|@%]*(?:<br>[^"`<>[\]{}|@%]*)?"\]$/);
    const dot = [...graphDot(HOSTILE_GRAPH)].filter((line) => line.includes('label'));
    for (const line of dot) expect(line).toMatch(/^ {2}n\d+ \[label="(?:[^"\\]|\\["\\n])*"\];$/);
    expect(dot).toHaveLength(2);
  });
});

describe('boundGraph', () => {
  it('draws what is alike as one, and counts it', () => {
    const bounded = boundGraph(MANIFEST, 200);
    expect(bounded.nodes.map(({ label }) => label)).toEqual([
      'vault.web',
      '5 × Seat',
      'vault.mail',
      'seat.mail-0',
      'seat.mail-1',
      'store.SRV1',
    ]);
    expect(bounded.notes).toEqual(['5 nodes that come after and before the same are drawn as 1.']);
  });

  it('draws 5,000 nodes by kind, none of them lost', () => {
    const keys = Array.from({ length: 2500 }, (_, i) => `k${i}`);
    const graph = manifestGraph(
      keys.flatMap((key) => [desired('vault', key), ...seats(key, 1)]),
      VIEW,
    );
    const bounded = boundGraph(graph, 200);
    expect(bounded.nodes.map(({ label, count }) => [label, count])).toEqual([
      ['2500 × Vault key', 2500],
      ['2500 × Seat', 2500],
    ]);
    expect(bounded.edges).toEqual([{ from: 'vault', to: 'seat' }]);
    expect(bounded.notes).toEqual(['5000 nodes of a kind are drawn as 2.']);
  });
});

const graphOf = (size: number, edges: readonly (readonly [number, number])[]): GraphData => ({
  nodes: Array.from({ length: size }, (_, i) => ({
    id: `n${i}`,
    label: `n${i}`,
    title: '',
    group: 'g',
    sign: '',
    count: 1,
  })),
  edges: edges.map(([from, to]) => ({ from: `n${from}`, to: `n${to}` })),
  notes: [],
});

describe('layoutGraph', () => {
  const chain = Array.from({ length: 3000 }, (_, i) => [i, i + 1] as const);
  it.each([
    { of: 'nothing', graph: graphOf(0, []) },
    { of: 'loose nodes', graph: graphOf(10, []) },
    {
      of: 'a diamond with a long edge',
      graph: graphOf(5, [
        [0, 1],
        [0, 2],
        [1, 3],
        [2, 3],
        [0, 3],
        [3, 4],
        [0, 4],
      ]),
    },
    { of: 'a long chain', graph: graphOf(3001, chain) },
    {
      of: 'a cycle',
      graph: graphOf(4, [
        [0, 1],
        [1, 2],
        [2, 0],
        [2, 3],
      ]),
    },
    { of: 'a plan', graph: planGraph(EVERYTHING, VIEW) },
  ])('lays out $of without laying one box on another', ({ graph }) => {
    const { boxes, lines, width, height } = layoutGraph(graph);
    expect(boxes.map(({ node }) => node.id).sort()).toEqual(graph.nodes.map(({ id }) => id).sort());
    expect(lines).toHaveLength(graph.edges.length);
    const sorted = [...boxes].sort((a, b) => a.x - b.x || a.y - b.y);
    for (const [i, box] of sorted.entries()) {
      const next = sorted[i + 1];
      if (next?.x === box.x) expect(next.y).toBeGreaterThanOrEqual(box.y + BOX.height);
      expect(box.x + BOX.width).toBeLessThanOrEqual(width);
      expect(box.y + BOX.height).toBeLessThanOrEqual(height);
    }
  });

  it('puts each node to the right of all it waits for', () => {
    const graph = graphOf(5, [
      [3, 1],
      [0, 3],
      [1, 2],
      [0, 2],
      [2, 4],
    ]);
    const x = new Map(layoutGraph(graph).boxes.map((box) => [box.node.id, box.x]));
    for (const { from, to } of graph.edges) expect(x.get(from)).toBeLessThan(x.get(to) ?? 0);
  });
});
