import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { expect } from 'vitest';

/**
 * Compares with `test/golden/<name>`, to the byte. `UPDATE_GOLDEN=1` writes the file instead: then read the diff.
 */
export function expectGolden(name: string, text: string): void {
  const file = join('test/golden', name);
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}

/** Lines as a view yields them, as a file. */
export function fileOf(lines: Iterable<string>): string {
  return [...lines].map((line) => `${line}\n`).join('');
}
