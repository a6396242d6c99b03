import { joined } from './joined.ts';

/** Where a resource stands in the manifest and in the state: `type.name`, for example `imunify_key.web-eu`. */
export type Address = string & { readonly __brand: 'Address' };

export interface AddressParts {
  readonly type: string;
  readonly name: string;
}

/** Only the first dot separates: names may hold dots (`ip_license.203.0.113.10/kernelcare`). */
export function makeAddress(type: string, name: string): Address {
  return joined(type, '.', name) as Address;
}

/** Undefined when the text has no `type.` prefix or no name. */
export function parseAddress(text: string): AddressParts | undefined {
  const dot = text.indexOf('.');
  if (dot <= 0 || dot === text.length - 1) return undefined;
  return { type: text.slice(0, dot), name: text.slice(dot + 1) };
}
