import { formatIpv4 } from '../manifest/ipv4.ts';
import { parseIpEntry } from '../manifest/ipEntry.ts';
import type { IpSpan } from '../manifest/ipEntry.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { CliError } from './cliError.ts';

export interface IpArguments {
  readonly count: number;
  /** Each address once, in the order in which it was first typed. They are made as they are asked for. */
  addresses(): Iterable<string>;
}

/** Addresses, networks and ranges as a manifest writes them. Throws `CliError` with every one that is none. */
export function ipArguments(typed: readonly string[]): IpArguments {
  const problems: Diagnostic[] = [];
  const spans: IpSpan[] = [];
  for (const text of typed) {
    const span = parseIpEntry(text.trim());
    if ('code' in span) problems.push({ severity: 'error', ...span });
    else spans.push(span);
  }
  if (problems.length > 0) throw new CliError(problems);
  const fresh = withoutOverlap(spans);
  return {
    count: fresh.reduce((sum, { first, last }) => sum + last - first + 1, 0),
    *addresses() {
      for (const { first, last } of fresh) for (let ip = first; ip <= last; ip += 1) yield formatIpv4(ip);
    },
  };
}

type Span = Pick<IpSpan, 'first' | 'last'>;

/** What of each span no earlier one holds. */
function withoutOverlap(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = [];
  for (const span of spans) {
    let rest: readonly Span[] = [span];
    for (const earlier of [...kept]) rest = rest.flatMap((part) => minus(part, earlier));
    kept.push(...rest);
  }
  return kept;
}

function minus({ first, last }: Span, cut: Span): readonly Span[] {
  if (cut.last < first || cut.first > last) return [{ first, last }];
  return [
    ...(cut.first > first ? [{ first, last: cut.first - 1 }] : []),
    ...(cut.last < last ? [{ first: cut.last + 1, last }] : []),
  ];
}
