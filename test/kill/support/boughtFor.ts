import type { Passed } from './gateway.ts';
import type { Order } from './order.ts';

/** The address that a create on the wire is for: each key of an order has a limit of its own, each licence its IP. */
export function boughtFor({ wants }: Order, { endpoint, query }: Passed): string {
  const want = wants.find(({ limit, id }) =>
    id === undefined ? limit === Number(query.limit) : id === `${query.ip ?? ''}/${query.type ?? ''}`,
  );
  if (want === undefined) throw new Error(`${endpoint} with ${JSON.stringify(query)} is for no address`);
  return want.address;
}
