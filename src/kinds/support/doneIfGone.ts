import { ApiError } from '../../model/apiError.ts';
import type { Failure, Outcome } from '../../model/outcome.ts';
import { done } from '../../model/outcome.ts';

/**
 * The outcome of a removal, where "already gone" is success. Most calls answer the removal of what is not there with
 * an undocumented refusal, so a removal that was turned down is settled by looking: `isThere` must see every place
 * where the object could be. When it is still there, or cannot be looked for, the outcome stays what it was.
 */
export async function doneIfGone(outcome: Outcome<unknown>, isThere: () => Promise<boolean>): Promise<Outcome<void>> {
  if (outcome.status === 'done') return done(undefined);
  if (!turnedDown(outcome)) return outcome;
  try {
    return (await isThere()) ? outcome : done(undefined);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return outcome;
  }
}

/** The service answered; a "try later" is not about the object. */
function turnedDown(outcome: Failure): boolean {
  switch (outcome.status) {
    case 'refused':
      return outcome.retryAfterMs === undefined;
    case 'unknown':
      return outcome.stated !== undefined;
    case 'notSent':
      return false;
    default:
      return outcome satisfies never;
  }
}
