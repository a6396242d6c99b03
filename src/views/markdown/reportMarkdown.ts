import { urgency } from '../report/report.ts';
import type { Report, ReportNote, ReportProblem, ReportRow, ReportTable, Tone } from '../report/report.ts';
import { rowLines } from '../report/rowLines.ts';
import { sourceText } from '../sourceText.ts';
import { bytesOf, fitting } from './bytes.ts';
import { codeBlock, codeSpan, codeTag } from './code.ts';
import { leftOut } from './leftOut.ts';

/** GitHub takes comments of 65,535 characters; the margin is for what a workflow puts around the text. */
export const MARKDOWN_LIMIT = 65_000;
/** For one note, one row, all problems: none of them may leave no room for the others. */
const MOST_NOTE = 2_500;
const MOST_ROW = 4_000;
const MOST_PROBLEMS = 8_000;
const RESERVED = 3_000;

/** A report as a comment of bounded length: trouble first and open, the rest folded, what is left out counted. */
export function* reportMarkdown(report: Report): Generator<string> {
  const head = [...headLines(report)];
  const tail = report.notes.flatMap((note) => [...folded(note)]);
  const room = MARKDOWN_LIMIT - RESERVED - bytesOf(head) - bytesOf(tail);
  yield* head;
  yield* rowsMarkdown(report, room);
  yield* tail;
}

const TITLES: Readonly<Record<Report['command'], string>> = {
  plan: 'Plan',
  apply: 'Apply',
  destroy: 'Destroy',
  drift: 'Drift',
};

function* headLines({ command, account, verdict, alerts, money, problems }: Report): Generator<string> {
  yield `## ${TITLES[command]} for CLN account ${codeSpan(account)}`;
  yield '';
  yield `**${verdict.words}**`;
  yield '';
  for (const alert of alerts) yield* alertLines(alert);
  if (money !== undefined) {
    const { words, currency, before, after, change, byType, unknown } = money;
    yield `**${words}:** ${before} → ${after} ${codeSpan(currency)} (**${change}**)`;
    yield '';
    const lines = byType.map((entry) => `${entry.change.padStart(12)}  ${entry.type}`);
    if (unknown.length > 0) lines.push(`not counted (no price, or no limit): ${unknown.join(', ')}`);
    if (lines.length > 0) yield* [...codeBlock(fitting(lines, MOST_NOTE), 'text'), ''];
  }
  if (problems.length > 0) {
    yield* codeBlock(fitting(problems.flatMap(problemLines), MOST_PROBLEMS), 'text');
    yield '';
  }
}

const KIND_OF_ALERT: Readonly<Record<Tone, string>> = {
  good: 'NOTE',
  change: 'NOTE',
  warn: 'WARNING',
  bad: 'CAUTION',
};

function* alertLines({ tone, words, lines }: ReportNote): Generator<string> {
  yield `> [!${KIND_OF_ALERT[tone]}]`;
  yield `> **${words}**`;
  if (lines.length > 0) {
    yield '>';
    for (const line of codeBlock(fitting(lines, MOST_NOTE), 'text')) yield `> ${line}`;
  }
  yield '';
}

function problemLines({ severity, code, summary, help, source }: ReportProblem): readonly string[] {
  return [
    `${severity} ${code}: ${summary}`,
    ...(source === undefined ? [] : [`  --> ${sourceText(source)}`]),
    ...help.map((line, i) => (i === 0 ? `  help: ${line}` : `        ${line}`)),
  ];
}

function* folded({ words, lines }: ReportNote): Generator<string> {
  if (lines.length === 0) {
    yield* [`${words}.`, ''];
    return;
  }
  yield* ['<details>', `<summary>${words}</summary>`, '', ...codeBlock(fitting(lines, MOST_NOTE), 'text')];
  yield* ['', '</details>', ''];
}

/** Rows by urgency while there is room, whole rows only. */
function* rowsMarkdown({ table }: Report, room: number): Generator<string> {
  const shown = new Map<string, Fold>();
  const urgent: string[] = [];
  const missing: ReportRow[] = [];
  let left = room;
  for (const wanted of [0, 1, 2] as const) {
    for (const row of table.rows()) {
      if (urgency(row) !== wanted) continue;
      const lines = left <= 0 ? [] : wanted === 0 ? [...openRow(row)] : diffLines(row, true);
      const size = bytesOf(lines);
      if (left <= 0 || size > left) {
        // Nothing that comes later may look more important than what is missing.
        left = 0;
        missing.push(row);
        continue;
      }
      left -= size;
      if (wanted === 0) urgent.push(...lines);
      else {
        const fold = shown.get(row.words) ?? { words: row.words, rows: 0, lines: [] };
        shown.set(row.words, fold);
        fold.rows += 1;
        fold.lines.push(...lines);
      }
    }
  }
  if (urgent.length > 0) yield* ['### To look at first', '', ...urgent];
  for (const fold of shown.values()) yield* foldLines(fold, table);
  if (missing.length > 0) yield* leftOut(missing, table);
}

/** Rows of which the same is to be said. */
interface Fold {
  readonly words: string;
  rows: number;
  readonly lines: string[];
}

function* foldLines({ words, rows, lines }: Fold, { noun }: ReportTable): Generator<string> {
  yield '<details>';
  yield `<summary>${rows} ${rows === 1 ? noun[0] : noun[1]}: ${words}</summary>`;
  yield* ['', ...codeBlock(lines, 'diff'), '', '</details>', ''];
}

function* openRow(row: ReportRow): Generator<string> {
  const { sign, address, words, hazards } = row;
  const after = hazards.length === 0 ? '' : ` (${hazards.map(({ name }) => name).join(', ')})`;
  yield '<details open>';
  yield `<summary>${codeTag(sign)} ${codeTag(address)} ${words}${after}</summary>`;
  yield* ['', ...codeBlock(diffLines(row, false), 'diff'), '', '</details>', ''];
}

/** In a `diff` block the first character gives a line its colour: `+`, `-`, and `!` for what changes. */
function diffLines(row: ReportRow, brief: boolean): readonly string[] {
  const lines = [...rowLines(row, { brief })].map(({ sign, text }) => `${colourOf(sign)} ${text}`);
  return fitting(lines, MOST_ROW);
}

function colourOf(sign: string): string {
  if (sign === '') return ' ';
  if (sign === '+' || sign === '-') return sign;
  return sign === '=' || sign === '.' || sign === '?' ? ' ' : '!';
}
