import type { JsonObject } from '../model/json.ts';
import { jsonText } from './jsonText.ts';
import { sheetCsv, sheetObject, sheetText } from './sheet.ts';
import type { Column } from './sheet.ts';
import type { View } from './view.ts';

/** What a command that only reads prints: one table, and what is to be said of it. */
export interface Report<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** The name of the list of rows in JSON. */
  readonly name: string;
  /** What stands before the list in JSON. */
  readonly facts: JsonObject;
  /** Our own words: what the table adds up to. */
  readonly summary: readonly string[];
  /** Our own words: what the table leaves out or cannot judge. Never silent, whatever the format is. */
  readonly caveats: readonly string[];
}

/** The formats of every reading command. */
export type ReportFormat = 'text' | 'json' | 'csv';

/** The result on stdout, line by line. CSV has no place for caveats: the caller tells them elsewhere. */
export function* reportLines<Row>(report: Report<Row>, format: ReportFormat, view: View): Generator<string> {
  const { columns, rows, name, facts, summary, caveats } = report;
  switch (format) {
    case 'text':
      if (rows.length > 0) {
        yield* sheetText(columns, rows, view);
        yield '';
      }
      yield* summary;
      yield* caveats;
      return;
    case 'json':
      yield jsonText({ ...facts, [name]: rows.map((row) => sheetObject(columns, row, view)) });
      return;
    case 'csv':
      yield* sheetCsv(columns, rows, view);
      return;
    default:
      format satisfies never;
  }
}
