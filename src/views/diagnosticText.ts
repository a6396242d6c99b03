import type { Diagnostic } from '../model/diagnostic.ts';
import { PLAIN_PAINT } from './paint.ts';
import type { Paint } from './paint.ts';
import { safeText } from './safeText.ts';
import { positionText } from './sourceText.ts';
import { textWidth } from './table.ts';

/** A diagnostic as people read it (CLI.md, "A diagnostic"), line by line. */
export function* diagnosticText(diagnostic: Diagnostic, paint: Paint = PLAIN_PAINT): Generator<string> {
  const { severity, code, summary, help, source, excerpt, related } = diagnostic;
  const mark = severity === 'error' ? paint.red : paint.yellow;
  yield `${mark(`${severity} ${safeText(code)}:`)} ${paint.bold(safeText(summary))}`;
  if (source !== undefined) yield `  ${paint.cyan('-->')} ${positionText(source)}`;
  if (excerpt !== undefined) yield* excerptLines(excerpt, source?.line, paint);
  for (const place of related ?? []) {
    yield `  ${paint.cyan('-->')} ${positionText(place.source)}: ${safeText(place.note)}`;
  }
  // Help may have several lines, one command each; none of them may start with anything but its indent.
  const [first = '', ...rest] = help.split('\n');
  yield `  ${paint.cyan('help:')} ${safeText(first)}`;
  for (const line of rest) yield `        ${safeText(line)}`.replace(/^( *)::/, '$1\\u{3a}:');
}

function* excerptLines([line, marker]: readonly [string, string], number: number | undefined, paint: Paint) {
  const gutter = number === undefined ? '' : String(number);
  const blank = ' '.repeat(gutter.length);
  const bar = paint.dim('|');
  yield `  ${paint.dim(gutter)} ${bar} ${visible(line)}`;
  yield `  ${blank} ${bar} ${paint.red(underline(line, marker))}`;
}

function visible(text: string): string {
  return safeText(text.replaceAll('\t', ' '));
}

/** The carets under what they mean, though control characters before it are longer when they are made visible. */
function underline(line: string, marker: string): string {
  const start = marker.search(/\S/);
  if (start < 0) return '';
  const length = marker.trim().length;
  const before = textWidth(visible(line.slice(0, start)));
  const below = textWidth(visible(line.slice(start, start + length)));
  return ' '.repeat(before) + '^'.repeat(Math.max(length, below));
}
