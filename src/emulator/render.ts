import type { Json } from '../model/json.ts';
import type { Random } from './random.ts';
import type { Shape } from './shapes.ts';

/** Writes values the way the chosen shape wants them. */
export class Render {
  readonly shape: Shape;
  readonly #random: Random;

  constructor(shape: Shape, random: Random) {
    this.shape = shape;
    this.#random = random;
  }

  /** A number that some versions of the service print as a decimal string. */
  number(value: number): Json {
    return this.shape.numbers === 'string' ? String(value) : value;
  }

  /** A note under its field name: `{ description: … }`, or nothing when the shape leaves empty notes out. */
  note(field: string, text: string): Record<string, Json> {
    if (text === '') return this.shape.descriptions === 'absent' ? {} : { [field]: null };
    if (this.shape.descriptions === 'number' && /^(0|[1-9]\d{0,14})$/.test(text)) return { [field]: Number(text) };
    return { [field]: text };
  }

  /** The rows in the order of the shape: the service guarantees none. */
  list<Row>(rows: readonly Row[], write: (row: Row) => Json): Json {
    const written = rows.map(write);
    if (this.shape.order === 'stable') return written;
    for (let last = written.length - 1; last > 0; last -= 1) {
      const other = Math.floor(this.#random() * (last + 1));
      const moved = written[last] ?? null;
      written[last] = written[other] ?? null;
      written[other] = moved;
    }
    return written;
  }
}
