import type { FleetServer } from '../../model/fleet.ts';

/** Registrations that cover the same on what looks like one host: all but one of them are paid for nothing. */
export interface Duplicate {
  readonly covers: string;
  readonly sharedBy: 'ip' | 'hostname';
  /** The address or the host name that they share. */
  readonly shared: string;
  /** Two or more. */
  readonly servers: readonly FleetServer[];
}

export interface Duplicates {
  readonly groups: readonly Duplicate[];
  /** Addresses under which several hosts register, each by its own name: hosts behind one address, and no duplicates. */
  readonly sharedAddresses: number;
}

/** Groups in the order of the servers. A pair that shares its address and its name is told of once, by its address. */
export function findDuplicates(servers: readonly FleetServer[]): Duplicates {
  const byIp = groups(servers, 'ip', ({ ip }) => ip);
  const real = byIp.filter(({ servers: members }) => !differByName(members));
  const told = new Set(real.map(({ servers: members }) => identity(members)));
  const byName = groups(servers, 'hostname', hostName);
  return {
    groups: [...real, ...byName.filter(({ servers: members }) => !told.has(identity(members)))],
    sharedAddresses: byIp.length - real.length,
  };
}

function groups(
  servers: readonly FleetServer[],
  sharedBy: Duplicate['sharedBy'],
  valueOf: (server: FleetServer) => string | undefined,
): readonly Duplicate[] {
  const found = new Map<
    string,
    { readonly covers: string; readonly shared: string; readonly servers: FleetServer[] }
  >();
  for (const server of servers) {
    const shared = valueOf(server) ?? '';
    if (shared === '') continue;
    const { covers } = server;
    const name = JSON.stringify([covers, shared]);
    const group = found.get(name);
    if (group === undefined) found.set(name, { covers, shared, servers: [server] });
    else group.servers.push(server);
  }
  return [...found.values()]
    .filter(({ servers: members }) => members.length > 1)
    .map((group) => ({ sharedBy, ...group }));
}

/** A name that every host has by itself tells none from another. */
function hostName({ hostname }: FleetServer): string | undefined {
  const name = hostname?.toLowerCase();
  return name === undefined || /^localhost(?:\.|$)/.test(name) ? undefined : name;
}

function differByName(servers: readonly FleetServer[]): boolean {
  const names = new Set(servers.map(({ hostname = '' }) => hostname.toLowerCase()));
  return !names.has('') && names.size === servers.length;
}

function identity(servers: readonly FleetServer[]): string {
  return JSON.stringify(servers.map(({ by, id, key }) => [by, id, key]));
}
