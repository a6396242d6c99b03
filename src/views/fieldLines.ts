import type { Change } from '../model/change.ts';
import { paintSign } from './actionWords.ts';
import { fieldRows } from './fieldRows.ts';
import { padText, textWidth } from './table.ts';
import type { View } from './view.ts';

const INDENT = '      ';
/** One long note must not push the values of all the other fields off the screen. */
const WIDEST_COLUMN = 32;

/** The fields that differ, aligned: `~ limit = 5 -> 10`. */
export function* fieldLines(change: Change, view: View): Generator<string> {
  const rows = fieldRows(change, view);
  const names = column(rows.map((row) => row.name));
  const befores = column(rows.map((row) => row.before ?? ''));
  for (const { sign, name, before, after, note, items } of rows) {
    const value = before === undefined ? after : `${padText(before, befores)} -> ${after}`;
    const comment = note === '' ? '' : `  ${view.paint.dim(`# ${note}`)}`;
    yield `${INDENT}${paintSign(sign, view.paint)} ${padText(name, names)} = ${value}${comment}`;
    for (const item of items) yield `${INDENT}    ${paintSign(item.sign, view.paint)} ${item.text}`;
  }
}

function column(cells: readonly string[]): number {
  return Math.min(WIDEST_COLUMN, Math.max(0, ...cells.map(textWidth)));
}
