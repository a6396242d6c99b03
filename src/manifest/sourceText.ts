import type { SourceRef } from '../model/diagnostic.ts';
import { plain } from '../model/text.ts';

/** Characters of a line that an excerpt shows, at most. */
const WIDTH = 120;

/** How far around a place an excerpt looks for a key that must be masked. */
const NEAR = 1024;

/** A text file with its line starts: turns offsets into places and excerpts. A byte order mark is left out. */
export class SourceText {
  readonly file: string;
  readonly text: string;
  readonly #lineStarts: readonly number[];

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text.startsWith('\ufeff') ? text.slice(1) : text;
    const starts = [0];
    for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#lineStarts = starts;
  }

  /** Line and column count from 1; columns in UTF-16 units, as editors count them. */
  ref(offset: number): SourceRef {
    const index = this.#lineIndex(offset);
    return { file: this.file, line: index + 1, column: offset - (this.#lineStarts[index] ?? 0) + 1 };
  }

  /** The offset that `ref` made this place from. */
  offset(ref: SourceRef): number {
    return (this.#lineStarts[ref.line - 1] ?? 0) + ref.column - 1;
  }

  /**
   * The line at `start`, and below it carets under `start` to `end`. A long line is cut around them. Safe to print: no
   * control characters, and a key that stands after `adopt:` is masked.
   */
  excerpt(start: number, end: number): readonly [string, string] {
    const index = this.#lineIndex(start);
    const lineStart = this.#lineStarts[index] ?? 0;
    const next = this.#lineStarts[index + 1];
    let lineEnd = next === undefined ? this.text.length : next - 1;
    if (lineEnd > lineStart && this.text[lineEnd - 1] === '\r') lineEnd -= 1;
    // A line may be megabytes long: only what is near is looked at.
    const windowStart = Math.max(lineStart, start - NEAR);
    const line = maskAdopted(this.text.slice(windowStart, Math.min(lineEnd, start + NEAR)));
    const column = Math.min(start - windowStart, line.length);
    const stop = Math.max(column + 1, Math.min(end - windowStart, line.length));
    const from = line.length <= WIDTH ? 0 : Math.max(0, Math.min(column - 40, line.length - WIDTH));
    const to = Math.min(line.length, from + WIDTH);
    const head = (windowStart + from > lineStart ? '…' : '') + plain(line.slice(from, column));
    const marked = plain(line.slice(column, Math.min(stop, to)));
    const tail = plain(line.slice(Math.min(stop, to), to)) + (windowStart + to < lineEnd ? '…' : '');
    return [head + marked + tail, ' '.repeat(head.length) + '^'.repeat(Math.max(1, marked.length))];
  }

  #lineIndex(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Keeps the length, so that columns stay right. A `${env:…}` is no secret. */
function maskAdopted(line: string): string {
  return line.replace(/(\badopt["']?\s*:\s*["']?)([^\s"',}]+)/gu, (_all, before: string, value: string) =>
    value.startsWith('${env:') ? before + value : before + '*'.repeat(Math.max(0, value.length - 4)) + value.slice(-4),
  );
}
