import type { ImportPair } from '../engine/importObjects.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { parseAddress, type Address } from '../model/address.ts';
import type { KindRegistry } from '../model/kind.ts';
import { plain } from '../model/text.ts';
import { addressHelp } from './checkAddress.ts';
import { CliError } from './cliError.ts';
import { firstFew, MOST_TOLD } from './firstFew.ts';

/**
 * The lines `ADDRESS ID` of a list, as `state rebuild --list` writes it: `#` begins a comment, at the start of a line or
 * after a blank. Throws `CliError` with the first of the lines that are neither, and how many they are; a message names no id.
 */
export function readImportList(text: string, file: string, kinds: KindRegistry): readonly ImportPair[] {
  const pairs: ImportPair[] = [];
  const wrong: Diagnostic[] = [];
  let total = 0;
  for (const [index, line] of text
    .replace(/^\uFEFF/u, '')
    .split(/\r?\n/u)
    .entries()) {
    const words = line.replace(/(?:^|\s)#.*$/u, '').trim();
    if (words === '') continue;
    const [, address, id] = /^(\S+)\s+(\S+)$/u.exec(words) ?? [];
    const parts = address === undefined ? undefined : parseAddress(address);
    if (id !== undefined && parts !== undefined && kinds.has(parts.type))
      pairs.push({ address: address as Address, id });
    else {
      total += 1;
      if (wrong.length >= MOST_TOLD) continue;
      wrong.push({
        severity: 'error',
        code: 'bad-list',
        summary: `Line ${index + 1} of ${plain(file)} is not an address and an id.`,
        help:
          parts === undefined || id === undefined
            ? 'Write: imunify_key.web-eu IMXXXXXXXXXXXXXXXX'
            : addressHelp(kinds, address ?? ''),
        source: { file, line: index + 1, column: 1 },
      });
    }
  }
  if (total > 0) throw new CliError(firstFew(wrong, total, 'lines'));
  return pairs;
}
