import type { ExpandTools } from '../../model/section.ts';
import { IP_PRODUCTS } from '../../model/product.ts';
import type { IpLicenseProduct } from './ipLicenseProduct.ts';
import { productOfName, productOfType } from './ipLicenseProduct.ts';

/**
 * The products of an `ip_licenses` block, each once. Reports what a schema cannot see: a name of nothing, a product
 * listed twice (by name and by number), a second Imunify tier; and warns of a number that this version cannot name.
 */
export function ipLicenseProducts(declared: readonly (string | number)[], tools: ExpandTools): IpLicenseProduct[] {
  const bySlot = new Map<string, IpLicenseProduct>();
  declared.forEach((entry, index) => {
    const at = ['products', index];
    const product = typeof entry === 'number' ? productOfType(entry) : productOfName(entry);
    if (product === undefined) {
      tools.report({
        severity: 'error',
        code: 'unknown-product',
        summary: `"${entry}" is no IP licence product.`,
        help: `Known products: ${IP_PRODUCTS.map(({ name }) => name).join(', ')}; any other by the API's type number, without quotes.`,
        at,
      });
      return;
    }
    const earlier = bySlot.get(product.slot);
    if (earlier !== undefined) {
      const twice = earlier.type === product.type;
      tools.report({
        severity: 'error',
        code: twice ? 'duplicate-product' : 'two-imunify-tiers',
        summary: twice
          ? `${product.name} is listed twice.`
          : `An IP has one Imunify licence, and this block asks for two: ${earlier.name} and ${product.name}.`,
        help: twice ? 'Take one of the two out.' : 'Keep one of the two, or move the addresses apart into two blocks.',
        at,
      });
      return;
    }
    if (!product.known) {
      tools.report({
        severity: 'warning',
        code: 'unknown-product-type',
        summary: `Licence type ${product.type} is not one that this version knows.`,
        help: 'Check the number with CloudLinux; it is sent as it stands, and a wrong one is refused or buys something else.',
        at,
      });
    }
    bySlot.set(product.slot, product);
  });
  return [...bySlot.values()];
}
