import type { FleetFamily, FleetKey, FleetServer } from '../model/fleet.ts';
import { count } from './count.ts';
import type { Report } from './report.ts';

/** Something paid for: a key with free seats, or an IP licence without a server. */
interface UnusedRow {
  readonly family: FleetFamily;
  readonly product: string;
  readonly by: 'key' | 'ip';
  readonly key?: string;
  readonly ip?: string;
  readonly note?: string;
  readonly limit: number;
  readonly servers: number;
}

export interface UnusedShown {
  readonly keys: readonly FleetKey[];
  readonly licenses: readonly FleetServer[];
  readonly unjudged: number;
}

/** `servers --unused`: seats of keys and IP licences that no server uses. */
export function unusedReport({ keys, licenses, unjudged }: UnusedShown): Report<UnusedRow> {
  const rows = [
    ...keys.map((key): UnusedRow => ({ ...key, by: 'key' })),
    ...licenses.map(({ family, product, ip }): UnusedRow => ({
      ...{ family, product, by: 'ip', limit: 1, servers: 0 },
      ...(ip !== undefined && { ip }),
    })),
  ];
  const seats = keys.reduce((sum, { limit, servers }) => sum + limit - servers, 0);
  return {
    columns: [
      { field: 'family', value: ({ family }) => family },
      { field: 'product', title: 'PRODUCT', value: ({ product }) => product },
      { field: 'by', title: 'BY', value: ({ by }) => by },
      { field: 'key', title: 'KEY', secret: true, value: ({ key }) => key },
      { field: 'ip', title: 'IP', value: ({ ip }) => ip },
      { field: 'limit', title: 'LIMIT', value: ({ limit }) => limit },
      { field: 'servers', title: 'SERVERS', value: ({ servers }) => servers },
      { field: 'unused', title: 'UNUSED', value: ({ limit, servers }) => limit - servers },
      { field: 'note', title: 'NOTE', value: ({ note }) => note },
    ],
    rows,
    name: 'unused',
    facts: { keys: keys.length, seats, ip_licenses: licenses.length, not_judged: unjudged },
    summary: [
      `Unused: ${count(seats, 'seat')} of ${count(keys.length, 'key')}, and ${count(licenses.length, 'IP licence')} without a server.`,
    ],
    caveats:
      unjudged === 0
        ? []
        : [`Not judged: ${count(unjudged, 'IP licence')} of which the service does not say whether a server uses it.`],
  };
}
