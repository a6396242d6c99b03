/** The documented answers are three deep. */
const DEEPEST = 64;

/** Rows have some five values each: for a million of rows, and more than any list that is read. */
const MOST_VALUES = 5_000_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * Whether JSON text may be parsed: neither nested more than 64 deep nor with more than five million values. 64 MiB of
 * brackets would become gigabytes, and neither a time limit nor an error could stop the parser.
 */
export function withinBounds(text: string): boolean {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
    } else if (code === COMMA) {
      if ((values += 1) > MOST_VALUES) return false;
    } else if (code === 0x5b || code === 0x7b) {
      if ((values += 1) > MOST_VALUES || (depth += 1) > DEEPEST) return false;
    } else if (code === 0x5d || code === 0x7d) {
      depth -= 1;
    }
  }
  return true;
}

/** Where the quote stands that ends the string which begins at `start`; the text's length when none does. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}
