import type { AnyKind, KindRegistry, ResourceKind } from '../../src/model/kind.ts';

const list = () => Promise.resolve([]);

interface VaultSpec {
  readonly product: string;
  readonly limit: number;
  readonly note: string;
  readonly cidrs: readonly string[];
  readonly pin: string;
}

/** Small kinds that no one sells, one for each thing that a view has to treat in its own way. */
const vault: ResourceKind<VaultSpec> = {
  type: 'vault',
  title: 'Vault key',
  identity: 'assigned',
  secretId: true,
  fields: {
    product: { immutable: true },
    limit: {},
    note: { writeOnly: 'sometimes' },
    cidrs: { writeOnly: true, unordered: true },
    pin: { sensitive: true },
  },
  replacement: 'create-first',
  list,
};

const seat: ResourceKind<{ readonly vault: string }> = {
  type: 'seat',
  title: 'Seat',
  identity: 'natural',
  fields: { vault: {} },
  parent: { type: 'vault', field: 'vault' },
  list,
};

const permit: ResourceKind<{ readonly ip: string; readonly product: string; readonly extra: boolean }> = {
  type: 'permit',
  title: 'Permit',
  identity: 'natural',
  fields: { ip: {}, product: {}, extra: { writeOnly: true } },
  list,
};

const store: ResourceKind<{ readonly size_gb: number; readonly datacenter: string }> = {
  type: 'store',
  title: 'Store',
  identity: 'natural',
  fields: { size_gb: {}, datacenter: { immutable: true } },
  replacement: 'delete-first',
  list,
};

const kinds: readonly AnyKind[] = [vault, seat, permit, store];

export const FIXTURE_KINDS: KindRegistry = new Map(kinds.map((kind) => [kind.type, kind]));
