import type { Json, JsonObject } from '../model/json.ts';
import { maskKey } from '../model/text.ts';
import { csvText } from './csvText.ts';
import { table } from './table.ts';
import { hideKeys, show } from './view.ts';
import type { View } from './view.ts';

/** What a cell holds. A list is a list in JSON and one cell elsewhere; an absent value is null, `-` or an empty cell. */
export type Cell = string | number | boolean | readonly (string | number)[] | undefined;

export interface Column<Row> {
  /** Its name in JSON and CSV. */
  readonly field: string;
  /** Its heading in text; absent: only in JSON and CSV. */
  readonly title?: string;
  /** The value, as programs read it. */
  readonly value: (row: Row) => Cell;
  /** As people read it, where that is something else. */
  readonly text?: (row: Row) => string | undefined;
  /** The value is a credential: masked, unless keys are to be shown. */
  readonly secret?: true;
}

/** The column of a row that holds another. */
export function columnOf<Outer, Row>(
  { value, text, ...rest }: Column<Row>,
  pick: (outer: Outer) => Row,
): Column<Outer> {
  return {
    ...rest,
    value: (outer) => value(pick(outer)),
    ...(text !== undefined && { text: (outer: Outer) => text(pick(outer)) }),
  };
}

/** The service takes some sixty characters in a name; anything much longer is hostile and must not fill the screen. */
const LONGEST = 80;

/** Aligned columns under their headings. Nothing but the headings when there are no rows. */
export function* sheetText<Row>(columns: readonly Column<Row>[], rows: readonly Row[], view: View): Generator<string> {
  const shown = columns.filter(({ title }) => title !== undefined);
  const cells = rows.map((row) => shown.map((column) => textCell(column, row, view)));
  // A build server would obey a line that begins with two colons.
  for (const line of table([shown.map(({ title = '' }) => title), ...cells])) yield line.replace(/^::/, '\\u{3a}:');
}

/** The same as CSV, with a column for every field. */
export function sheetCsv<Row>(columns: readonly Column<Row>[], rows: Iterable<Row>, view: View): Generator<string> {
  return csvText(
    columns.map(({ field }) => field),
    csvRows(columns, rows, view),
    view,
  );
}

/** One row as JSON: every field is there, absent values as null. */
export function sheetObject<Row>(columns: readonly Column<Row>[], row: Row, view: View): JsonObject {
  return Object.fromEntries(columns.map((column) => [column.field, jsonCell(masked(column, row, view), view)]));
}

function* csvRows<Row>(columns: readonly Column<Row>[], rows: Iterable<Row>, view: View) {
  for (const row of rows)
    yield columns.map((column) => {
      const value = masked(column, row, view);
      return isList(value) ? value.join(' ') : value;
    });
}

function textCell<Row>(column: Column<Row>, row: Row, view: View): string {
  const value = column.text === undefined ? masked(column, row, view) : column.text(row);
  if (value === undefined || value === '') return '-';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = isList(value) ? value.join(', ') : String(value);
  if (text === '') return '-';
  if (text.length <= LONGEST) return show(text, view);
  // Keys are hidden before the cut, which must not leave half a key behind.
  return `${show(hideKeys(text, view).slice(0, LONGEST), view)}... (${text.length} characters)`;
}

function jsonCell(value: Cell, view: View): Json {
  if (value === undefined) return null;
  if (isList(value)) return value.map((item) => (typeof item === 'string' ? hideKeys(item, view) : item));
  return typeof value === 'string' ? hideKeys(value, view) : value;
}

function masked<Row>(column: Column<Row>, row: Row, view: View): Cell {
  const value = column.value(row);
  return column.secret === true && !view.showKeys && typeof value === 'string' ? maskKey(value) : value;
}

function isList(value: Cell): value is readonly (string | number)[] {
  return Array.isArray(value);
}
