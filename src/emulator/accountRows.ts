/** The rows of an emulated account. Times are milliseconds since 1970 UTC, limits count servers and 0 is unlimited. */

/** A row of `/im/key/list.json`. */
export interface ImunifyKey {
  readonly key: string;
  readonly code: string;
  readonly limit: number;
  readonly note: string;
  /** One of the account's default keys: cannot be removed, and no list says so. */
  readonly isDefault?: boolean;
}

/** A row of `/im/srv/list.json`. */
export interface ImunifyServer {
  readonly id: string;
  readonly key: string;
  readonly ip: string;
  readonly lastCheckin: number;
}

/** A row of `/kcare/key/list.json`. */
export interface KernelCareKey {
  readonly key: string;
  readonly limit: number;
  readonly note: string;
  readonly enabled: boolean;
  readonly created: number;
  /** Accepted by `set_cidr`, shown by no list. */
  readonly cidrs: readonly string[];
  readonly isDefault?: boolean;
}

/** A row of `/kcare/key/servers.json`. */
export interface KernelCareServer {
  readonly id: string;
  readonly key: string;
  readonly ip: string;
  readonly created: number;
  readonly lastCheckin: number;
  /** What the Nagios calls report: `up-to-date`, `out-of-date`, `unsupported` or `inactive`. */
  readonly health: string;
}

/** A row of `/els/key/list.json`. */
export interface ElsKey {
  readonly key: string;
  readonly productType: string;
  readonly limit: number;
  readonly note: string;
}

/** A row of `/els/srv/list.json`. */
export interface ElsServer {
  /** Digits. */
  readonly id: string;
  readonly key: string;
  readonly ip: string;
  readonly hostname: string;
  readonly lastCheckin: number;
}

/** A row of `/v2/cl/keys`. */
export interface CloudLinuxKey {
  readonly key: string;
  readonly productType: string;
  readonly limit: number;
  readonly note: string;
  readonly isDefault?: boolean;
}

/** A row of `/v2/cl/servers`. */
export interface CloudLinuxServer {
  /** Digits. */
  readonly id: string;
  readonly key: string;
  readonly ip: string;
  readonly hostname: string;
}

/** A row of `/v2/cl/sub-account/servers`. */
export interface SubAccountServer {
  readonly login: string;
  readonly email: string;
  /** Digits. */
  readonly serverId: string;
  readonly serverKey: string;
  readonly version: number;
  readonly ip: string;
}

/** A row of `/ipl/list.json` and `/ipl/server.json`: one type on one IP. */
export interface IpLicense {
  readonly ip: string;
  readonly type: number;
  readonly registered: boolean;
  readonly created: number;
  /** Accepted by `register` and `update`, shown by no list. */
  readonly elsAllowed: boolean;
  readonly serverInfo?: string;
  readonly lastCheckin?: number;
}

/** A licence of another customer: the IP and type are taken. */
export interface ForeignLicense {
  readonly ip: string;
  readonly type: number;
}

/** A row of `/group/list.json`, with what `/group/servers/list.json` shows. */
export interface ServerGroup {
  readonly name: string;
  readonly description: string;
  /** Ids of Imunify and KernelCare servers. */
  readonly servers: readonly string[];
}

/** A feature that was set on the account: ENABLED, DISABLED or UNSET. One without a row is UNSET. */
export interface Feature {
  /** Digits. */
  readonly id: string;
  readonly permission: string;
}

/** A row of `/ab/list.json`. */
export interface Backup {
  /** Digits. */
  readonly id: string;
  readonly serverId: string;
  /** GB, a multiple of ten. */
  readonly size: number;
  readonly datacenter: string;
}

/** A row of `/cl/awp`, billable in `yearMonth` (yyyy-MM). */
export interface AwpUsage {
  readonly yearMonth: string;
  readonly product: string;
  readonly primaryDomain: string;
  readonly username?: string;
  readonly cdnLimitType?: string;
}

/** A key registered by `nagios/register_key.plain` for the IP that the call came from. */
export interface MonitoringKey {
  readonly ip: string;
  readonly key: string;
}

/** A flag of `/status.json` that is not as it is when all is well, or that no text names. */
export interface StatusFlag {
  readonly flag: string;
  readonly value: boolean;
}

/** Which rows each table of an account holds. */
export interface AccountRows {
  imunifyKeys: ImunifyKey;
  imunifyServers: ImunifyServer;
  kernelcareKeys: KernelCareKey;
  kernelcareServers: KernelCareServer;
  elsKeys: ElsKey;
  elsServers: ElsServer;
  cloudlinuxKeys: CloudLinuxKey;
  cloudlinuxServers: CloudLinuxServer;
  subAccountServers: SubAccountServer;
  ipLicenses: IpLicense;
  foreignLicenses: ForeignLicense;
  groups: ServerGroup;
  features: Feature;
  backups: Backup;
  awpUsage: AwpUsage;
  monitoringKeys: MonitoringKey;
  statusFlags: StatusFlag;
}
