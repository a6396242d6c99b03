import type {
  AvailabilityRow,
  AwpUsageRow,
  BackupRow,
  CloudLinuxKeyRow,
  CloudLinuxServerRow,
  ElsKeyRow,
  ElsServerRow,
  GroupServerRow,
  ImunifyKeyRow,
  ImunifyServerRow,
  IpLicenseRow,
  IpServerRow,
  KernelCareKeyRow,
  KernelCareServerRow,
  NagiosAnswer,
  Permission,
  ServerGroupRow,
  SubAccountServerRow,
  SupportedFeatureRow,
} from './rows.ts';

/**
 * The half of the API that cannot change anything. `plan` and `drift` are handed this type alone (law 1).
 * Every method returns the whole answer or throws `ApiError`; a refused, truncated or malformed list is never empty.
 */
export interface ReadApi {
  /** `/status.json`: flags by the service's own names. */
  status(): Promise<Readonly<Record<string, boolean>>>;
  /** `/status.plain`: the same over the text API. */
  statusPlain(): Promise<Readonly<Record<string, boolean>>>;
  readonly imunify: {
    keys(): Promise<readonly ImunifyKeyRow[]>;
    servers(key: string): Promise<readonly ImunifyServerRow[]>;
  };
  readonly kernelcare: {
    keys(): Promise<readonly KernelCareKeyRow[]>;
    servers(key: string): Promise<readonly KernelCareServerRow[]>;
    /** `/kcare/nagios/{key}`. */
    nagiosKey(key: string): Promise<NagiosAnswer>;
    /** `/kcare/nagios-res/{login}/{token}`: the token stands in the path. */
    nagiosReseller(): Promise<NagiosAnswer>;
  };
  readonly els: {
    keys(productType: string): Promise<readonly ElsKeyRow[]>;
    servers(productType: string, key?: string): Promise<readonly ElsServerRow[]>;
  };
  readonly cloudlinux: {
    keys(productType: string): Promise<readonly CloudLinuxKeyRow[]>;
    servers(productType: string): Promise<readonly CloudLinuxServerRow[]>;
    subAccountServers(): Promise<readonly SubAccountServerRow[]>;
    /** `yearMonth`: `yyyy-MM`. */
    awp(products: readonly string[], yearMonth: string): Promise<readonly AwpUsageRow[]>;
  };
  readonly ipLicenses: {
    list(): Promise<readonly IpLicenseRow[]>;
    /** Any number of IPs; sent a hundred a call. */
    servers(ips: readonly string[]): Promise<readonly IpServerRow[]>;
    availability(ip: string): Promise<AvailabilityRow>;
    /** Types that any customer has on the IP: no proof of ownership. */
    check(ip: string): Promise<readonly number[]>;
  };
  readonly groups: {
    list(): Promise<readonly ServerGroupRow[]>;
    servers(name: string): Promise<readonly GroupServerRow[]>;
  };
  readonly features: {
    supported(): Promise<readonly SupportedFeatureRow[]>;
    account(): Promise<Readonly<Record<string, Permission>>>;
  };
  readonly backups: {
    list(): Promise<readonly BackupRow[]>;
  };
}
