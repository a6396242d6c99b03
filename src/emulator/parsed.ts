import type { Diagnostic } from '../model/diagnostic.ts';
import { nearest } from './nearest.ts';

/** The outcome of reading an option's text: its value, or the one mistake to show. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly diagnostic: Diagnostic };

/** A text that was read. */
export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

/** A text that was not: the diagnostic has no place, an option stands on the command line. */
export function mistake(code: string, summary: string, help: string): { ok: false; diagnostic: Diagnostic } {
  return { ok: false, diagnostic: { severity: 'error', code, summary, help } };
}

/** A word that is not in the list: `help` offers the nearest one and names them all. */
export function unknownWord(code: string, what: string, typed: string, known: readonly string[]) {
  const near = nearest(typed, known);
  const offer = near === undefined ? '' : `Did you mean \`${near}\`? `;
  return mistake(code, `unknown ${what} \`${typed}\``, `${offer}Known: ${known.join(', ')}.`);
}

/** `a=1,b=2` as pairs, in order. Commas inside a value are not supported: no option needs one. */
export function splitPairs(text: string): readonly (readonly [string, string])[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      return equals < 0 ? [part, ''] : [part.slice(0, equals).trim(), part.slice(equals + 1).trim()];
    });
}
