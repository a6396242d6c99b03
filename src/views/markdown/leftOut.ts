import type { ReportRow, ReportTable } from '../report/report.ts';
import { fitting } from './bytes.ts';
import { codeBlock } from './code.ts';

const MOST = 2_000;

/** What there was no room for, counted by action and kind: a reader must know that it is there. */
export function* leftOut(rows: readonly ReportRow[], { noun }: ReportTable): Generator<string> {
  const counts = new Map<string, Map<string, number>>();
  let hazards = 0;
  for (const { group, type, hazards: own } of rows) {
    const kinds = counts.get(group) ?? new Map<string, number>();
    kinds.set(type, (kinds.get(type) ?? 0) + 1);
    counts.set(group, kinds);
    if (own.length > 0) hazards += 1;
  }
  const many = rows.length === 1 ? noun[0] : noun[1];
  yield '> [!IMPORTANT]';
  yield `> **${rows.length} ${many} left out, for the length of a comment is limited.**`;
  if (hazards > 0) yield `> ${hazards} of them with a hazard.`;
  yield '> The whole of it stands in the text, JSON and HTML formats.';
  yield '>';
  const lines = [...counts].flatMap(([group, kinds]) =>
    [...kinds].map(([type, count]) => `${String(count).padStart(7)}  ${group} ${type}`),
  );
  for (const line of codeBlock(fitting(lines, MOST), 'text')) yield `> ${line}`;
  yield '';
}
