import type { Address } from '../model/address.ts';
import type { Diagnostic, Severity } from '../model/diagnostic.ts';
import { plain } from '../model/text.ts';
import type { Code } from './codes.ts';
import type { SourceText } from './sourceText.ts';

/** A stretch of a file: what a diagnostic points at. */
export interface Spot {
  readonly text: SourceText;
  readonly start: number;
  readonly end: number;
}

export interface ProblemExtras {
  readonly severity?: Severity;
  readonly address?: Address;
  readonly related?: readonly { readonly at: Spot; readonly note: string }[];
}

/** More than this is a broken file, not a list of mistakes; the rest is counted. */
const MAX_PROBLEMS = 1000;

/** Collects diagnostics while a manifest is read. */
export class Problems {
  readonly #found: Diagnostic[] = [];
  #errors = 0;
  #left = 0;
  #leftErrors = 0;

  /** Errors reported so far, printed or not. */
  get errors(): number {
    return this.#errors;
  }

  /** A problem with a place in a file. An error, unless `extras` says otherwise. */
  at(spot: Spot, code: Code, summary: string, help: string, extras: ProblemExtras = {}): void {
    this.custom(spot, code, summary, help, extras);
  }

  /** As `at`, with a code of a kind's own. */
  custom(spot: Spot, code: string, summary: string, help: string, extras: ProblemExtras = {}): void {
    if (this.#found.length >= MAX_PROBLEMS) {
      // Only counted: places and excerpts are worth their cost only where they are shown.
      this.#leave(extras.severity ?? 'error');
      return;
    }
    const related = extras.related?.map(({ at, note }) => ({ source: at.text.ref(at.start), note }));
    this.add({
      severity: extras.severity ?? 'error',
      code,
      summary,
      help,
      source: spot.text.ref(spot.start),
      excerpt: spot.text.excerpt(spot.start, spot.end),
      ...(related === undefined ? {} : { related }),
      ...(extras.address === undefined ? {} : { address: extras.address }),
    });
  }

  /** A problem of a whole file or folder: it points at its first character. */
  file(file: string, code: Code, summary: string, help: string): void {
    this.add({ severity: 'error', code, summary, help, source: { file, line: 1, column: 1 } });
  }

  add(diagnostic: Diagnostic): void {
    if (this.#found.length >= MAX_PROBLEMS) {
      this.#leave(diagnostic.severity);
      return;
    }
    if (diagnostic.severity === 'error') this.#errors += 1;
    // Names and values from the file are quoted in sentences: they must not bring control characters along.
    const { summary, help } = diagnostic;
    this.#found.push({ ...diagnostic, summary: plain(summary), help: plain(help) });
  }

  #leave(severity: Severity): void {
    if (severity === 'error') {
      this.#errors += 1;
      this.#leftErrors += 1;
    }
    this.#left += 1;
  }

  /** Everything found, in the order of the files and of the places in them. */
  sorted(files: readonly string[]): readonly Diagnostic[] {
    const rank = new Map(files.map((file, index) => [file, index]));
    const fileRank = (d: Diagnostic): number => rank.get(d.source?.file ?? '') ?? files.length;
    const sorted = this.#found.toSorted(
      (a, b) =>
        fileRank(a) - fileRank(b) ||
        compare(a.source?.file ?? '', b.source?.file ?? '') ||
        (a.source?.line ?? 0) - (b.source?.line ?? 0) ||
        (a.source?.column ?? 0) - (b.source?.column ?? 0) ||
        compare(a.summary, b.summary),
    );
    const last = sorted.at(-1);
    if (this.#left === 0 || last === undefined) return sorted;
    return [
      ...sorted,
      {
        severity: this.#leftErrors > 0 ? 'error' : 'warning',
        code: 'too-many-problems' satisfies Code,
        summary: `There are ${this.#left} more problems, which are not shown.`,
        help: 'Fix the ones above first: most of the rest usually follows from them.',
        ...(last.source === undefined ? {} : { source: last.source }),
      },
    ];
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
