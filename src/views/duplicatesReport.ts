import type { FleetServer } from '../model/fleet.ts';
import { count } from './count.ts';
import type { Report } from './report.ts';
import { serverColumns } from './serverColumns.ts';
import { columnOf } from './sheet.ts';

/** Registrations that look like one host, in groups. */
export interface DuplicateGroup {
  readonly covers: string;
  readonly sharedBy: 'ip' | 'hostname';
  readonly shared: string;
  readonly servers: readonly FleetServer[];
}

interface DuplicateRow {
  readonly group: DuplicateGroup;
  /** From 1. */
  readonly number: number;
  readonly server: FleetServer;
}

const WORDS = { ip: 'address', hostname: 'host name' } as const;

/** `servers --duplicates`: one row a registration, with the group that it belongs to. */
export function duplicatesReport(
  { groups, sharedAddresses }: { readonly groups: readonly DuplicateGroup[]; readonly sharedAddresses: number },
  now: number,
): Report<DuplicateRow> {
  const rows = groups.flatMap((group, index) =>
    group.servers.map((server): DuplicateRow => ({ group, number: index + 1, server })),
  );
  const extra = rows.length - groups.length;
  return {
    columns: [
      { field: 'group', title: 'GROUP', value: ({ number }) => number },
      { field: 'covers', title: 'COVERS', value: ({ group }) => group.covers },
      {
        field: 'same',
        title: 'SAME',
        value: ({ group }) => group.sharedBy,
        text: ({ group }) => WORDS[group.sharedBy],
      },
      ...serverColumns(now).map((column) => columnOf(column, ({ server }: DuplicateRow) => server)),
    ],
    rows,
    name: 'duplicates',
    facts: { groups: groups.length, registrations: rows.length, shared_addresses: sharedAddresses },
    summary: [
      groups.length === 0
        ? 'No host is registered twice for the same.'
        : `${count(groups.length, 'host')} registered more than once for the same: ${count(extra, 'registration')} too many.`,
    ],
    caveats:
      sharedAddresses === 0
        ? []
        : [
            `Left out: ${count(sharedAddresses, 'address', 'addresses')} that several hosts share, each under its own name.`,
          ],
  };
}
