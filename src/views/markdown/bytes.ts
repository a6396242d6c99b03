/** Length in UTF-8, the largest of the ways in which hosts count characters. */
export function bytes(text: string): number {
  let sum = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    sum += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return sum;
}

/** With their line ends. */
export function bytesOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + bytes(line) + 1, 0);
}

/** As many of the lines as fit, and a line that counts those that do not. At least one. */
export function fitting(lines: readonly string[], most: number): readonly string[] {
  const kept: string[] = [];
  let used = 0;
  for (const line of lines) {
    used += bytes(line) + 1;
    if (used > most && kept.length > 0) return [...kept, `... ${lines.length - kept.length} more lines`];
    kept.push(line);
  }
  return kept;
}
