import { escapeHtml } from './escapeHtml.ts';
import { asideLines } from './report/asideLines.ts';
import type { Report, ReportRow } from './report/report.ts';
import { rowLines } from './report/rowLines.ts';
import { sourceText } from './sourceText.ts';

/**
 * A report for what shows tests: a suite a kind, a case a row. A failure is what apply refuses, what failed, or drift; an
 * error is an unknown outcome; skipped is what was not carried out, and what cannot be read back.
 */
export function* reportJunit(report: Report): Generator<string> {
  const suites = new Map<string, ReportRow[]>();
  for (const row of report.table.rows()) {
    const suite = suites.get(row.type);
    if (suite === undefined) suites.set(row.type, [row]);
    else suite.push(row);
  }
  const extra = wholeCases(report);
  const all = [...suites.values()].flat();
  yield '<?xml version="1.0" encoding="UTF-8"?>';
  yield `<testsuites name="clnform ${report.command}: ${escapeHtml(report.account)}" ${tally([...all.map(({ level }) => level), ...extra.map(({ level }) => level)])}>`;
  yield `  <testsuite name="${report.command}" ${tally(extra.map(({ level }) => level))}>`;
  for (const one of extra) yield* testCase(report.command, one);
  const aside = [...asideLines(report)];
  if (aside.length > 0) yield* ['    <system-out>', ...aside.map(escapeHtml), '    </system-out>'];
  yield '  </testsuite>';
  for (const [type, rows] of suites) {
    yield `  <testsuite name="${escapeHtml(type)}" ${tally(rows.map(({ level }) => level))}>`;
    for (const row of rows) yield* testCase(type, rowCase(row));
    yield '  </testsuite>';
  }
  yield '</testsuites>';
}

interface TestCase {
  readonly name: string;
  readonly file?: string;
  readonly level: ReportRow['level'];
  readonly message: string;
  readonly lines: readonly string[];
}

/** What is about the whole and not about one row. The first case says how it went, so that a report is never empty. */
function wholeCases({ verdict, alerts, problems }: Report): readonly TestCase[] {
  return [
    { name: verdict.words, level: 'passed', message: '', lines: [] },
    ...alerts.map(({ tone, words, lines }) => ({
      name: words,
      level: tone === 'bad' ? ('unknown' as const) : ('refused' as const),
      message: words,
      lines,
    })),
    ...problems
      .filter(({ severity }) => severity === 'error')
      .map(({ code, summary, help, source }) => ({
        name: `${code}: ${summary}`,
        ...(source !== undefined && { file: source.file }),
        level: 'failed' as const,
        message: summary,
        lines: [...(source === undefined ? [] : [`at ${sourceText(source)}`]), ...help],
      })),
  ];
}

function rowCase(row: ReportRow): TestCase {
  const { address, words, level, hazards, state, source } = row;
  const why = hazards.map(({ name, detail }) => `${name}: ${detail}`).join('; ');
  return {
    name: `${address} ${words}`,
    ...(source !== undefined && { file: source.file }),
    level,
    message: level === 'refused' ? why : `${words}${state === undefined ? '' : ` (${state})`}`,
    lines: [...rowLines(row)].map(({ sign, text }) => `${sign} ${text}`),
  };
}

function* testCase(suite: string, { name, file, level, message, lines }: TestCase): Generator<string> {
  const place = file === undefined ? '' : ` file="${escapeHtml(file)}"`;
  const start = `    <testcase classname="${escapeHtml(suite)}" name="${escapeHtml(name)}"${place} time="0"`;
  if (level === 'passed') {
    yield `${start}/>`;
    return;
  }
  yield `${start}>`;
  const element = level === 'skipped' ? 'skipped' : level === 'unknown' ? 'error' : 'failure';
  yield `      <${element} message="${escapeHtml(message)}"${element === 'skipped' ? '' : ` type="${level}"`}>`;
  for (const line of lines) yield escapeHtml(line);
  yield `      </${element}>`;
  yield '    </testcase>';
}

function tally(levels: readonly ReportRow['level'][]): string {
  const count = (...wanted: readonly ReportRow['level'][]): number =>
    levels.filter((level) => wanted.includes(level)).length;
  return `tests="${levels.length}" failures="${count('refused', 'failed')}" errors="${count('unknown')}" skipped="${count('skipped')}"`;
}
