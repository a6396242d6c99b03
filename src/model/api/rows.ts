/**
 * What the read calls return, in one spelling: numbers are numbers, dates are milliseconds since 1970 UTC, ids are
 * strings. An absent field was not in the answer. Section names are those of the 2024 API text.
 */

/** `/im/key/list.json`. */
export interface ImunifyKeyRow {
  readonly key: string;
  /** Product code: AVP, 360_1, 360_5, 360_30, 360_250, 360_UN, or one that this version does not know. */
  readonly code: string;
  /** Servers per key, 0 = unlimited. */
  readonly limit: number;
  /** Servers registered now. */
  readonly servers?: number;
  /** Absent in older answers: unreadable. Null in newer ones becomes ''. */
  readonly note?: string;
}

/** `/im/srv/list.json`. */
export interface ImunifyServerRow {
  readonly id: string;
  readonly key: string;
  readonly ip?: string;
  readonly lastCheckin?: number;
}

/** `/kcare/key/list.json`. */
export interface KernelCareKeyRow {
  readonly key: string;
  readonly enabled?: boolean;
  readonly created?: number;
  readonly limit: number;
  readonly note: string;
}

/** `/kcare/key/servers.json`. */
export interface KernelCareServerRow {
  readonly serverId: string;
  readonly ip?: string;
  readonly created?: number;
  readonly lastCheckin?: number;
}

/** `/els/key/list.json`. */
export interface ElsKeyRow {
  readonly key: string;
  readonly productType: string;
  readonly limit: number;
  readonly description: string;
}

/** `/els/srv/list.json`. */
export interface ElsServerRow {
  readonly id: string;
  readonly key: string;
  readonly ip?: string;
  readonly hostname?: string;
  /** The API prints no zone; taken as UTC. */
  readonly lastCheckin?: number;
}

/** `GET /v2/cl/keys`. */
export interface CloudLinuxKeyRow {
  readonly key: string;
  /** Upper case, whatever the answer printed. */
  readonly productType: string;
  readonly limit: number;
  readonly description: string;
}

/** `GET /v2/cl/servers`. */
export interface CloudLinuxServerRow {
  readonly id: string;
  readonly key: string;
  readonly ip?: string;
  readonly hostname?: string;
}

/** `GET /v2/cl/sub-account/servers`. */
export interface SubAccountServerRow {
  readonly login: string;
  readonly email?: string;
  readonly serverId: string;
  readonly serverKey: string;
  readonly version?: number;
  readonly ip?: string;
}

/** `GET /cl/awp`: AccelerateWP entities billable in a month. */
export interface AwpUsageRow {
  readonly product: string;
  readonly primaryDomain: string;
  readonly username?: string;
  readonly cdnLimitType?: string;
}

/** `/ipl/list.json`, and what `/ipl/register.json` answers. */
export interface IpLicenseRow {
  readonly ip: string;
  readonly type: number;
  readonly registered?: boolean;
  readonly created?: number;
}

/** `/ipl/server.json`. */
export interface IpServerRow extends IpLicenseRow {
  readonly serverInfo?: string;
  readonly lastCheckin?: number;
}

/** `/ipl/availability.json`: licence types free to register on the IP, and those this account owns there. */
export interface AvailabilityRow {
  readonly available: readonly number[];
  readonly owned: readonly number[];
}

/** `/group/list.json`. */
export interface ServerGroupRow {
  readonly name: string;
  readonly description: string;
}

/** `/group/servers/list.json`. */
export interface GroupServerRow {
  readonly id: string;
  readonly hostName?: string;
  readonly ip?: string;
  /** For example IMUNIFY. */
  readonly type?: string;
}

/** `GET /v2/features`. */
export interface SupportedFeatureRow {
  readonly featureId: string;
  readonly productIds: readonly number[];
}

export type Permission = 'ENABLED' | 'DISABLED' | 'UNSET';

/** `/ab/list.json`. */
export interface BackupRow {
  readonly serverId: string;
  /** GB, a multiple of ten. */
  readonly size: number;
  readonly backupId: string;
  readonly datacenter: string;
}

/** The lines of a Nagios check: `ok` when the service says that all servers are up to date. */
export interface NagiosAnswer {
  readonly ok: boolean;
  readonly text: string;
}
