import type { Change, ChangeAction } from '../model/change.ts';

/**
 * What people call a change. Binding has several words: an object that was found is adopted, a binding that got another
 * address is moved, and protection is noted or taken back.
 */
export type Verb = ChangeAction | 'move' | 'protect' | 'unprotect';

export function verbOf({ action, movedFrom, live, reason, protect }: VerbFacts): Verb {
  if (action !== 'adopt') return action;
  if (movedFrom !== undefined) return 'move';
  if (live === undefined || reason?.startsWith('protection is ') !== true) return 'adopt';
  return protect === true ? 'protect' : 'unprotect';
}

export type VerbFacts = Pick<Change, 'action' | 'movedFrom' | 'live' | 'reason' | 'protect'>;
