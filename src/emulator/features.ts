import type { JsonObject } from '../model/json.ts';
import type { Account } from './account.ts';
import { FEATURES, PERMISSIONS } from './products.ts';
import { Refusal } from './refusal.ts';
import { data, route, type Route } from './route.ts';

/** "Feature management on account level", `/v2/features`. */
export const featureRoutes: readonly Route[] = [
  route({
    methods: ['GET'],
    path: 'v2/features',
    effect: 'list',
    style: 'v2',
    run({ render }) {
      return data(
        render.list([...FEATURES], ([id, products]) => ({ feature_id: Number(id), applicable_product_ids: products })),
      );
    },
  }),
  route({
    methods: ['GET'],
    path: 'v2/features/account',
    effect: 'list',
    style: 'v2',
    run({ account }) {
      return data(permissions(account));
    },
  }),
  route({
    methods: ['PATCH'],
    path: 'v2/features/account',
    effect: 'write',
    style: 'v2',
    run({ account, body }) {
      const changes = readChanges(account, body);
      for (const [id, permission] of changes) {
        if (account.features.get(id)?.permission !== permission) account.features.put({ id, permission });
      }
      return data(permissions(account));
    },
  }),
];

/** Every known feature, and those that a copy of a real account brought along; one that was never set is UNSET. */
function permissions(account: Account): JsonObject {
  const ids = new Set([...FEATURES.keys(), ...account.features.rows().map(({ id }) => id)]);
  return Object.fromEntries([...ids].map((id) => [id, account.features.get(id)?.permission ?? 'UNSET']));
}

/** All changes of a body, checked before any is made. */
function readChanges(account: Account, body: string): readonly (readonly [string, string])[] {
  return Object.entries(readObject(body)).map(([id, permission]) => {
    if (!FEATURES.has(id) && !account.features.has(id)) throw new Refusal('Unknown feature');
    if (typeof permission !== 'string' || !PERMISSIONS.has(permission)) throw new Refusal('Unknown permission');
    return [id, permission];
  });
}

function readObject(body: string): object {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Refusal('Malformed request body');
}
