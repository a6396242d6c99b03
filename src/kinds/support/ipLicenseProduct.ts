import { IMUNIFY_FAMILY, IP_PRODUCTS } from '../../model/product.ts';

/** A licence type of "IP license product types" as manifests and addresses speak of it. */
export interface IpLicenseProduct {
  /** The number that calls take. */
  readonly type: number;
  /** The name in a spec; `type-9999` for a number that this version does not know. */
  readonly name: string;
  /** The part of an address after the IP: `kernelcare`, and `imunify` for every tier, since an IP has at most one. */
  readonly slot: string;
  readonly known: boolean;
}

const NAMES = new Map(IP_PRODUCTS.map(({ type, name }) => [type, name]));
const TYPES = new Map(IP_PRODUCTS.map(({ type, name }) => [name, type]));
const UNNAMED = /^type-([1-9][0-9]{0,8})$/;

const KNOWN = new Map(IP_PRODUCTS.map(({ type }) => [type, describe(type)]));

export function productOfType(type: number): IpLicenseProduct {
  return KNOWN.get(type) ?? describe(type);
}

function describe(type: number): IpLicenseProduct {
  const known = NAMES.get(type);
  const name = known ?? `type-${type}`;
  return { type, name, slot: IMUNIFY_FAMILY.has(type) ? 'imunify' : name, known: known !== undefined };
}

/** Undefined: no name of a product. */
export function productOfName(name: string): IpLicenseProduct | undefined {
  const type = TYPES.get(name) ?? UNNAMED.exec(name)?.[1];
  return type === undefined ? undefined : productOfType(Number(type));
}
