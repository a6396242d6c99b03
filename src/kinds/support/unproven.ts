import type { Outcome } from '../../model/outcome.ts';

/** The service reported success, but its answer does not show what was asked for. */
export function unproven(endpoint: string, what: string): Extract<Outcome<never>, { status: 'unknown' }> {
  return { status: 'unknown', endpoint, reason: `${endpoint}: ${what}` };
}
