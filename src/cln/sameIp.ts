import { isIPv6, SocketAddress } from 'node:net';

/** Whether two texts name one address. IPv6 has many spellings; the service need not use ours. */
export function sameIp(a: string, b: string): boolean {
  return a === b || (isIPv6(a) && isIPv6(b) && canonical(a) === canonical(b));
}

function canonical(ip: string): string {
  return new SocketAddress({ address: ip, family: 'ipv6' }).address;
}
