/** Rows in aligned columns, two blanks apart; the last column is as long as it is. Cells are plain text of one line. */
export function* table(rows: readonly (readonly string[])[], indent = ''): Generator<string> {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, textWidth(cell))));
  for (const row of rows) {
    yield (
      indent + row.map((cell, i) => (i === row.length - 1 ? cell : padText(cell, widths[i] ?? 0))).join('  ')
    ).trimEnd();
  }
}

/** Characters as people count them, near enough for notes and names. */
export function textWidth(text: string): number {
  return Array.from(text).length;
}

export function padText(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}
