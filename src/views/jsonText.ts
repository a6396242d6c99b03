import type { Json } from '../model/json.ts';
import { plain } from '../model/text.ts';

/**
 * JSON that reads back as exactly the value and yet holds no character that a terminal would obey: what `plain` makes
 * visible in text is written as `\uXXXX` here. `indent` 0: one line.
 */
export function jsonText(value: Json, indent: 0 | 2 = 2): string {
  return JSON.stringify(value, null, indent).replace(/[^\n\u0020-\u007e]/gu, escapeUnsafe);
}

function escapeUnsafe(char: string): string {
  if (plain(char) === char) return char;
  let escaped = '';
  for (let i = 0; i < char.length; i++) escaped += `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`;
  return escaped;
}
