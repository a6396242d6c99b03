import type { Diagnostic } from '../model/diagnostic.ts';
import { safeText } from './safeText.ts';
import { positionText } from './sourceText.ts';
import { textWidth } from './table.ts';
import { hideKeys, show } from './view.ts';
import type { View } from './view.ts';

/** A diagnostic as people read it (CLI.md, "A diagnostic"), line by line. */
export function* diagnosticText(diagnostic: Diagnostic, view: View): Generator<string> {
  const { paint } = view;
  const { severity, code, summary, help, source, excerpt, related } = diagnostic;
  const mark = severity === 'error' ? paint.red : paint.yellow;
  yield `${mark(`${severity} ${safeText(code)}:`)} ${paint.bold(show(summary, view))}`;
  if (source !== undefined) yield `  ${paint.cyan('-->')} ${positionText(source)}`;
  if (excerpt !== undefined) yield* excerptLines(excerpt, source?.line, view);
  for (const place of related ?? []) {
    yield `  ${paint.cyan('-->')} ${positionText(place.source)}: ${show(place.note, view)}`;
  }
  // Help may have several lines, one command each; none of them may start with anything but its indent.
  const [first = '', ...rest] = hideKeys(help, view).split('\n');
  yield `  ${paint.cyan('help:')} ${safeText(first)}`;
  for (const line of rest) yield `        ${safeText(line)}`.replace(/^( *)::/, '$1\\u{3a}:');
}

function* excerptLines([line, marker]: readonly [string, string], number: number | undefined, view: View) {
  const { paint } = view;
  const gutter = number === undefined ? '' : String(number);
  const blank = ' '.repeat(gutter.length);
  const bar = paint.dim('|');
  yield `  ${paint.dim(gutter)} ${bar} ${visible(line, view)}`;
  yield `  ${blank} ${bar} ${paint.red(underline(line, marker, view))}`;
}

function visible(text: string, view: View): string {
  return show(text.replaceAll('\t', ' '), view);
}

/** The carets under what they mean, though what stands before it has another length when it is made safe to show. */
function underline(line: string, marker: string, view: View): string {
  const start = marker.search(/\S/);
  if (start < 0) return '';
  const length = marker.trim().length;
  const before = textWidth(visible(line.slice(0, start), view));
  const below = textWidth(visible(line.slice(start, start + length), view));
  return ' '.repeat(before) + '^'.repeat(Math.max(length, below));
}
