import { jsonText } from './jsonText.ts';
import type { ReportFormat } from './report.ts';
import { sheetCsv, sheetObject, sheetText } from './sheet.ts';
import type { Column } from './sheet.ts';
import type { View } from './view.ts';

/** A table whose rows are printed as they come. Columns of text align if they have a width of their own. */
export interface RowStream<Row> {
  /** The rows of the next batch; the heading goes before the first. */
  batch(rows: readonly Row[]): Iterable<string>;
  /** What stands behind the last row. Until it is written, JSON is none: half a list is not to be taken for a whole one. */
  end(summary: string): Iterable<string>;
}

export function createRowStream<Row>(
  columns: readonly Column<Row>[],
  format: ReportFormat,
  view: View,
): RowStream<Row> {
  let begun = false;
  const withHeading = (lines: Iterable<string>): Iterable<string> => {
    const all = [...lines];
    return begun ? all.slice(1) : all;
  };
  const json = function* (rows: readonly Row[]): Generator<string> {
    if (!begun) yield '[';
    for (const [index, row] of rows.entries()) {
      // The comma stands before a row, since it is not known whether another one will come.
      yield `${begun || index > 0 ? ' ,' : '  '}${jsonText(sheetObject(columns, row, view), 0)}`;
    }
  };
  const lines = (rows: readonly Row[]): Iterable<string> => {
    switch (format) {
      case 'text':
        return withHeading(sheetText(columns, rows, view));
      case 'csv':
        return withHeading(sheetCsv(columns, rows, view));
      case 'json':
        return json(rows);
      default:
        return format satisfies never;
    }
  };
  return {
    batch(rows) {
      const printed = [...lines(rows)];
      begun = true;
      return printed;
    },
    *end(summary) {
      if (format === 'json') yield ']';
      if (format === 'text') yield* ['', summary];
    },
  };
}
