import type { FleetScope } from '../kinds/fleet/readFleet.ts';
import { ipCoverage } from '../kinds/fleet/coverage.ts';
import { didYouMean } from '../manifest/suggest.ts';
import { FLEET_FAMILIES, FLEET_LICENSINGS } from '../model/fleet.ts';
import type { FleetFamily, FleetLicensing } from '../model/fleet.ts';
import { CLOUDLINUX_CODES, ELS_CODES, IMUNIFY_CODES, IP_PRODUCTS } from '../model/product.ts';
import { plain } from '../model/text.ts';
import { cliError } from './cliError.ts';

/** Where a product is to be looked for: only the lists of its family need to be read. Names in lower case. */
const FAMILY_OF: ReadonlyMap<string, FleetFamily> = new Map<string, FleetFamily>([
  ...IP_PRODUCTS.map(({ type, name }) => [name, ipCoverage(type).family] as const),
  ...IMUNIFY_CODES.map((code) => [code.toLowerCase(), 'imunify'] as const),
  ...ELS_CODES.map((code) => [code.toLowerCase(), 'els'] as const),
  ...CLOUDLINUX_CODES.map((code) => [code.toLowerCase(), 'cloudlinux'] as const),
]);

export interface ProductScope extends FleetScope {
  /** Codes and names in lower case; a family stands for all of its products. */
  readonly includes: (server: { readonly family: FleetFamily; readonly product: string }) => boolean;
}

/**
 * What `--product` and `--by` ask for. A word that is both a family and a product (`kernelcare`) is the family: who asks
 * for it wants keys and IP licences alike. Throws `CliError` for a word that is neither.
 */
export function fleetScope(products: readonly string[] | undefined, by: FleetLicensing | undefined): ProductScope {
  const licensings = new Set(by === undefined ? FLEET_LICENSINGS : [by]);
  const words = products?.map((word) => word.toLowerCase()) ?? FLEET_FAMILIES;
  const families = new Set<FleetFamily>();
  for (const word of words) {
    const family = FLEET_FAMILIES.find((known) => known === word) ?? FAMILY_OF.get(word);
    if (family === undefined) throw unknownProduct(word);
    families.add(family);
  }
  const asked = new Set(words);
  return {
    families,
    licensings,
    includes: ({ family, product }) => asked.has(family) || asked.has(product.toLowerCase()),
  };
}

function unknownProduct(word: string): Error {
  const codes = [...IMUNIFY_CODES, ...ELS_CODES, ...CLOUDLINUX_CODES];
  const names = [...new Set([...FLEET_FAMILIES, ...codes, ...IP_PRODUCTS.map(({ name }) => name)])];
  const meant = didYouMean(word, names, 'Products').split(' Products:')[0] ?? '';
  return cliError(
    'unknown-product',
    `${plain(word)} is no product.`,
    `${meant.startsWith('Did') ? `${meant} ` : ''}Families: ${FLEET_FAMILIES.join(', ')}. Codes: ${codes.join(', ')}. Or the name of an IP licence, as in a manifest.`,
  );
}
