import type { AwpUsageRow } from '../model/api/rows.ts';
import { count } from './count.ts';
import type { Report } from './report.ts';

/** `usage`: what AccelerateWP bills for a month (`yyyy-MM`), sorted by product and domain. */
export function usageReport(
  rows: readonly AwpUsageRow[],
  { month, products }: { readonly month: string; readonly products: readonly string[] },
): Report<AwpUsageRow> {
  const sorted = [...rows].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const counts = products.map((product) => [product, rows.filter((row) => row.product === product).length] as const);
  const others = rows.length - counts.reduce((sum, [, number]) => sum + number, 0);
  const parts = [
    ...counts.map(([product, number]) => `${product} ${number}`),
    ...(others > 0 ? [`other ${others}`] : []),
  ];
  return {
    columns: [
      { field: 'month', value: () => month },
      { field: 'product', title: 'PRODUCT', value: ({ product }) => product },
      { field: 'primary_domain', title: 'DOMAIN', value: ({ primaryDomain }) => primaryDomain },
      { field: 'username', title: 'USER', value: ({ username }) => username },
      { field: 'cdn_limit_type', title: 'CDN LIMIT', value: ({ cdnLimitType }) => cdnLimitType },
    ],
    rows: sorted,
    name: 'usage',
    facts: { month, products, count: rows.length, by_product: Object.fromEntries(counts) },
    summary: [`${month}: ${count(rows.length, 'billable entity', 'billable entities')}: ${parts.join(', ')}.`],
    caveats: [],
  };
}

function order({ product, primaryDomain, username = '' }: AwpUsageRow): string {
  return JSON.stringify([product, primaryDomain, username]);
}
