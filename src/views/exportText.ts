import type { Address } from '../model/address.ts';
import type { Live } from '../model/live.ts';
import { count } from './count.ts';
import { table } from './table.ts';
import { show, titleOf } from './view.ts';
import type { View } from './view.ts';

export interface ExportReport {
  readonly folder: string;
  readonly files: readonly string[];
  readonly covers: readonly { readonly address: Address; readonly live: Live }[];
  /** Bindings that were added to the state. */
  readonly bound: number;
  readonly left: readonly { readonly live: Live; readonly field?: string }[];
}

/** What an export wrote and bound, by kind, and what to type next. */
export function* exportText(report: ExportReport, view: View): Generator<string> {
  const folder = show(report.folder, view);
  const files = [...report.files].sort().map((file) => show(file, view));
  yield `Wrote ${folder}: ${files.join(', ')}.`;
  const types = [...new Set([...report.covers, ...report.left].map(({ live }) => live.type))];
  const rows = types.map((type) => {
    const declared = report.covers.filter(({ live }) => live.type === type).length;
    const left = report.left.filter(({ live, field }) => live.type === type && field === undefined).length;
    return [titleOf(type, view), `${declared} declared`, left === 0 ? '' : view.paint.yellow(`${left} left out`)];
  });
  yield* table(rows, '  ');
  const known = report.covers.length - report.bound;
  yield `Bound ${count(report.bound, 'object')}${known > 0 ? `; ${count(known, 'was', 'were')} bound before` : ''}. Nothing was changed in the account.`;
  yield `Its plan is empty: clnform plan${report.folder === 'clnform' ? '' : ` ${folder}`}`;
}

/** The files of an export one after the other, with their names, as `head` prints them. Safe by what `export` writes. */
export function* exportedFilesText(files: ReadonlyMap<string, string>): Generator<string> {
  for (const [path, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    yield `# ==> ${path} <==`;
    yield text;
  }
}
