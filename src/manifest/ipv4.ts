import ipaddr from 'ipaddr.js';

/** What an address is good for: `usable`, on the open internet; `private`, reachable only inside; or why no server has it. */
export type AddressUse = 'usable' | 'private' | 'unspecified' | 'loopback' | 'multicast' | 'broadcast' | 'reserved';

/** The number of a dotted address; undefined unless it is four decimal parts without leading zeros. */
export function parseIpv4(text: string): number | undefined {
  if (text.length > 15) return undefined;
  let address = 0;
  let part = 0;
  let parts = 1;
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x2e) {
      if (digits === 0 || parts === 4) return undefined;
      address = address * 256 + part;
      parts += 1;
      part = 0;
      digits = 0;
      continue;
    }
    // A zero may stand alone, but not before another digit.
    if (code < 0x30 || code > 0x39 || (digits > 0 && part === 0)) return undefined;
    part = part * 10 + code - 0x30;
    digits += 1;
    if (part > 255) return undefined;
  }
  return parts === 4 && digits > 0 ? address * 256 + part : undefined;
}

export function formatIpv4(address: number): string {
  return `${(address >>> 24) & 255}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

/** How many addresses a network with this prefix has. */
export function networkSize(prefix: number): number {
  return 2 ** (32 - prefix);
}

/** The first address of the network that the address is in. */
export function networkBase(address: number, prefix: number): number {
  return address - (address % networkSize(prefix));
}

export function isIpv6(text: string): boolean {
  const [address = '', ...rest] = text.split(/[/-]/u);
  return rest.length <= 1 && address.includes(':') && ipaddr.IPv6.isValid(address);
}

/** What is known of a /16: no special network that matters here is smaller, and inventories repeat themselves. */
const known = new Map<number, AddressUse>();

export function addressUse(address: number): AddressUse {
  if (address === 0xffffffff) return 'broadcast';
  const network = address >>> 16;
  const use = known.get(network) ?? lookUp(address);
  known.set(network, use);
  return use;
}

function lookUp(address: number): AddressUse {
  const range = new ipaddr.IPv4([address >>> 24, (address >>> 16) & 255, 0, 1]).range();
  switch (range) {
    case 'unspecified':
    case 'loopback':
    case 'multicast':
    case 'broadcast':
      return range;
    case 'private':
    case 'carrierGradeNat':
    case 'linkLocal':
      return 'private';
    default:
      // What the library calls reserved also holds the documentation networks, which examples and tests use.
      return address >= 0xf0000000 ? 'reserved' : 'usable';
  }
}
