import type { SourceRef } from '../model/diagnostic.ts';
import type { IpEntries } from './ipEntries.ts';
import { parseIpEntry } from './ipEntry.ts';
import type { IpRefusal } from './ipEntry.ts';
import { formatIpv4 } from './ipv4.ts';
import type { Problems } from './problems.ts';

/** Addresses that one manifest may stand for. */
export const MAX_ADDRESSES = 1_000_000;

/** How many addresses may still be taken; shared by all lists of a manifest. */
export interface AddressBudget {
  left: number;
}

/** One address, and the entry that it came from. */
export interface ListedAddress {
  readonly ip: string;
  readonly source: SourceRef;
}

/**
 * Every address that the entries stand for. Entries that are refused, or that overlap an earlier one, are reported and
 * left out. The addresses of one entry share one `SourceRef`.
 */
export function expandIpList(entries: IpEntries, budget: AddressBudget, problems: Problems): readonly ListedAddress[] {
  const spans = parseEntries(entries, problems);
  if (spans.count > MAX_ADDRESSES) return exhaust(entries, MAX_ADDRESSES, budget, problems);
  const kept = withoutOverlaps(entries, spans, problems);
  const found: ListedAddress[] = [];
  for (let place = 0; place < spans.count; place += 1) {
    if (kept[place] === 0) continue;
    const { index, first, last } = spans.at(place);
    const size = last - first + 1;
    if (size > budget.left) return exhaust(entries, index, budget, problems);
    budget.left -= size;
    const { text, start } = entries.spot(index);
    const source = text.ref(start);
    if (size === 1) {
      const written = entries.value(index);
      // An address of its own is written as it is formatted: the reader takes no other spelling.
      found.push({ ip: /[-/]/u.test(written) ? formatIpv4(first) : written, source });
    } else {
      for (let address = first; address <= last; address += 1) found.push({ ip: formatIpv4(address), source });
    }
  }
  return found;
}

/** Says once that the manifest stands for too many addresses, and leaves none to any further list. */
function exhaust(entries: IpEntries, index: number, budget: AddressBudget, problems: Problems): readonly [] {
  if (budget.left >= 0) {
    const summary = `The manifest stands for more than ${MAX_ADDRESSES} addresses.`;
    const help = 'Check the networks, or split the account into manifests.';
    problems.at(entries.spot(index), 'too-many-addresses', summary, help);
  }
  budget.left = -1;
  return [];
}

/** What was understood, in columns: the entry, and its first and last address. */
class Spans {
  count = 0;
  readonly #index: Uint32Array;
  readonly #first: Uint32Array;
  readonly #last: Uint32Array;

  constructor(size: number) {
    this.#index = new Uint32Array(size);
    this.#first = new Uint32Array(size);
    this.#last = new Uint32Array(size);
  }

  add(index: number, first: number, last: number): void {
    this.#index[this.count] = index;
    this.#first[this.count] = first;
    this.#last[this.count] = last;
    this.count += 1;
  }

  at(place: number): { readonly index: number; readonly first: number; readonly last: number } {
    return { index: this.#index[place] ?? 0, first: this.#first[place] ?? 0, last: this.#last[place] ?? 0 };
  }

  /** Places by the first address; of two that begin alike, the one that stands first in the list. */
  sorted(): Uint32Array {
    // In one number each: 32 bits of address and, since there are at most a million, 20 of place fit exactly.
    const keys = new Float64Array(this.count);
    for (let place = 0; place < this.count; place += 1) keys[place] = (this.#first[place] ?? 0) * PLACES + place;
    keys.sort();
    return Uint32Array.from(keys, (key) => key % PLACES);
  }
}

const PLACES = 2 ** 20;

function parseEntries(entries: IpEntries, problems: Problems): Spans {
  const spans = new Spans(entries.count);
  let privates = 0;
  let firstPrivate = -1;
  for (let index = 0; index < entries.count; index += 1) {
    const span = parseIpEntry(entries.value(index));
    if ('code' in span) {
      reportRefusal(entries, index, span, problems);
      continue;
    }
    spans.add(index, span.first, span.last);
    if (!span.isPrivate) continue;
    if (privates === 0) firstPrivate = index;
    privates += 1;
  }
  if (privates > 0) warnPrivate(entries, firstPrivate, privates, problems);
  return spans;
}

/** Says why an entry is refused; of one that came from a variable, not what it is. */
export function reportRefusal(
  entries: IpEntries,
  index: number,
  { code, summary, help }: IpRefusal,
  problems: Problems,
): void {
  const at = entries.spot(index);
  const shown = entries.shown(index);
  if (shown === undefined) problems.at(at, code, summary, help);
  else problems.at(at, code, `What \`${shown}\` stands for cannot be used as an address here.`, 'Check the variable.');
}

/** Once for a list: an inventory of an internal network would drown everything else. */
function warnPrivate(entries: IpEntries, first: number, count: number, problems: Problems): void {
  const others = count === 1 ? 'is' : `and ${count - 1} more entries of this list are`;
  const summary = `\`${name(entries, first)}\` ${others} in a private network.`;
  const help = 'CLN knows a server by its public address: give that, unless the server really shows this one.';
  problems.at(entries.spot(first), 'private-address', summary, help, { severity: 'warning' });
}

function name(entries: IpEntries, index: number): string {
  return entries.shown(index) ?? entries.value(index);
}

/**
 * Which spans share no address with an earlier kept one, as a 1 at their place; each pair that does is reported once,
 * with a count.
 */
function withoutOverlaps(entries: IpEntries, spans: Spans, problems: Problems): Uint8Array {
  const kept = new Uint8Array(spans.count);
  let widest: number | undefined;
  for (const place of spans.sorted()) {
    const span = spans.at(place);
    const other = widest === undefined ? undefined : spans.at(widest);
    if (widest === undefined || other === undefined || span.first > other.last) {
      kept[place] = 1;
      widest = place;
      continue;
    }
    const shared = Math.min(other.last, span.last) - span.first + 1;
    const [earlier, later] = widest < place ? [other, span] : [span, other];
    const what =
      shared === 1 ? `${formatIpv4(span.first)} is` : `${shared} addresses from ${formatIpv4(span.first)} on are`;
    const summary = `${what} declared twice in this list.`;
    problems.at(entries.spot(later.index), 'duplicate-address', summary, 'Keep one of the two entries.', {
      related: [{ at: entries.spot(earlier.index), note: `\`${name(entries, earlier.index)}\`` }],
    });
    if (span.last > other.last) {
      kept[widest] = 0;
      kept[place] = 1;
      widest = place;
    }
  }
  return kept;
}
