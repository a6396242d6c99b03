import { maskKey, plain } from '../model/text.ts';

/** Shorter ids are words as likely as keys: they are masked where an id is shown, and not looked for in other text. */
const SHORTEST_SECRET = 6;

/**
 * Secrets by their first characters, so that a text is searched once, however many there are. A key is looked for as
 * it is and as `plain` writes it, whatever characters it holds, and the longest one that fits is masked.
 */
export class SecretIndex {
  readonly #byStart = new Map<string, string[]>();

  constructor(secrets: Iterable<string>) {
    const forms = new Set<string>();
    for (const secret of secrets) for (const form of [secret, plain(secret)]) forms.add(form);
    for (const form of [...forms].sort((a, b) => b.length - a.length)) {
      if (form.length < SHORTEST_SECRET) continue;
      const start = form.slice(0, SHORTEST_SECRET);
      const same = this.#byStart.get(start);
      if (same === undefined) this.#byStart.set(start, [form]);
      else same.push(form);
    }
  }

  /** The text with every secret in it masked. */
  mask(text: string): string {
    let masked = '';
    let from = 0;
    for (let at = 0; at + SHORTEST_SECRET <= text.length;) {
      const found = this.#byStart.get(text.slice(at, at + SHORTEST_SECRET))?.find((form) => text.startsWith(form, at));
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
}
