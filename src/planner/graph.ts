import { byText } from './order.ts';

/** A directed graph of named vertices: `link(a, b)` says that b waits for a. */
export class Graph {
  readonly #before = new Map<string, Set<string>>();
  readonly #after = new Map<string, Set<string>>();
  /** The part of `#before` that only says which comes first, should both be carried out. */
  readonly #loose = new Map<string, Set<string>>();

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

  /** Like `link`, for two of which each makes sense without the other. */
  linkLoosely(first: string | undefined, then: string | undefined): void {
    if (first === undefined || then === undefined || first === then) return;
    // What is needed stays needed.
    if (this.#before.get(then)?.has(first) === true) return;
    this.link(first, then);
    const loose = this.#loose.get(then);
    if (loose === undefined) this.#loose.set(then, new Set([first]));
    else loose.add(first);
  }

  /** Of what a vertex waits for, that without which it must not be carried out at all. */
  needs(id: string): readonly string[] {
    const loose = this.#loose.get(id);
    return this.waitsFor(id).filter((before) => loose?.has(before) !== true);
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
