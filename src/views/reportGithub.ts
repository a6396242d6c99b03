import { asideLines } from './report/asideLines.ts';
import { clip } from './report/clip.ts';
import { urgency } from './report/report.ts';
import type { Report, ReportRow } from './report/report.ts';
import { workflowCommand } from './workflowCommand.ts';
import type { AnnotationLevel } from './workflowCommand.ts';

/** Rows named one by one in an annotation; more of the same place are counted. */
const NAMED = 5;
const LONGEST = 4_000;

/**
 * A report as annotations at the manifest's own lines, one a line of it, the worst first: GitHub shows ten of each level. The
 * first says how it went.
 */
export function* reportGithub(report: Report): Generator<string> {
  const { command, account, verdict, alerts, problems, table } = report;
  const title = `clnform ${command}: ${account}`;
  const summary = clip([verdict.words, ...asideLines(report)].join('\n'), LONGEST);
  yield workflowCommand(verdict.tone === 'bad' ? 'error' : 'notice', title, summary, undefined);
  for (const { tone, words, lines } of alerts) {
    const text = [words, ...lines].join('\n');
    yield workflowCommand(tone === 'bad' ? 'error' : 'warning', title, clip(text, LONGEST), undefined);
  }
  for (const { severity, code, summary, help, source } of problems) {
    yield workflowCommand(severity, code, [summary, `help: ${help.join('\n')}`].join('\n'), source);
  }
  const places = [...byPlace(table.rows())];
  for (const wanted of [0, 1, 2]) {
    for (const rows of places) if (Math.min(...rows.map(urgency)) === wanted) yield annotation(rows, command);
  }
}

/** Rows of one line of the manifest; those that no line declares by their group and kind. */
function byPlace(rows: Iterable<ReportRow>): Iterable<readonly ReportRow[]> {
  const places = new Map<string, ReportRow[]>();
  for (const row of rows) {
    const { source, group, type } = row;
    const place = source === undefined ? `${group}\n${type}` : `${source.line}\n${source.file}`;
    const same = places.get(place);
    if (same === undefined) places.set(place, [row]);
    else same.push(row);
  }
  return places.values();
}

function annotation(rows: readonly ReportRow[], command: Report['command']): string {
  const sorted = [...rows].sort((a, b) => urgency(a) - urgency(b));
  const named = sorted.slice(0, NAMED).flatMap((row) => [...rowText(row)]);
  const more = rows.length - NAMED;
  const text = [...named, ...(more > 0 ? [`and ${more} more here`] : [])].join('\n');
  const groups = [...new Set(sorted.map(({ group }) => group))].join(', ');
  const level = worst(rows);
  return workflowCommand(level, `clnform ${command}: ${groups}`, clip(text, LONGEST), sorted[0]?.source);
}

function* rowText({ address, words, remarks, hazards, fields }: ReportRow): Generator<string> {
  const why = remarks.length === 0 ? '' : ` (${remarks.join('; ')})`;
  yield `${address} ${words}${why}`;
  for (const { name, before, after } of fields) if (before !== undefined) yield `  ${name}: ${before} -> ${after}`;
  for (const { name, detail } of hazards) yield `  ! ${name}: ${detail}`;
}

function worst(rows: readonly ReportRow[]): AnnotationLevel {
  if (rows.some(({ level }) => level === 'failed' || level === 'unknown')) return 'error';
  return rows.some(({ level, removes }) => level === 'refused' || removes) ? 'warning' : 'notice';
}
