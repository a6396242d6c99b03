import type { Json, JsonObject } from '../model/json.ts';

/** What a stored file got wrong, with the place in it. Never leaves this folder: decoders turn it into a value. */
export class DecodingProblem extends Error {}

/** Which members an object has: `satisfies Shape<T>` makes the compiler ask for every member of T. */
export type Shape<T> = Readonly<Record<keyof T, 'required' | 'optional'>>;

/** The value as an object that holds the members of the shape and no other. */
export function decodeObject<K extends string>(
  value: unknown,
  at: string,
  shape: Readonly<Record<K, 'required' | 'optional'>>,
): Readonly<Partial<Record<K, unknown>>> {
  const object = decodeMap(value, at);
  for (const name of requiredBy(shape)) {
    if (!Object.hasOwn(object, name)) throw new DecodingProblem(`${at} has no "${name}"`);
  }
  for (const name of Object.keys(object)) {
    if (!Object.hasOwn(shape, name)) throw new DecodingProblem(`${at} has an unknown ${JSON.stringify(name)}`);
  }
  return object as Readonly<Partial<Record<K, unknown>>>;
}

const required = new WeakMap<object, readonly string[]>();

/** Worked out once for each shape: a state has a hundred thousand objects of one. */
function requiredBy(shape: Readonly<Record<string, 'required' | 'optional'>>): readonly string[] {
  const known = required.get(shape);
  if (known !== undefined) return known;
  const names = Object.keys(shape).filter((name) => shape[name] === 'required');
  required.set(shape, names);
  return names;
}

/** The value as an object with any members but `__proto__`, which some code would take for the object's prototype. */
export function decodeMap(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DecodingProblem(`${at} is not an object`);
  }
  if (Object.hasOwn(value, '__proto__')) throw new DecodingProblem(`${at} has an unknown "__proto__"`);
  return value as Readonly<Record<string, unknown>>;
}

export function decodeArray(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new DecodingProblem(`${at} is not an array`);
  return value;
}

/** A string of at least one character. */
export function decodeText(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '') throw new DecodingProblem(`${at} is not a text`);
  return value;
}

/** A string, perhaps an empty one. */
export function decodeString(value: unknown, at: string): string {
  if (typeof value !== 'string') throw new DecodingProblem(`${at} is not a text`);
  return value;
}

export function decodeTexts(value: unknown, at: string): readonly string[] {
  return decodeArray(value, at).map((item, i) => decodeText(item, `${at}[${i}]`));
}

/** One of a few words. */
export function decodeOneOf<T extends string>(value: unknown, at: string, words: readonly T[]): T {
  const word = words.find((known) => known === value);
  if (word === undefined) throw new DecodingProblem(`${at} is none of ${words.join(', ')}`);
  return word;
}

export function decodeBoolean(value: unknown, at: string): boolean {
  if (typeof value !== 'boolean') throw new DecodingProblem(`${at} is neither true nor false`);
  return value;
}

/** Any finite number. */
export function decodeNumber(value: unknown, at: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new DecodingProblem(`${at} is not a number`);
  return value;
}

/** No counter and no moment ever comes near it, and it leaves room to count on from: 2^52. */
const MOST = 2 ** 52;

/** A whole number from 0 that a double holds exactly, as it does so many more after it. */
export function decodeCount(value: unknown, at: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new DecodingProblem(`${at} is not a whole number from 0`);
  }
  if (value > MOST) throw new DecodingProblem(`${at} is larger than anything that clnform writes`);
  return value;
}

/** Absent or `true`: there is no other way to say it. */
export function decodeFlag(value: unknown, at: string): true | undefined {
  if (value !== undefined && value !== true) throw new DecodingProblem(`${at} is neither true nor left out`);
  return value;
}

/** Deeper than any spec; a file nested further was not written by clnform. */
const MAX_DEPTH = 32;

/** The very object, looked through: what `JSON.parse` made is nobody else's. */
export function decodeJsonObject(value: unknown, at: string, depth = 0): JsonObject {
  const object = decodeMap(value, at);
  for (const name of Object.keys(object)) decodeJson(object[name], `${at}.${name}`, depth + 1);
  return object as JsonObject;
}

export function decodeJson(value: unknown, at: string, depth = 0): Json {
  if (depth > MAX_DEPTH) throw new DecodingProblem(`${at} is nested too deep`);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new DecodingProblem(`${at} is too large a number`);
    return value;
  }
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) decodeJson(item, `${at}[${i}]`, depth + 1);
    return value as readonly Json[];
  }
  return decodeJsonObject(value, at, depth);
}

/**
 * `JSON.parse` that refuses an object with the same member twice, of which it would silently keep the last: the mark
 * of a file merged by hand.
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The engine's message quotes the text, which may hold keys.
    throw new DecodingProblem('it is not whole JSON');
  }
  // What reads the same when it is written again names nothing twice: so do all files that clnform wrote itself.
  const own = text.endsWith('\n') ? `${JSON.stringify(value, null, 2)}\n` : JSON.stringify(value);
  if (text !== own && countNames(text) !== countMembers(value))
    throw new DecodingProblem('an object names the same member twice');
  return value;
}

/** In well-formed JSON every quote delimits a string, so a string with a colon after it is a member's name. */
function countNames(text: string): number {
  let count = 0;
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) if (match[1] !== undefined) count++;
  return count;
}

function countMembers(root: unknown): number {
  let count = 0;
  const open: unknown[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const members: unknown[] = Object.values(value);
    if (!Array.isArray(value)) count += members.length;
    for (const member of members) open.push(member);
  }
  return count;
}
