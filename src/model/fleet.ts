/** What a reseller sees as one product, however it is licensed: by a key or by an address. */
export const FLEET_FAMILIES = ['imunify', 'kernelcare', 'els', 'cloudlinux', 'other'] as const;
export type FleetFamily = (typeof FLEET_FAMILIES)[number];

/** How a server comes by its licence: by a key, by a key that a sub-account uses, or by its address. */
export const FLEET_LICENSINGS = ['key', 'sub-account', 'ip'] as const;
export type FleetLicensing = (typeof FLEET_LICENSINGS)[number];

/** One registration of a server, or one IP licence: what each of the server lists shows a row for. */
export interface FleetServer {
  readonly family: FleetFamily;
  /** The code of its key (`360_30`, `CELS`, `CL`) or the name of its IP licence (`imunify360-30`). */
  readonly product: string;
  /** What the licence covers: two registrations of one host with the same coverage are paid twice. */
  readonly covers: string;
  readonly by: FleetLicensing;
  /** The service's id; for an IP licence, whose servers have none, `ip/type`. */
  readonly id: string;
  readonly ip?: string;
  readonly hostname?: string;
  readonly key?: string;
  /** The login of the sub-account that uses the key. */
  readonly account?: string;
  /** IP licences: whether a server has registered with it. Absent: the service does not say. */
  readonly registered?: boolean;
  /** Milliseconds since 1970 UTC. Absent: the service does not show it. */
  readonly lastCheckin?: number;
  /** An IP licence that `ipl/list` shows and `ipl/server` left out: its check-in is not known. */
  readonly withoutDetails?: true;
}

/** A key with what hangs on it. */
export interface FleetKey {
  readonly family: FleetFamily;
  readonly product: string;
  readonly key: string;
  readonly note: string;
  /** Servers that it may hold, 0 = unlimited. */
  readonly limit: number;
  /** Servers that it holds, as the server list shows them. */
  readonly servers: number;
}

/** All that the account licenses, of the families that were asked for. */
export interface Fleet {
  readonly servers: readonly FleetServer[];
  readonly keys: readonly FleetKey[];
}
