import type { AccountRows, AwpUsage, ForeignLicense } from './accountRows.ts';
import { Table, type Watch } from './table.ts';

/** The tables of an account by name, as a seed spells them. */
export type TableName = keyof AccountRows;

/** Everything that one CLN account holds. Changing a table is what a person in the console would do: no call is made. */
export type Account = { readonly [Name in TableName]: Table<AccountRows[Name]> };

/** The same as plain data: what `dump` writes and `--seed` reads. A table left out is empty. */
export type AccountContents = { readonly [Name in TableName]?: readonly AccountRows[Name][] };

/** The id of an IP licence: one IP can hold several types. */
export function licenseId(license: ForeignLicense): string {
  return `${license.ip}/${license.type}`;
}

/** Loads the contents unwatched; from then on `watch` hears of every change. */
export function createAccount(contents: AccountContents, watch?: Watch): Account {
  return {
    imunifyKeys: new Table('imunify_key', (row) => row.key, contents.imunifyKeys, watch),
    imunifyServers: new Table('imunify_server', (row) => row.id, contents.imunifyServers, watch),
    kernelcareKeys: new Table('kernelcare_key', (row) => row.key, contents.kernelcareKeys, watch),
    kernelcareServers: new Table('kernelcare_server', (row) => row.id, contents.kernelcareServers, watch),
    elsKeys: new Table('els_key', (row) => row.key, contents.elsKeys, watch),
    elsServers: new Table('els_server', (row) => row.id, contents.elsServers, watch),
    cloudlinuxKeys: new Table('cloudlinux_key', (row) => row.key, contents.cloudlinuxKeys, watch),
    cloudlinuxServers: new Table('cloudlinux_server', (row) => row.id, contents.cloudlinuxServers, watch),
    subAccountServers: new Table('sub_account_server', (row) => row.serverId, contents.subAccountServers, watch),
    ipLicenses: new Table('ip_license', licenseId, contents.ipLicenses, watch),
    foreignLicenses: new Table('foreign_license', licenseId, contents.foreignLicenses, watch),
    groups: new Table('server_group', (row) => row.name, contents.groups, watch),
    features: new Table('feature', (row) => row.id, contents.features, watch),
    backups: new Table('backup', (row) => row.id, contents.backups, watch),
    awpUsage: new Table('awp_usage', awpId, contents.awpUsage, watch),
    monitoringKeys: new Table('monitoring_key', (row) => row.ip, contents.monitoringKeys, watch),
    statusFlags: new Table('status_flag', (row) => row.flag, contents.statusFlags, watch),
  };
}

/** The state of this moment, which later changes do not touch. */
export function copyAccount(account: Account): Account {
  return Object.fromEntries(Object.entries(account).map(([name, table]) => [name, table.copy()])) as unknown as Account;
}

/** The account as plain data, tables without rows included. */
export function dumpAccount(account: Account): AccountContents {
  return Object.fromEntries(Object.entries(account).map(([name, table]) => [name, table.rows()]));
}

function awpId(row: AwpUsage): string {
  return [row.yearMonth, row.product, row.primaryDomain, row.username ?? ''].join('/');
}
