import type { IpServerRow } from '../../model/api/rows.ts';
import type { ReadApi } from '../../model/api/readApi.ts';
import type { FleetServer } from '../../model/fleet.ts';
import { ipCoverage } from './coverage.ts';
import type { Counted, FleetPart } from './readFleet.ts';

/** `/server.json`: "It can contain up to 100 IP addresses". Asked a page at a time, so that progress can be told. */
const IPS_PER_CALL = 100;

/**
 * IP licences, with what `ipl/server` tells of the servers behind them. The list decides which there are: a licence
 * that the details leave out stays in, marked as one of which the check-in is not known.
 */
export async function readIpLicenses(read: ReadApi, counted: Counted): Promise<FleetPart> {
  const licenses = await counted(read.ipLicenses.list());
  const ips = [...new Set(licenses.map(({ ip }) => ip))];
  const pages = Array.from({ length: Math.ceil(ips.length / IPS_PER_CALL) }, (_, page) =>
    ips.slice(page * IPS_PER_CALL, (page + 1) * IPS_PER_CALL),
  );
  const rows = (await Promise.all(pages.map((page) => counted(read.ipLicenses.servers(page))))).flat();
  const details = new Map(rows.map((row) => [licenseId(row), row]));
  const listed = new Set(licenses.map(licenseId));
  const unlisted = rows.filter((row) => !listed.has(licenseId(row)));
  const known = licenses.map((row) => {
    const detail = details.get(licenseId(row));
    return detail === undefined ? { ...server(row), withoutDetails: true as const } : server({ ...row, ...detail });
  });
  return { servers: [...known, ...unlisted.map(server)] };
}

function server({ ip, type, registered, lastCheckin }: IpServerRow): FleetServer {
  return {
    ...ipCoverage(type),
    ...{ by: 'ip', id: licenseId({ ip, type }), ip },
    ...(registered !== undefined && { registered }),
    ...(lastCheckin !== undefined && { lastCheckin }),
  };
}

function licenseId({ ip, type }: { readonly ip: string; readonly type: number }): string {
  return `${ip}/${type}`;
}
