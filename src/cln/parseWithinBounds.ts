/** The documented answers are three deep. */
const DEEPEST = 64;

/** Rows have some five values each: for a million of rows, and more than any list that is read. */
const MOST_VALUES = 5_000_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * So much text becomes some megabytes at the worst, and is parsed first: most answers are shorter, and a value is looked
 * through in a fraction of the time that its text takes.
 */
const SHORT = 1 << 20;

/**
 * The value of JSON text, or undefined where it is nested more than 64 deep or has more than five million values: 64 MiB of
 * brackets would become gigabytes, and neither a time limit nor an error could stop the parser. Throws what `JSON.parse`
 * throws.
 */
export function parseWithinBounds(text: string): { readonly value: unknown } | undefined {
  const isShort = text.length <= SHORT;
  if (!isShort && !withinBounds(text)) return undefined;
  const value: unknown = JSON.parse(text);
  return isShort && isDeeper(value, DEEPEST) ? undefined : { value };
}

function isDeeper(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (left === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isDeeper(item, left - 1));
  // What `JSON.parse` made has no members but its own.
  for (const name in value) if (isDeeper((value as Record<string, unknown>)[name], left - 1)) return true;
  return false;
}

/** Told from the text alone, which is not parsed: it need not be JSON. */
function withinBounds(text: string): boolean {
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
