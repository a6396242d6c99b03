import { formatIpv4, networkBase, networkSize, parseIpv4 } from './ipv4.ts';

/** One entry stands for at most a /16 (RESOURCES.md). */
const MAX_ENTRY = 65_536;
/** Fewer neighbours than this are written one by one. */
const MIN_RANGE = 3;

/**
 * The shortest list of entries that stands for just these addresses: a run of neighbours is a network where it is one,
 * else a range. Sorted by address; what is no address is left out.
 */
export function condenseIps(ips: readonly string[]): readonly string[] {
  const numbers = [...new Set(ips.map(parseIpv4))].filter((ip) => ip !== undefined).sort((a, b) => a - b);
  const entries: string[] = [];
  let start = 0;
  for (let end = 1; end <= numbers.length; end += 1) {
    const first = numbers[start] ?? 0;
    const last = numbers[end - 1] ?? 0;
    if (end < numbers.length && numbers[end] === last + 1 && end - start < MAX_ENTRY) continue;
    entries.push(...entriesOf(first, last));
    start = end;
  }
  return entries;
}

function entriesOf(first: number, last: number): readonly string[] {
  const size = last - first + 1;
  if (size < MIN_RANGE) return Array.from({ length: size }, (_, index) => formatIpv4(first + index));
  const prefix = 32 - Math.log2(size);
  if (Number.isInteger(prefix) && networkBase(first, prefix) === first && networkSize(prefix) === size) {
    return [`${formatIpv4(first)}/${prefix}`];
  }
  return [`${formatIpv4(first)}-${formatIpv4(last)}`];
}
