import type { FleetServer } from '../../model/fleet.ts';

export interface SelectedServers {
  readonly servers: readonly FleetServer[];
  /** Servers that no check-in is shown of, so that they cannot be judged. They are left out. */
  readonly unjudged: number;
  /** IP licences that no server has registered with. They are left out: they are unused, not stale. */
  readonly neverRegistered: number;
}

/** The servers whose last check-in was before a moment (milliseconds since 1970 UTC), or all when there is none. */
export function selectServers(servers: readonly FleetServer[], silentSince: number | undefined): SelectedServers {
  if (silentSince === undefined) return { servers, unjudged: 0, neverRegistered: 0 };
  const silent = servers.filter(({ lastCheckin }) => lastCheckin === undefined);
  const neverRegistered = silent.filter(isUnused).length;
  return {
    servers: servers.filter(({ lastCheckin }) => lastCheckin !== undefined && lastCheckin < silentSince),
    unjudged: silent.length - neverRegistered,
    neverRegistered,
  };
}

/** An IP licence that was paid for and that no server has ever used: it says so, and shows no check-in. */
export function isUnused({ by, registered, lastCheckin }: FleetServer): boolean {
  return by === 'ip' && registered === false && lastCheckin === undefined;
}
