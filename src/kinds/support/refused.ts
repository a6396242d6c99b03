import type { Outcome } from '../../model/outcome.ts';

/** Nothing was done: the service said so in its answer, or clnform sent nothing because it would have been wrong. */
export function refused(endpoint: string, what: string): Extract<Outcome<never>, { status: 'refused' }> {
  return { status: 'refused', endpoint, reason: `${endpoint}: ${what}` };
}
