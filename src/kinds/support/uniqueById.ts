import { ApiError } from '../../model/apiError.ts';

/**
 * The objects without repeats. Two rows of one id that say different things (a server that moved to another key while
 * the keys were listed one after the other) throw `ApiError`: nothing may be planned from a list that contradicts itself.
 */
export function uniqueById<Row extends { readonly id: string }>(
  endpoint: string,
  rows: readonly Row[],
): readonly Row[] {
  const seen = new Map<string, Row>();
  for (const row of rows) {
    const earlier = seen.get(row.id);
    if (earlier === undefined) seen.set(row.id, row);
    else if (JSON.stringify(earlier) !== JSON.stringify(row)) throw contradiction(endpoint);
  }
  return seen.size === rows.length ? rows : [...seen.values()];
}

function contradiction(endpoint: string): ApiError {
  return new ApiError(endpoint, {
    severity: 'error',
    code: 'contradictory-list',
    summary: `${endpoint} showed one object in two different states.`,
    help: 'The account probably changed while it was being listed. Run it again; nothing was planned or changed.',
  });
}
