import type { Json, JsonObject } from '../model/json.ts';
import { readPlainScalar } from './plainScalar.ts';

/** Longest line that a block is put on. */
const MAX_WIDTH = 110;

/** What no parser takes for anything but the text that it is. */
const PLAIN = /^[A-Za-z0-9/](?:[A-Za-z0-9 ._/@+-]*[A-Za-z0-9._/@+-])?$/u;

/**
 * One entry of a section as lines of YAML, two spaces in: on one line where that is short enough, else a line for each
 * field. The layout is the one that `fmt` makes.
 */
export function entryLines(name: string, value: Json): readonly string[] {
  const inline = `  ${textScalar(name)}: ${flow(value)}`;
  if (!isTable(value) || inline.length <= MAX_WIDTH) return [inline];
  const fields = Object.entries(value).flatMap(([field, part]) => fieldLines(field, part));
  return [`  ${textScalar(name)}:`, ...fields.map((line) => `    ${line}`)];
}

function fieldLines(field: string, value: Json): readonly string[] {
  const inline = `${textScalar(field)}: ${flow(value)}`;
  if (!Array.isArray(value) || inline.length + 4 <= MAX_WIDTH) return [inline];
  return [`${textScalar(field)}:`, ...value.map((item: Json) => `  - ${flow(item)}`)];
}

function flow(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => flow(item)).join(', ')}]`;
  if (isTable(value)) {
    const fields = Object.entries(value).map(([field, part]) => `${textScalar(field)}: ${flow(part)}`);
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  return typeof value === 'string' ? textScalar(value.replaceAll('${', '$${')) : JSON.stringify(value);
}

/** A text, in quotes wherever it could be read as anything else. */
export function textScalar(text: string): string {
  // A product such as 360_UN is quoted as 360_30 has to be.
  if (PLAIN.test(text) && !/^[0-9]+_/u.test(text)) {
    const read = readPlainScalar(text);
    if ('value' in read && typeof read.value === 'string') return text;
  }
  return JSON.stringify(text).replace(/[\u007f-\u{10ffff}]/gu, (c) => (isPrintable(c) ? c : escape(c)));
}

/** Letters of every script stay as they are; what prints as nothing is spelled out. */
function isPrintable(character: string): boolean {
  return /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(character);
}

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

function isTable(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
