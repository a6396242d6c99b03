import type { FleetServer } from '../model/fleet.ts';
import { count } from './count.ts';
import type { Report } from './report.ts';
import { serverColumns } from './serverColumns.ts';

export interface ServersShown {
  readonly servers: readonly FleetServer[];
  /** How many there are without the condition on check-ins. */
  readonly total: number;
  /** Days without a check-in that were asked for. */
  readonly staleDays?: number;
  /** See `SelectedServers`. */
  readonly unjudged: number;
  readonly neverRegistered: number;
  /** IP licences among all of them of which `ipl/server` showed nothing. */
  readonly withoutDetails: number;
}

/** `servers`: every registration, or with `--stale` those that have been silent for long. */
export function serversReport(shown: ServersShown, now: number): Report<FleetServer> {
  const { servers, total, staleDays, unjudged, neverRegistered, withoutDetails } = shown;
  const all = columnsWithin(serverColumns(now), servers);
  return {
    columns: all,
    rows: servers,
    name: 'servers',
    facts: {
      count: servers.length,
      total,
      stale_after_days: staleDays ?? null,
      no_checkin_shown: unjudged,
      never_registered: neverRegistered,
      without_details: withoutDetails,
    },
    summary: [
      staleDays === undefined
        ? `${count(servers.length, 'registration')}${byFamily(servers)}.`
        : `${servers.length} of ${count(total, 'registration')} without a check-in for ${count(staleDays, 'day')}${byFamily(servers)}.`,
    ],
    caveats: [
      ...when(unjudged, `Not judged: ${count(unjudged, 'registration')} of which the service shows no check-in.`),
      ...when(
        neverRegistered,
        `Not among them: ${count(neverRegistered, 'IP licence')} that no server has registered with (--unused).`,
      ),
      ...detailsMissing(withoutDetails),
    ],
  };
}

/** The account is not to be thought silent where only its details were left out. */
export function detailsMissing(licenses: number): readonly string[] {
  const what = count(licenses, 'IP licence');
  return when(licenses, `Not known: the last check-in of ${what} that ipl/list shows and ipl/server left out.`);
}

/** Few accounts have sub-accounts: a heading over dashes alone is left out of the text. JSON and CSV keep every field. */
function columnsWithin(columns: Report<FleetServer>['columns'], rows: readonly FleetServer[]) {
  if (rows.some(({ account }) => account !== undefined)) return columns;
  return columns.map((column) =>
    column.field === 'sub_account' ? { field: column.field, value: column.value } : column,
  );
}

function byFamily(servers: readonly FleetServer[]): string {
  const counts = new Map<string, number>();
  for (const { family } of servers) counts.set(family, (counts.get(family) ?? 0) + 1);
  return counts.size === 0 ? '' : `: ${[...counts].map(([family, number]) => `${family} ${number}`).join(', ')}`;
}

function when(number: number, text: string): readonly string[] {
  return number === 0 ? [] : [text];
}
