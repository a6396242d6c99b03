import { AWP_PRODUCTS } from './products.ts';
import { Refusal } from './refusal.ts';
import { data, route, type Route } from './route.ts';

/** "AccelerateWP Billing Information", `/cl/awp`: printed bare like the v2 calls. */
export const awpRoutes: readonly Route[] = [
  route({
    methods: ['GET'],
    path: 'cl/awp',
    effect: 'list',
    style: 'v2',
    run({ account, args, render }) {
      const products = args.list('products');
      if (!products.every((product) => AWP_PRODUCTS.has(product))) throw new Refusal('Unknown product');
      const yearMonth = args.text('yearMonth');
      if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(yearMonth)) throw new Refusal('Invalid yearMonth');
      const billable = account.awpUsage.filter((row) => row.yearMonth === yearMonth && products.includes(row.product));
      return data(
        render.list(billable, ({ product, primaryDomain, username, cdnLimitType }) => ({
          product,
          primary_domain: primaryDomain,
          username: username ?? null,
          ...(cdnLimitType === undefined ? {} : { cdn_limit_type: cdnLimitType }),
        })),
      );
    },
  }),
];
