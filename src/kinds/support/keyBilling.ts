import type { Billing } from '../../model/kind.ts';

/** A key is billed by its seats; what an unlimited one will cost cannot be known. */
export function keyBilling(product: string, limit: number): Billing {
  return { product, units: limit === 0 ? null : limit };
}
