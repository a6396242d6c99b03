/** What is known of objects of the account, by kind and id. Ids alone are keys, so that none is built for a look-up. */
export class ObjectMap<T> {
  readonly #byType = new Map<string, Map<string, T>>();

  get(type: string, id: string): T | undefined {
    return this.#byType.get(type)?.get(id);
  }

  has(type: string, id: string): boolean {
    return this.#byType.get(type)?.has(id) === true;
  }

  set(type: string, id: string, value: T): void {
    this.#ofType(type).set(id, value);
  }

  #ofType(type: string): Map<string, T> {
    let known = this.#byType.get(type);
    if (known === undefined) {
      known = new Map();
      this.#byType.set(type, known);
    }
    return known;
  }
}
