import type { AccountContents } from './account.ts';
import { IP_LICENSE_TYPES } from './products.ts';
import type { SeenRows } from './recordReads.ts';
import type { Shape } from './shapes.ts';

export interface AccountCopy {
  readonly contents: AccountContents;
  readonly shape: Partial<Shape>;
  /** What the lists did not show, and how it is put in its place; a clause each. */
  readonly assumptions: readonly string[];
}

export interface CopyOptions {
  /** For rows without a time: milliseconds since 1970. */
  readonly now: number;
  /** Ids of keys that the service has refused to remove before. */
  readonly unremovable: ReadonlySet<string>;
  /** Servers that somebody wants to be members of groups. */
  readonly members: readonly string[];
}

/** The contents of an account as far as reads have shown them, to rehearse on. */
export function copyOfAccount(seen: SeenRows, { now, unremovable, members }: CopyOptions): AccountCopy {
  const assumptions: string[] = [];
  const isDefault = (key: string) => (unremovable.has(key) ? { isDefault: true } : {});
  const server = (id: string, key: string, ip = '', lastCheckin = now) => ({ id, key, ip, lastCheckin });
  const imunifyServers = [...seen.imunifyServers.values()]
    .flat()
    .map(({ id, key, ip, lastCheckin }) => server(id, key, ip, lastCheckin));
  const kernelcareServers = [...seen.kernelcareServers].flatMap(([key, rows]) =>
    rows.map(({ serverId, ip, created, lastCheckin }) => ({
      ...{ id: serverId, key, ip: ip ?? '', created: created ?? now, lastCheckin: lastCheckin ?? now },
      health: 'up-to-date',
    })),
  );
  const unseen = (seen.imunifyKeys ?? []).flatMap(({ key, servers = 0 }) =>
    seen.imunifyServers.has(key) ? [] : Array.from({ length: servers }, (_, n) => server(`unseen-${key}-${n}`, key)),
  );
  if (unseen.length > 0) assumptions.push(`${unseen.length} servers are only counted, since their keys do not change`);
  const known = new Set([...imunifyServers, ...kernelcareServers].map(({ id }) => id));
  const grouped = [...members, ...[...seen.groupServers.values()].flat().map(({ id }) => id)];
  const supposed = [...new Set(grouped)].filter((id) => !known.has(id));
  if (supposed.length > 0) assumptions.push(`${supposed.length} members of groups are taken to be servers that exist`);
  if (seen.kernelcareKeys !== undefined) assumptions.push('the networks of KernelCare keys are not shown');
  if (seen.ipLicenses !== undefined) assumptions.push('els_allowed of IP licences is not shown');
  const contents: AccountContents = {
    imunifyKeys: (seen.imunifyKeys ?? []).map(({ key, code, limit, note }) => ({
      ...{ key, code, limit, note: note ?? '' },
      ...isDefault(key),
    })),
    imunifyServers: [...imunifyServers, ...unseen, ...supposed.map((id) => server(id, 'elsewhere'))],
    kernelcareKeys: (seen.kernelcareKeys ?? []).map(({ key, limit, note, enabled, created }) => ({
      ...{ key, limit, note, enabled: enabled ?? true, created: created ?? now, cidrs: [] },
      ...isDefault(key),
    })),
    kernelcareServers,
    elsKeys: [...seen.elsKeys.values()]
      .flat()
      .map(({ key, productType, limit, description }) => ({ key, productType, limit, note: description })),
    elsServers: [...seen.elsServers.values()].flat().map(({ id, key, ip, hostname, lastCheckin }) => ({
      ...{ id, key, ip: ip ?? '', hostname: hostname ?? '', lastCheckin: lastCheckin ?? now },
    })),
    cloudlinuxKeys: [...seen.cloudlinuxKeys.values()].flat().map(({ key, productType, limit, description }) => ({
      ...{ key, productType, limit, note: description },
      ...isDefault(key),
    })),
    cloudlinuxServers: [...seen.cloudlinuxServers.values()]
      .flat()
      .map(({ id, key, ip, hostname }) => ({ id, key, ip: ip ?? '', hostname: hostname ?? '' })),
    ipLicenses: (seen.ipLicenses ?? []).map(({ ip, type, registered, created }) => ({
      ...{ ip, type, registered: registered ?? false, created: created ?? now, elsAllowed: false },
    })),
    foreignLicenses: [...seen.availability].flatMap(([ip, { available, owned }]) => {
      const free = new Set([...available, ...owned]);
      return [...IP_LICENSE_TYPES].filter((type) => !free.has(type)).map((type) => ({ ip, type }));
    }),
    groups: (seen.groups ?? []).map(({ name, description }) => ({
      ...{ name, description, servers: (seen.groupServers.get(name) ?? []).map(({ id }) => id) },
    })),
    features: Object.entries(seen.features ?? {}).map(([id, permission]) => ({ id, permission })),
    backups: (seen.backups ?? []).map(({ backupId, serverId, size, datacenter }) => ({
      ...{ id: backupId, serverId, size, datacenter },
    })),
  };
  const notes = (seen.imunifyKeys ?? []).some(({ note }) => note === undefined) ? 'off' : 'on';
  return { contents, shape: { notes }, assumptions };
}
