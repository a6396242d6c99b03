import type { SourceRef } from '../model/diagnostic.ts';
import { parseIpEntry } from './ipEntry.ts';
import type { IpRefusal, IpSpan } from './ipEntry.ts';
import { formatIpv4 } from './ipv4.ts';
import type { Problems, Spot } from './problems.ts';

/** One entry as it stands in a manifest or in a file of addresses. */
export interface RawEntry extends Spot {
  readonly value: string;
  /** How to name it in a message, where its value must not be shown. */
  readonly shown?: string;
}

interface Entry extends IpSpan {
  readonly at: Spot;
  readonly shown: string;
  /** Its position in the list. */
  readonly index: number;
}

/** Addresses that one manifest may stand for. */
export const MAX_ADDRESSES = 1_000_000;

/** How many addresses may still be taken; shared by all lists of a manifest. */
export interface AddressBudget {
  left: number;
}

/**
 * Every address that the entries stand for. Entries that are refused, or that overlap an earlier one, are reported and
 * left out. The addresses of one entry share one `SourceRef`.
 */
export function expandIpList(
  entries: readonly RawEntry[],
  budget: AddressBudget,
  problems: Problems,
): readonly { readonly ip: string; readonly source: SourceRef }[] {
  const parsed = parseEntries(entries, problems);
  const kept = withoutOverlaps(parsed, problems);
  const found: { ip: string; source: SourceRef }[] = [];
  for (const entry of parsed) {
    if (!kept.has(entry)) continue;
    const size = entry.last - entry.first + 1;
    if (size > budget.left) {
      if (budget.left >= 0) {
        const summary = `The manifest stands for more than ${MAX_ADDRESSES} addresses.`;
        problems.at(
          entry.at,
          'too-many-addresses',
          summary,
          'Check the networks, or split the account into manifests.',
        );
      }
      budget.left = -1;
      return [];
    }
    budget.left -= size;
    const source = entry.at.text.ref(entry.at.start);
    for (let address = entry.first; address <= entry.last; address += 1)
      found.push({ ip: formatIpv4(address), source });
  }
  return found;
}

function parseEntries(entries: readonly RawEntry[], problems: Problems): readonly Entry[] {
  const parsed: Entry[] = [];
  for (const raw of entries) {
    const span = parseIpEntry(raw.value);
    const shown = raw.shown ?? raw.value;
    if ('code' in span) {
      reportRefusal(raw, span, problems);
      continue;
    }
    parsed.push({ ...span, at: raw, shown, index: parsed.length });
  }
  warnPrivate(
    parsed.filter((entry) => entry.isPrivate),
    problems,
  );
  return parsed;
}

/** Says why an entry is refused; of one that came from a variable, not what it is. */
export function reportRefusal(raw: RawEntry, { code, summary, help }: IpRefusal, problems: Problems): void {
  if (raw.shown === undefined) problems.at(raw, code, summary, help);
  else
    problems.at(
      raw,
      code,
      `What \`${raw.shown}\` stands for cannot be used as an address here.`,
      'Check the variable.',
    );
}

/** Once for a list: an inventory of an internal network would drown everything else. */
function warnPrivate(entries: readonly Entry[], problems: Problems): void {
  const [first] = entries;
  if (first === undefined) return;
  const others = entries.length === 1 ? 'is' : `and ${entries.length - 1} more entries of this list are`;
  const summary = `\`${first.shown}\` ${others} in a private network.`;
  const help = 'CLN knows a server by its public address: give that, unless the server really shows this one.';
  problems.at(first.at, 'private-address', summary, help, { severity: 'warning' });
}

/** The entries that share no address with an earlier kept one; each pair that does is reported once, with a count. */
function withoutOverlaps(entries: readonly Entry[], problems: Problems): ReadonlySet<Entry> {
  const sorted = entries.toSorted((a, b) => a.first - b.first || a.index - b.index);
  const kept = new Set<Entry>();
  let widest: Entry | undefined;
  for (const entry of sorted) {
    if (widest === undefined || entry.first > widest.last) {
      kept.add(entry);
      widest = entry;
      continue;
    }
    const shared = Math.min(widest.last, entry.last) - entry.first + 1;
    const [earlier, later] = widest.index < entry.index ? [widest, entry] : [entry, widest];
    const what =
      shared === 1 ? `${formatIpv4(entry.first)} is` : `${shared} addresses from ${formatIpv4(entry.first)} on are`;
    problems.at(later.at, 'duplicate-address', `${what} declared twice in this list.`, 'Keep one of the two entries.', {
      related: [{ at: earlier.at, note: `\`${earlier.shown}\`` }],
    });
    if (entry.last > widest.last) {
      kept.delete(widest);
      kept.add(entry);
      widest = entry;
    }
  }
  return kept;
}
