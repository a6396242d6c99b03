import type { Diagnostic } from '../model/diagnostic.ts';

/** Of mistakes that are all of one sort, so many are told one by one. */
export const MOST_TOLD = 20;

/** The first of many errors, and how many more there are: a million lines help no one. `of` names them: `lines`. */
export function firstFew(diagnostics: readonly Diagnostic[], total: number, of: string): readonly Diagnostic[] {
  const few = diagnostics.slice(0, MOST_TOLD);
  const [first] = few;
  if (first === undefined || total <= few.length) return few;
  const more: Diagnostic = {
    severity: 'error',
    code: first.code,
    summary: `And ${total - few.length} more ${of} that are wrong: ${total} in all.`,
    help: 'Mend these, and run it again for the rest.',
  };
  return [...few, more];
}
