import type { IpEntries } from './ipEntries.ts';
import type { Problems, Spot } from './problems.ts';
import type { SourceText } from './sourceText.ts';
import { findUnsafe, nameCharacter } from './unsafeText.ts';

/** The entries of a text file: one a line, `#` starts a comment, blank lines are nothing. */
export function readIpFile(text: SourceText, problems: Problems): IpEntries {
  const starts: number[] = [];
  const ends: number[] = [];
  const source = text.text;
  for (let start = 0; start < source.length;) {
    const newline = source.indexOf('\n', start);
    const end = newline === -1 ? source.length : newline;
    const entry = readLine(text, start, end, problems);
    if (entry !== undefined) {
      starts.push(entry.start);
      ends.push(entry.end);
    }
    start = end + 1;
  }
  return {
    count: starts.length,
    value: (index) => source.slice(starts[index], ends[index]),
    spot: (index) => ({ text, start: starts[index] ?? 0, end: ends[index] ?? 0 }),
    shown: () => undefined,
  };
}

function readLine(text: SourceText, start: number, end: number, problems: Problems): Spot | undefined {
  const line = text.text.slice(start, end);
  const hash = line.indexOf('#');
  const body = hash === -1 ? line : line.slice(0, hash);
  const value = body.trim();
  if (value === '') return undefined;
  const at = start + body.indexOf(value);
  const spot = { text, start: at, end: at + value.length };
  // Most lines hold an address and nothing else.
  if (/^[0-9./]+$/u.test(value)) return spot;
  const [unsafe] = findUnsafe(value, { lines: false, limit: 1 });
  if (unsafe !== undefined) {
    const where = { ...spot, start: at + unsafe, end: at + unsafe + 1 };
    const summary = `The line holds the character ${nameCharacter(value, unsafe)}.`;
    problems.at(where, 'control-character', summary, 'Write one address, network or range a line.');
    return undefined;
  }
  if (/[\s,;]/u.test(value.replace(/\s*-\s*/u, '-'))) {
    const summary = 'A line holds more than one entry.';
    problems.at(spot, 'bad-address', summary, 'Write one address, network or range a line; `#` starts a comment.');
    return undefined;
  }
  return spot;
}
