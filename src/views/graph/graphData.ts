/**
 * What comes before what, for a picture. Labels are safe to print; markup is for the format to escape. An edge leads from
 * what comes first to what waits for it.
 */
export interface GraphData {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** What was drawn together, and why; empty when all is drawn. */
  readonly notes: readonly string[];
}

export interface GraphNode {
  /** Unique, and never shown. */
  readonly id: string;
  readonly label: string;
  /** CLN's name for the kind. */
  readonly title: string;
  /** Nodes of one group may be drawn as one. */
  readonly group: string;
  /** `+`, `-`, `~`; empty for what is only declared. */
  readonly sign: string;
  /** How many it stands for. */
  readonly count: number;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
}
