import type { ImportPair } from '../engine/importObjects.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { parseAddress, type Address } from '../model/address.ts';
import type { KindRegistry } from '../model/kind.ts';
import { plain } from '../model/text.ts';
import { CliError } from './cliError.ts';

/**
 * The lines `ADDRESS ID` of a list, as `state rebuild --list` writes it: `#` begins a comment, at the start of a line or
 * after a blank. Throws `CliError` with every line that is neither; a message names no id.
 */
export function readImportList(text: string, file: string, kinds: KindRegistry): readonly ImportPair[] {
  const pairs: ImportPair[] = [];
  const wrong: Diagnostic[] = [];
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
      wrong.push({
        severity: 'error',
        code: 'bad-list',
        summary: `Line ${index + 1} of ${plain(file)} is not an address and an id.`,
        help: 'Write: imunify_key.web-eu IMXXXXXXXXXXXXXXXX',
        source: { file, line: index + 1, column: 1 },
      });
    }
  }
  if (wrong.length > 0) throw new CliError(wrong);
  return pairs;
}
