/** Told of every change of a row, however it came about; `before` is absent for a new row, `after` for a removed one. */
export type Watch = (kind: string, id: string, before: object | undefined, after: object | undefined) => void;

/**
 * The rows of one kind, by id, in the order in which they came. Rows are immutable and replaced whole, so that `copy`
 * is cheap enough to keep earlier states for lists that lag.
 */
export class Table<Row extends object> {
  readonly kind: string;
  readonly #idOf: (row: Row) => string;
  readonly #watch: Watch | undefined;
  readonly #rows: Map<string, Row>;

  constructor(kind: string, idOf: (row: Row) => string, rows: Iterable<Row> = [], watch?: Watch) {
    this.kind = kind;
    this.#idOf = idOf;
    this.#watch = watch;
    this.#rows = new Map();
    for (const row of rows) this.#rows.set(idOf(row), row);
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  has(id: string): boolean {
    return this.#rows.has(id);
  }

  rows(): Row[] {
    return [...this.#rows.values()];
  }

  filter(test: (row: Row) => boolean): Row[] {
    const found: Row[] = [];
    for (const row of this.#rows.values()) if (test(row)) found.push(row);
    return found;
  }

  /** Adds the row, or replaces the one with its id; answers the row. */
  put(row: Row): Row {
    const id = this.#idOf(row);
    const before = this.#rows.get(id);
    this.#rows.set(id, row);
    this.#watch?.(this.kind, id, before, row);
    return row;
  }

  /** Answers the row that was removed, or undefined when there was none. */
  remove(id: string): Row | undefined {
    const before = this.#rows.get(id);
    if (before === undefined) return undefined;
    this.#rows.delete(id);
    this.#watch?.(this.kind, id, before, undefined);
    return before;
  }

  /** The same rows, watched by nobody. */
  copy(): Table<Row> {
    return new Table(this.kind, this.#idOf, this.#rows.values());
  }
}
