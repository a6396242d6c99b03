import { isIP } from 'node:net';
import { timestamp } from './timestamp.ts';

/** Reads a value of the answer that stands at `path`, or throws `Malformed`. Without a path (`''`) nothing in it has one. */
export type Decoder<T> = (value: unknown, path: string) => T;

/**
 * What the value holds, or `Malformed` with the place. Places are put into words only once something is wrong: of a list of
 * a hundred thousand rows, nobody ever reads most.
 */
export function decoded<T>(decode: Decoder<T>, value: unknown, path: string): T {
  try {
    return decode(value, '');
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return decode(value, path);
  }
}

/** The answer lacks the promised shape. The message names the field and never its value. Does not leave `cln`. */
export class Malformed extends Error {
  constructor(path: string, what: string) {
    super(`${path} ${what}`);
    this.name = 'Malformed';
  }
}

/** A whole number from zero up, as a number or as a decimal string: both are seen. */
export const count: Decoder<number> = (value, path) => {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number + 0;
  throw wrong(value, path, 'is not a whole number');
};

/** An id or a key: a string with something in it, or a whole number from zero up, which some versions send. */
export const id: Decoder<string> = (value, path) => {
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return String(value);
  throw wrong(value, path, 'is not an id');
};

/** A string with something in it, and nothing else. */
export const word: Decoder<string> = (value, path) => {
  if (typeof value === 'string' && value !== '') return value;
  throw wrong(value, path, 'is not a text');
};

/** One IPv4 or IPv6 address: a list or a network of them would go back into calls that remove. */
export const ipAddress: Decoder<string> = (value, path) => {
  const text = word(value, path);
  // Node takes a zone (`fe80::1%eth0`) for part of an address; it means something on one machine alone.
  if (isIP(text) !== 0 && !text.includes('%')) return text;
  throw wrong(value, path, 'is not one IP address');
};

/** Notes and descriptions: null, absent, a string or a number. Absent and null are ''. */
export const note: Decoder<string> = (value, path) => optional(freeText)(value, path) ?? '';

/** Any string, or a number that can be held exactly. */
export const freeText: Decoder<string> = (value, path) => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return String(value);
  throw wrong(value, path, 'is not a text');
};

export const flag: Decoder<boolean> = (value, path) => {
  if (typeof value === 'boolean') return value;
  throw wrong(value, path, 'is not true or false');
};

/** Milliseconds since 1970 UTC. */
export const date: Decoder<number> = (value, path) => {
  const ms = typeof value === 'string' ? timestamp(value) : undefined;
  if (ms !== undefined) return ms;
  throw wrong(value, path, 'is not a date');
};

/** Undefined when the value is absent or null. */
export function optional<T>(decode: Decoder<T>): Decoder<T | undefined> {
  return (value, path) => (value === undefined || value === null ? undefined : decode(value, path));
}

/** Every element, or none: one bad row spoils the list, and null is not an empty list. */
export function list<T>(decode: Decoder<T>): Decoder<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw wrong(value, path, 'is not a list');
    const items = value as readonly unknown[];
    return items.map((item, index) => decode(item, path === '' ? '' : `${path}[${String(index)}]`));
  };
}

/** An object whose names the service chooses. */
export function dictionary<T>(decode: Decoder<T>): Decoder<Readonly<Record<string, T>>> {
  return (value, path) => {
    const entries = Object.entries(members(value, path));
    return Object.fromEntries(
      entries.map(([name, item]) => [name, decode(item, path === '' ? '' : `${path}.${name}`)]),
    );
  };
}

interface Renamed<T> {
  readonly from: string;
  readonly decode: Decoder<T>;
}
type Shape = Readonly<Record<string, Decoder<unknown> | Renamed<unknown>>>;
type Value<F> = F extends Decoder<infer T> ? T : F extends Renamed<infer T> ? T : never;
type Decoded<S> = {
  readonly [K in keyof S as undefined extends Value<S[K]> ? never : K]: Value<S[K]>;
} & {
  readonly [K in keyof S as undefined extends Value<S[K]> ? K : never]?: Exclude<Value<S[K]>, undefined>;
};

/** An object with these fields; others are ignored. A field that decodes to undefined is left out. */
export function object<S extends Shape>(shape: S): Decoder<Decoded<S>> {
  const fields = Object.entries(shape).map(([name, field]) =>
    typeof field === 'function' ? { name, from: name, decode: field } : { name, ...field },
  );
  return (value, path) => {
    const from = members(value, path);
    const decoded: Record<string, unknown> = {};
    for (const { name, from: source, decode } of fields) {
      const member = Object.hasOwn(from, source) ? from[source] : undefined;
      const result = decode(member, path === '' ? '' : `${path}.${source}`);
      if (result !== undefined) decoded[name] = result;
    }
    return decoded as Decoded<S>;
  };
}

/** A field that goes by another name in the answer. */
export function named<T>(from: string, decode: Decoder<T>): Renamed<T> {
  return { from, decode };
}

/** The object, provided that it is the one which was asked about: an answer about another proves nothing. */
export function about<T extends object, K extends keyof T & string>(
  decode: Decoder<T>,
  field: K,
  asked: T[K],
): Decoder<T> {
  return (value, path) => {
    const decoded = decode(value, path);
    if (decoded[field] !== asked) throw new Malformed(`${path}.${field}`, 'is not the one asked for');
    return decoded;
  };
}

/** A list of nothing but objects about what was asked. */
export function allAbout<T extends object, K extends keyof T & string>(
  decode: Decoder<T>,
  field: K,
  asked: T[K],
): Decoder<readonly T[]> {
  return list(about(decode, field, asked));
}

function members(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw wrong(value, path, 'is not an object');
}

function wrong(value: unknown, path: string, what: string): Malformed {
  return new Malformed(path, value === undefined ? 'is missing' : what);
}
