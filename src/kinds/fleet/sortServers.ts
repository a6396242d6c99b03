import type { FleetServer } from '../../model/fleet.ts';
import { FLEET_FAMILIES, FLEET_LICENSINGS } from '../../model/fleet.ts';

export const SERVER_ORDERS = ['product', 'ip', 'hostname', 'key', 'id', 'checkin'] as const;
export type ServerOrder = (typeof SERVER_ORDERS)[number];

type Comparison = (a: FleetServer, b: FleetServer) => number;

/** The servers in this order, which no order of the service's lists can change: what is equal is compared further. */
export function sortServers(servers: readonly FleetServer[], order: ServerOrder): readonly FleetServer[] {
  const comparisons = [BY[order], BY.product, BY.ip, BY.id, BY.key];
  return [...servers].sort((a, b) => {
    for (const compare of comparisons) {
      const result = compare(a, b);
      if (result !== 0) return result;
    }
    return 0;
  });
}

const BY: Readonly<Record<ServerOrder, Comparison>> = {
  product: (a, b) =>
    FLEET_FAMILIES.indexOf(a.family) - FLEET_FAMILIES.indexOf(b.family) ||
    FLEET_LICENSINGS.indexOf(a.by) - FLEET_LICENSINGS.indexOf(b.by) ||
    byText(a.product, b.product),
  ip: (a, b) => byText(sortableIp(a.ip), sortableIp(b.ip)),
  hostname: (a, b) => byText(a.hostname?.toLowerCase(), b.hostname?.toLowerCase()),
  key: (a, b) => byText(a.key, b.key),
  id: (a, b) => byText(padded(a.id), padded(b.id)),
  // The longest silent first.
  checkin: (a, b) => (a.lastCheckin ?? Number.POSITIVE_INFINITY) - (b.lastCheckin ?? Number.POSITIVE_INFINITY) || 0,
};

/** What is absent comes last. By code units: a locale must not decide what a pipeline compares. */
function byText(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  return b === undefined || a < b ? -1 : 1;
}

/** 198.51.100.9 stands before 198.51.100.10. */
function sortableIp(ip: string | undefined): string | undefined {
  return ip === undefined ? undefined : padded(ip);
}

/** Numbers in a text with leading zeros, so that `SSERVER_9` stands before `SSERVER_10`. */
function padded(text: string): string {
  return text.replace(/\d{1,15}/g, (digits) => digits.padStart(16, '0'));
}
