import type { IpStanding } from '../model/ipStanding.ts';
import type { Column } from './sheet.ts';

/** Rows are printed as they come, so that a column cannot be as wide as its widest cell: it has a width of its own. */
const IP_WIDTH = '255.255.255.255'.length;
const NAMES_WIDTH = 32;

/** `licenses check`: one row an address. `nameOf` gives the name that manifests use for a type. */
export function standingColumns(nameOf: (type: number) => string): readonly Column<IpStanding>[] {
  const names = (types: readonly number[]): readonly string[] => types.map(nameOf);
  return [
    { field: 'ip', title: 'IP'.padEnd(IP_WIDTH), value: ({ ip }) => ip },
    { field: 'available_count', title: 'FREE', value: ({ available }) => available.length },
    { field: 'owned', title: 'YOURS'.padEnd(NAMES_WIDTH), value: ({ owned }) => names(owned) },
    { field: 'taken', title: "ANOTHER ACCOUNT'S", value: ({ taken }) => names(taken) },
    { field: 'available', value: ({ available }) => names(available) },
  ];
}
