import type { ReadApi } from '../model/api/readApi.ts';
import type {
  AvailabilityRow,
  BackupRow,
  CloudLinuxKeyRow,
  CloudLinuxServerRow,
  ElsKeyRow,
  ElsServerRow,
  GroupServerRow,
  ImunifyKeyRow,
  ImunifyServerRow,
  IpLicenseRow,
  KernelCareKeyRow,
  KernelCareServerRow,
  Permission,
  ServerGroupRow,
} from '../model/api/rows.ts';

/** What read calls answered, by the argument that they were asked with. The last answer counts. */
export interface SeenRows {
  imunifyKeys?: readonly ImunifyKeyRow[];
  readonly imunifyServers: Map<string, readonly ImunifyServerRow[]>;
  kernelcareKeys?: readonly KernelCareKeyRow[];
  readonly kernelcareServers: Map<string, readonly KernelCareServerRow[]>;
  readonly elsKeys: Map<string, readonly ElsKeyRow[]>;
  readonly elsServers: Map<string, readonly ElsServerRow[]>;
  readonly cloudlinuxKeys: Map<string, readonly CloudLinuxKeyRow[]>;
  readonly cloudlinuxServers: Map<string, readonly CloudLinuxServerRow[]>;
  ipLicenses?: readonly IpLicenseRow[];
  readonly availability: Map<string, AvailabilityRow>;
  groups?: readonly ServerGroupRow[];
  readonly groupServers: Map<string, readonly GroupServerRow[]>;
  features?: Readonly<Record<string, Permission>>;
  backups?: readonly BackupRow[];
}

export interface RecordedReads {
  readonly read: ReadApi;
  readonly seen: SeenRows;
}

/** The same reads, remembered: a copy of the account can be made of just what a plan was made of, without another call. */
export function recordReads(read: ReadApi): RecordedReads {
  const seen: SeenRows = {
    imunifyServers: new Map(),
    kernelcareServers: new Map(),
    elsKeys: new Map(),
    elsServers: new Map(),
    cloudlinuxKeys: new Map(),
    cloudlinuxServers: new Map(),
    availability: new Map(),
    groupServers: new Map(),
  };
  const by =
    <Rest extends unknown[], T>(answers: Map<string, T>, call: (first: string, ...rest: Rest) => Promise<T>) =>
    async (first: string, ...rest: Rest): Promise<T> => {
      const answer = await call(first, ...rest);
      // With further arguments it is a part of the whole only.
      if (rest.every((argument) => argument === undefined)) answers.set(first, answer);
      return answer;
    };
  const { imunify, kernelcare, els, cloudlinux, ipLicenses, groups, features, backups } = read;
  return {
    seen,
    read: {
      ...read,
      imunify: {
        keys: async () => (seen.imunifyKeys = await imunify.keys()),
        servers: by(seen.imunifyServers, (key) => imunify.servers(key)),
      },
      kernelcare: {
        ...kernelcare,
        keys: async () => (seen.kernelcareKeys = await kernelcare.keys()),
        servers: by(seen.kernelcareServers, (key) => kernelcare.servers(key)),
      },
      els: {
        keys: by(seen.elsKeys, (type) => els.keys(type)),
        servers: by<[key?: string], readonly ElsServerRow[]>(seen.elsServers, (type, key) => els.servers(type, key)),
      },
      cloudlinux: {
        ...cloudlinux,
        keys: by(seen.cloudlinuxKeys, (type) => cloudlinux.keys(type)),
        servers: by(seen.cloudlinuxServers, (type) => cloudlinux.servers(type)),
      },
      ipLicenses: {
        ...ipLicenses,
        list: async () => (seen.ipLicenses = await ipLicenses.list()),
        availability: by(seen.availability, (ip) => ipLicenses.availability(ip)),
      },
      groups: {
        list: async () => (seen.groups = await groups.list()),
        servers: by(seen.groupServers, (name) => groups.servers(name)),
      },
      features: { ...features, account: async () => (seen.features = await features.account()) },
      backups: { list: async () => (seen.backups = await backups.list()) },
    },
  };
}
