import type { Outcome } from '../outcome.ts';
import type {
  BackupRow,
  CloudLinuxKeyRow,
  CloudLinuxServerRow,
  ElsKeyRow,
  ElsServerRow,
  GroupServerRow,
  ImunifyKeyRow,
  ImunifyServerRow,
  IpLicenseRow,
  Permission,
  ServerGroupRow,
} from './rows.ts';

/**
 * Every call that changes the account. Each is sent at most once, whatever happens; the outcome says what is known.
 * None throws for anything that the service or the network does.
 */
export interface WriteApi {
  readonly imunify: {
    createKey(key: { code: string; limit: number; note?: string }): Promise<Outcome<ImunifyKeyRow>>;
    /** The note is kept when it is not sent. */
    updateKey(key: { key: string; limit: number; note?: string }): Promise<Outcome<ImunifyKeyRow>>;
    /** Removes the key with all its servers. */
    removeKey(key: string): Promise<Outcome<readonly ImunifyServerRow[]>>;
    removeServer(id: string): Promise<Outcome<void>>;
    /** Moves a server to another key, which is also how it changes tier. */
    convertServer(server: { id: string; key: string }): Promise<Outcome<ImunifyServerRow>>;
  };
  readonly kernelcare: {
    /** The key; `note` up to 100 characters. */
    createKey(key: { limit: number; note?: string }): Promise<Outcome<string>>;
    /** False: there was no such key. */
    deleteKey(key: string): Promise<Outcome<boolean>>;
    setCidr(key: { key: string; cidrs: readonly string[] }): Promise<Outcome<void>>;
    /** False: the service did not know the server ("Server not found"). */
    removeServer(serverId: string): Promise<Outcome<boolean>>;
    /** `/kcare/nagios/register_key.plain`: for the caller's own IP licence; 16 to 32 alphanumeric characters. */
    registerMonitoringKey(key: string): Promise<Outcome<void>>;
  };
  readonly els: {
    createKey(key: { productType: string; limit: number; note?: string }): Promise<Outcome<ElsKeyRow>>;
    updateKey(key: { key: string; limit: number; note: string }): Promise<Outcome<ElsKeyRow>>;
    /** Removes the key with all its servers. */
    removeKey(key: string): Promise<Outcome<void>>;
    removeServer(id: string): Promise<Outcome<ElsServerRow>>;
  };
  readonly cloudlinux: {
    createKey(key: { productType: string; limit: number; note?: string }): Promise<Outcome<CloudLinuxKeyRow>>;
    updateKey(key: { key: string; limit: number; note?: string }): Promise<Outcome<CloudLinuxKeyRow>>;
    removeKey(key: string): Promise<Outcome<void>>;
    removeServer(id: string): Promise<Outcome<CloudLinuxServerRow>>;
  };
  readonly ipLicenses: {
    /** Idempotent for one's own licence: the existing one is returned. */
    register(license: { ip: string; type: number; elsAllowed?: boolean }): Promise<Outcome<IpLicenseRow>>;
    /** False: not found, not owned, or not convertible. */
    convert(license: { ip: string; type: number; typeTo: number }): Promise<Outcome<boolean>>;
    /** The type is never left out: without it the service removes every licence of the IP. False: there was none. */
    remove(license: { ip: string; type: number }): Promise<Outcome<boolean>>;
    /** False: not found or not owned. */
    update(license: { ip: string; type: number; elsAllowed: boolean }): Promise<Outcome<boolean>>;
  };
  readonly groups: {
    create(group: { name: string; description?: string }): Promise<Outcome<ServerGroupRow>>;
    putServers(group: { name: string; serverIds: readonly string[] }): Promise<Outcome<readonly GroupServerRow[]>>;
    removeServers(group: { name: string; serverIds: readonly string[] }): Promise<Outcome<readonly GroupServerRow[]>>;
  };
  readonly features: {
    /** One call for all changes; answers the updated permissions. */
    patch(permissions: Readonly<Record<string, Permission>>): Promise<Outcome<Readonly<Record<string, Permission>>>>;
  };
  readonly backups: {
    /** GB, a multiple of ten. */
    create(backup: { serverId: string; size: number; datacenter: string }): Promise<Outcome<BackupRow>>;
    /** A delta in GB: sent twice it resizes twice. */
    resize(backup: { backupId: string; delta: number }): Promise<Outcome<BackupRow>>;
    remove(backupId: string): Promise<Outcome<BackupRow>>;
  };
}
