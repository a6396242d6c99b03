import type { Report } from './report.ts';

/** The money and the notes of a report as plain lines, for formats that have no place of their own for them. */
export function* asideLines({ money, notes }: Pick<Report, 'money' | 'notes'>): Generator<string> {
  if (money !== undefined) {
    const { words, before, after, change, currency, byType, unknown } = money;
    yield `${words}: ${before} -> ${after} ${currency} (${change})`;
    for (const entry of byType) yield `    ${entry.type} ${entry.change}`;
    if (unknown.length > 0) yield `    not counted (no price, or no limit): ${unknown.join(', ')}`;
  }
  for (const { words, lines } of notes) {
    yield lines.length === 0 ? `${words}.` : `${words}:`;
    for (const line of lines) yield `    ${line}`;
  }
}
