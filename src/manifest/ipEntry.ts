import type { Code } from './codes.ts';
import { addressUse, formatIpv4, isIpv6, networkBase, networkSize, parseIpv4 } from './ipv4.ts';

/** Addresses that one entry may stand for (RESOURCES.md). */
const MAX_ENTRY = 65_536;

/** The addresses from `first` to `last`, both included. */
export interface IpSpan {
  readonly first: number;
  readonly last: number;
  /** Some of them are in a private network. */
  readonly isPrivate: boolean;
}

export interface IpRefusal {
  readonly code: Code;
  readonly summary: string;
  readonly help: string;
}

/** Reads `203.0.113.10`, `203.0.113.32/28` or `203.0.113.60-203.0.113.70`. */
export function parseIpEntry(text: string): IpSpan | IpRefusal {
  const span = parseSpan(text);
  if ('code' in span) return span;
  const [first, last] = span;
  const size = last - first + 1;
  if (size > MAX_ENTRY) {
    return refuse(
      'entry-too-large',
      `\`${text}\` stands for ${size} addresses.`,
      `One entry may stand for at most ${MAX_ENTRY}: a /16. Split it if that is what you mean.`,
    );
  }
  // An entry is smaller than any of the special networks, so its two ends tell.
  for (const end of [first, last]) {
    const use = addressUse(end);
    if (use === 'usable' || use === 'private') continue;
    const what = `${formatIpv4(end)} is ${SPECIAL[use]}: no server has it`;
    return refuse('unusable-address', `${what}.`, 'Give the public address of the server.');
  }
  return { first, last, isPrivate: addressUse(first) === 'private' || addressUse(last) === 'private' };
}

/** Reads a network for a list of allowed networks: `203.0.113.0/24`, or one address. Any size. */
export function parseNetwork(text: string): { readonly network: string } | IpRefusal {
  if (text.includes('-'))
    return refuse('bad-address', `\`${text}\` is no network.`, 'Write it as CIDR: 203.0.113.0/24.');
  const span = parseSpan(text);
  if ('code' in span) return span;
  return { network: text.includes('/') ? text : `${text}/32` };
}

const SPECIAL = {
  unspecified: 'in the network that stands for no address',
  loopback: 'a loopback address',
  multicast: 'a multicast address',
  broadcast: 'the broadcast address',
  reserved: 'in a reserved network',
} as const;

function parseSpan(text: string): readonly [number, number] | IpRefusal {
  // Most entries are just an address.
  const single = parseIpv4(text);
  if (single !== undefined) return [single, single];
  if (isIpv6(text)) {
    return refuse(
      'ipv6-address',
      `\`${text}\` is an IPv6 address.`,
      'CLN licences IPv4 addresses: give the IPv4 address.',
    );
  }
  if (text.includes('/')) return parseCidr(text);
  if (text.includes('-')) return parseRange(text);
  const address = parseAddress(text);
  return typeof address === 'number' ? [address, address] : address;
}

function parseCidr(text: string): readonly [number, number] | IpRefusal {
  const [base = '', length = '', ...rest] = text.split('/');
  if (rest.length > 0 || !/^(?:[0-9]|[12][0-9]|3[0-2])$/u.test(length)) {
    return refuse('bad-address', `\`${text}\` is no network: after the slash stands a number from 0 to 32.`, EXAMPLES);
  }
  const address = parseAddress(base);
  if (typeof address !== 'number') return address;
  const prefix = Number(length);
  const first = networkBase(address, prefix);
  if (first !== address) {
    const network = `${formatIpv4(first)}/${length}`;
    return refuse(
      'not-a-network',
      `\`${text}\` is no network: its first address is ${formatIpv4(first)}.`,
      `Write ${network} for the whole network, or ${base} for the one address.`,
    );
  }
  return [first, first + networkSize(prefix) - 1];
}

function parseRange(text: string): readonly [number, number] | IpRefusal {
  const [from = '', to = '', ...rest] = text.split('-').map((part) => part.trim());
  if (rest.length > 0) return refuse('bad-address', `\`${text}\` is no range.`, EXAMPLES);
  const first = parseAddress(from);
  if (typeof first !== 'number') return first;
  if (/^[0-9]{1,3}$/u.test(to)) {
    const end = `${from.slice(0, from.lastIndexOf('.') + 1)}${to}`;
    return refuse('bad-address', `\`${text}\` is a shortened range.`, `Write both addresses in full: ${from}-${end}.`);
  }
  const last = parseAddress(to);
  if (typeof last !== 'number') return last;
  if (last < first) {
    return refuse(
      'reversed-range',
      `\`${text}\` ends before it starts.`,
      `Write the lower address first: ${to}-${from}.`,
    );
  }
  return [first, last];
}

function parseAddress(text: string): number | IpRefusal {
  const address = parseIpv4(text);
  if (address !== undefined) return address;
  if (/^[0-9]+(?:\.[0-9]+){3}$/u.test(text) && text.split('.').some((part) => /^0[0-9]/u.test(part))) {
    const plainText = text.split('.').map(Number).join('.');
    return refuse(
      'octal-address',
      `\`${text}\` has leading zeros, which some programs read as octal.`,
      `Write ${plainText}, if that is what you mean.`,
    );
  }
  return refuse('bad-address', `\`${text}\` is no IPv4 address.`, EXAMPLES);
}

const EXAMPLES = 'Write an address (203.0.113.10), a network (203.0.113.32/28) or a range (203.0.113.60-203.0.113.70).';

function refuse(code: Code, summary: string, help: string): IpRefusal {
  return { code, summary, help };
}
