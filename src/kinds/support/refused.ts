import type { Outcome } from '../../model/outcome.ts';

/** The service answered and stated that nothing was done, or clnform knows that it would be wrong to send anything. */
export function refused(endpoint: string, reason: string): Extract<Outcome<never>, { status: 'refused' }> {
  return { status: 'refused', endpoint, reason };
}
