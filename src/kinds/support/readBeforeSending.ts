import { ApiError } from '../../model/apiError.ts';
import type { Outcome } from '../../model/outcome.ts';
import { done } from '../../model/outcome.ts';

/** A look that a mutating method takes before its first call. Failing is `notSent`: nothing has left yet. */
export async function readBeforeSending<T>(read: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return done(await read());
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: 'notSent', endpoint: error.endpoint, reason: error.message };
  }
}
