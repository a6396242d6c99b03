import type { Permission, SupportedFeatureRow } from '../model/api/rows.ts';
import { count } from './count.ts';
import type { Report } from './report.ts';

interface FeatureRow {
  readonly id: string;
  readonly name?: string;
  /** Absent: the account's list does not show it. */
  readonly permission?: Permission;
  /** Absent: the list of what is supported does not show it. */
  readonly productIds?: readonly number[];
}

export interface FeaturesShown {
  readonly supported: readonly SupportedFeatureRow[];
  readonly account: Readonly<Record<string, Permission>>;
  /** The names that manifests use, by id, as far as there are any. */
  readonly names: ReadonlyMap<string, string>;
}

/** `features`: both lists in one. What only one of them shows stays in. */
export function featuresReport({ supported, account, names }: FeaturesShown): Report<FeatureRow> {
  const products = new Map(supported.map(({ featureId, productIds }) => [featureId, productIds]));
  const permissions = new Map(Object.entries(account));
  const ids = [...new Set([...products.keys(), ...permissions.keys()])].sort(byNumber);
  const rows = ids.map((id): FeatureRow => {
    const [name, permission, productIds] = [names.get(id), permissions.get(id), products.get(id)];
    return {
      id,
      ...(name !== undefined && { name }),
      ...(permission !== undefined && { permission }),
      ...(productIds !== undefined && { productIds }),
    };
  });
  const enabled = rows.filter(({ permission }) => permission === 'ENABLED').length;
  return {
    columns: [
      { field: 'feature_id', title: 'ID', value: ({ id }) => id },
      { field: 'name', title: 'NAME', value: ({ name }) => name },
      { field: 'account', title: 'ACCOUNT', value: ({ permission }) => permission?.toLowerCase() },
      { field: 'product_ids', title: 'PRODUCTS', value: ({ productIds }) => productIds },
    ],
    rows,
    name: 'features',
    facts: { count: rows.length, enabled },
    summary: [`${count(rows.length, 'known feature')}, ${enabled} enabled for the account.`],
    caveats: rows.some(({ permission }) => permission === 'UNSET')
      ? ['What is unset for the account is decided by each key, and then by each server.']
      : [],
  };
}

/** Ids are numbers in the texts, and texts in the answers. */
function byNumber(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
