import type { RawEntry } from './ipList.ts';
import type { Problems } from './problems.ts';
import type { SourceText } from './sourceText.ts';
import { findUnsafe, nameCharacter } from './unsafeText.ts';

/** The entries of a text file: one a line, `#` starts a comment, blank lines are nothing. */
export function readIpFile(text: SourceText, problems: Problems): readonly RawEntry[] {
  const entries: RawEntry[] = [];
  const source = text.text;
  for (let start = 0; start < source.length;) {
    const newline = source.indexOf('\n', start);
    const end = newline === -1 ? source.length : newline;
    const entry = readLine(text, start, end, problems);
    if (entry !== undefined) entries.push(entry);
    start = end + 1;
  }
  return entries;
}

function readLine(text: SourceText, start: number, end: number, problems: Problems): RawEntry | undefined {
  const line = text.text.slice(start, end);
  const hash = line.indexOf('#');
  const body = hash === -1 ? line : line.slice(0, hash);
  const value = body.trim();
  if (value === '') return undefined;
  const at = start + body.indexOf(value);
  const spot = { text, start: at, end: at + value.length };
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
  return { ...spot, value };
}
