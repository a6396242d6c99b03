import type { FleetServer } from '../model/fleet.ts';
import { ageDays, ageText, momentIso, momentText } from './momentText.ts';
import type { Column } from './sheet.ts';

/** The columns of a server, the same wherever servers are listed. `now` in milliseconds since 1970 UTC, for ages. */
export function serverColumns(now: number): readonly Column<FleetServer>[] {
  return [
    { field: 'family', value: ({ family }) => family },
    { field: 'product', title: 'PRODUCT', value: ({ product }) => product },
    { field: 'by', title: 'BY', value: ({ by }) => by },
    { field: 'id', title: 'ID', value: ({ id }) => id },
    { field: 'ip', title: 'IP', value: ({ ip }) => ip },
    { field: 'hostname', title: 'HOST NAME', value: ({ hostname }) => hostname },
    { field: 'key', title: 'KEY', secret: true, value: ({ key }) => key },
    { field: 'sub_account', title: 'SUB-ACCOUNT', value: ({ account }) => account },
    { field: 'registered', value: ({ registered }) => registered },
    {
      field: 'last_checkin',
      title: 'LAST CHECK-IN',
      value: ({ lastCheckin }) => momentIso(lastCheckin),
      text: ({ lastCheckin, registered }) =>
        momentText(lastCheckin) ?? (registered === false ? 'never registered' : undefined),
    },
    {
      field: 'age_days',
      title: 'AGE',
      value: ({ lastCheckin }) => ageDays(lastCheckin, now),
      text: ({ lastCheckin }) => ageText(lastCheckin, now),
    },
  ];
}
