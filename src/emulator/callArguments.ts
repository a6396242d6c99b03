import { isIPv4 } from 'node:net';
import { Refusal } from './refusal.ts';

/** The service's Int (2024 text, "limit (Int, required)"). */
const MAX_INT = 2_147_483_647;

/** The arguments of one call, read as strictly as the service reads them; each reader throws `Refusal`. */
export class CallArguments {
  readonly #values: ReadonlyMap<string, string>;

  /** The first of several values of the same name counts. */
  constructor(pairs: Iterable<readonly [string, string]>) {
    const values = new Map<string, string>();
    for (const [name, value] of pairs) if (!values.has(name)) values.set(name, value);
    this.#values = values;
  }

  /** Undefined when it was not sent; an empty text when it was sent empty. */
  optional(name: string): string | undefined {
    return this.#values.get(name);
  }

  text(name: string): string {
    const value = this.#values.get(name);
    if (value === undefined || value === '') throw new Refusal(`Required parameter is missing: ${name}`);
    return value;
  }

  integer(name: string): number {
    const text = this.text(name);
    const value = Number(text);
    if (!/^-?\d{1,10}$/.test(text) || Math.abs(value) > MAX_INT)
      throw new Refusal(`Parameter is not a number: ${name}`);
    return value;
  }

  /** A whole number from 0: a limit of servers, where 0 is unlimited. */
  count(name: string): number {
    const value = this.integer(name);
    if (value < 0) throw new Refusal(`Parameter is negative: ${name}`);
    return value;
  }

  ip(name: string): string {
    const text = this.text(name);
    if (!isIPv4(text)) throw new Refusal('Invalid IP address');
    return text;
  }

  flag(name: string): boolean {
    const text = this.text(name).toLowerCase();
    if (text === 'true' || text === '1') return true;
    if (text === 'false' || text === '0') return false;
    throw new Refusal(`Parameter is not true or false: ${name}`);
  }

  /** One of a fixed set; `what` is the service's word for it. */
  oneOf(name: string, known: { has(value: string): boolean }, what: string): string {
    const value = this.text(name);
    if (!known.has(value)) throw new Refusal(`Unknown ${what}`);
    return value;
  }

  /** Comma-separated, at least one. */
  list(name: string): readonly string[] {
    const items = this.text(name)
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
    if (items.length === 0) throw new Refusal(`Required parameter is missing: ${name}`);
    return items;
  }
}
