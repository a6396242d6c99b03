import { maskKey, plain } from '../model/text.ts';

/** Shorter ids are words as likely as keys: they are masked where an id is shown, and not looked for in other text. */
const SHORTEST_SECRET = 6;

/**
 * Secrets by their first characters, so that a text is searched once, however many there are. A key is looked for as
 * it is and as `plain` writes it, whatever characters it holds, and the longest one that fits is masked.
 */
export class SecretIndex {
  readonly #secrets: ReadonlySet<string>;
  /** Goes through the set as it grows, for it never gets to its end: only as far as there is something left. */
  readonly #coming: Iterator<string>;
  #taken = 0;
  readonly #forms = new Set<string>();
  /** The lengths of the forms that start so, the longest first: all keys of an account may start alike. */
  readonly #byStart = new Map<string, number[]>();

  /** `secrets` may grow: an apply learns a key with each that it makes. */
  constructor(secrets: ReadonlySet<string>) {
    this.#secrets = secrets;
    this.#coming = secrets.values();
  }

  /** The text with every secret in it masked. */
  mask(text: string): string {
    this.#catchUp();
    let masked = '';
    let from = 0;
    for (let at = 0; at + SHORTEST_SECRET <= text.length;) {
      const found = this.#formAt(text, at);
      if (found === undefined) {
        at += 1;
        continue;
      }
      masked += text.slice(from, at) + maskKey(found);
      at += found.length;
      from = at;
    }
    return from === 0 ? text : masked + text.slice(from);
  }

  #formAt(text: string, at: number): string | undefined {
    for (const length of this.#byStart.get(text.slice(at, at + SHORTEST_SECRET)) ?? []) {
      const piece = text.slice(at, at + length);
      if (this.#forms.has(piece)) return piece;
    }
    return undefined;
  }

  #catchUp(): void {
    for (; this.#taken < this.#secrets.size; this.#taken += 1) {
      const { value } = this.#coming.next() as IteratorYieldResult<string>;
      this.#add(value);
      this.#add(plain(value));
    }
  }

  #add(form: string): void {
    if (form.length < SHORTEST_SECRET || this.#forms.has(form)) return;
    this.#forms.add(form);
    const start = form.slice(0, SHORTEST_SECRET);
    const lengths = this.#byStart.get(start) ?? [];
    if (lengths.includes(form.length)) return;
    this.#byStart.set(
      start,
      [...lengths, form.length].sort((a, b) => b - a),
    );
  }
}
