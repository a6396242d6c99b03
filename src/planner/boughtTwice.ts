import type { Diagnostic } from '../model/diagnostic.ts';

/** What a plan says of objects that may be one too many. `which`: of those that the summary names. */
export function boughtTwice(summary: string, which: 'the one' | 'those'): Omit<Diagnostic, 'severity'> {
  return {
    code: 'bought-twice',
    summary,
    help: `Look in the web console and remove ${which} that nothing uses: each is billed, and clnform removes nothing that it was not told to.`,
  };
}
