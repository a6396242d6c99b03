import { byText } from './order.ts';

/** A directed graph of named vertices: `link(a, b)` says that b waits for a. */
export class Graph {
  readonly #before = new Map<string, Set<string>>();
  readonly #after = new Map<string, Set<string>>();

  vertex(id: string): void {
    if (!this.#before.has(id)) {
      this.#before.set(id, new Set());
      this.#after.set(id, new Set());
    }
  }

  link(first: string | undefined, then: string | undefined): void {
    if (first === undefined || then === undefined || first === then) return;
    this.vertex(first);
    this.vertex(then);
    this.#before.get(then)?.add(first);
    this.#after.get(first)?.add(then);
  }

  waitsFor(id: string): readonly string[] {
    return [...(this.#before.get(id) ?? [])].sort(byText);
  }

  /**
   * Every vertex after those it waits for; among the free ones the smallest name first, by waves, so that the order is
   * the same however the graph was built. `cycle` holds what could not be ordered.
   */
  order(): { readonly sorted: readonly string[]; readonly cycle: readonly string[] } {
    const open = new Map([...this.#before].map(([id, before]) => [id, before.size]));
    const sorted: string[] = [];
    let wave = [...open].filter(([, count]) => count === 0).map(([id]) => id);
    while (wave.length > 0) {
      wave.sort(byText);
      const next: string[] = [];
      for (const id of wave) {
        sorted.push(id);
        open.delete(id);
        for (const follower of this.#after.get(id) ?? []) {
          const left = (open.get(follower) ?? 0) - 1;
          open.set(follower, left);
          if (left === 0) next.push(follower);
        }
      }
      wave = next;
    }
    return { sorted, cycle: [...open.keys()].sort(byText) };
  }
}
