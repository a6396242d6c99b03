import { show } from './view.ts';
import type { View } from './view.ts';

/**
 * Rows as RFC 4180 prints them, the header first, each line without its end. Keys are masked and control characters
 * made visible as in every view, and no cell can be taken for a formula by a spreadsheet.
 */
export function* csvText(
  header: readonly string[],
  rows: Iterable<readonly (string | number | boolean | undefined)[]>,
  view: View,
): Generator<string> {
  yield header.join(',');
  for (const row of rows) yield row.map((cell) => csvCell(cell, view)).join(',');
}

/**
 * One cell: an absent value is an empty cell; numbers and flags are our own and need no care. Two colons are quoted, since
 * a build server would obey a line that begins with them.
 */
export function csvCell(value: string | number | boolean | undefined, view: View): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = defused(show(value, view));
  return /[^\w.:/@ -]|^ | $|::/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * What a spreadsheet would calculate (a cell that begins with one of these, or, where the list separator is the
 * semicolon, what follows one) gets an apostrophe in front, by which it is a text.
 */
function defused(text: string): string {
  return text.replace(/(^|;)(?=[\s"']*[=+\-@\uff1d\uff0b\uff0d\uff20])/g, "$1'");
}
