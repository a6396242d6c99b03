import { byText } from './order.ts';

interface Vertex {
  readonly id: string;
  /** What it waits for. */
  readonly before: Set<string>;
  readonly after: Set<Vertex>;
  /** The part of `before` that only says which comes first, should both be carried out. */
  readonly loose: Set<string>;
  /** While an order is made: how many of `before` are not in it yet. */
  open: number;
}

/** A directed graph of named vertices: `link(a, b)` says that b waits for a. */
export class Graph {
  readonly #vertices = new Map<string, Vertex>();

  vertex(id: string): Vertex {
    const known = this.#vertices.get(id);
    if (known !== undefined) return known;
    const vertex: Vertex = { id, before: new Set(), after: new Set(), loose: new Set(), open: 0 };
    this.#vertices.set(id, vertex);
    return vertex;
  }

  link(first: string | undefined, then: string | undefined): void {
    if (first === undefined || then === undefined || first === then) return;
    const follower = this.vertex(then);
    follower.before.add(first);
    this.vertex(first).after.add(follower);
  }

  /** Like `link`, for two of which each makes sense without the other. */
  linkLoosely(first: string, then: string): void {
    const { before, loose } = this.vertex(then);
    // What is needed stays needed.
    if (before.has(first)) return;
    this.link(first, then);
    loose.add(first);
  }

  /** Of what a vertex waits for, that without which it must not be carried out at all. */
  needs(id: string): readonly string[] {
    const loose = this.#vertices.get(id)?.loose;
    return this.waitsFor(id).filter((before) => loose?.has(before) !== true);
  }

  waitsFor(id: string): readonly string[] {
    return [...(this.#vertices.get(id)?.before ?? [])].sort(byText);
  }

  /**
   * Every vertex after those it waits for; among the free ones the smallest name first, by waves, so that the order is
   * the same however the graph was built. `cycle` holds what could not be ordered.
   */
  order(): { readonly sorted: readonly string[]; readonly cycle: readonly string[] } {
    const left = new Set(this.#vertices.values());
    for (const vertex of left) vertex.open = vertex.before.size;
    const sorted: string[] = [];
    let wave = [...left].filter(({ open }) => open === 0);
    while (wave.length > 0) {
      wave.sort((a, b) => byText(a.id, b.id));
      const next: Vertex[] = [];
      for (const vertex of wave) {
        sorted.push(vertex.id);
        left.delete(vertex);
        for (const follower of vertex.after) {
          follower.open -= 1;
          if (follower.open === 0) next.push(follower);
        }
      }
      wave = next;
    }
    return { sorted, cycle: [...left].map(({ id }) => id).sort(byText) };
  }
}
