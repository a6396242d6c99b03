import { suggest } from '../manifest/suggest.ts';
import { makeAddress, parseAddress } from '../model/address.ts';
import type { Address } from '../model/address.ts';
import type { KindRegistry } from '../model/kind.ts';
import { plain } from '../model/text.ts';
import { cliError } from './cliError.ts';

/** An address as the user typed it. Throws `CliError` when it is none, or of a kind that there is not. */
export function checkAddress(kinds: KindRegistry, typed: string): Address {
  const parts = parseAddress(typed);
  if (parts !== undefined && kinds.has(parts.type)) return typed as Address;
  throw cliError('bad-address', `${plain(typed)} is not an address.`, addressHelp(kinds, typed));
}

/** What an address is, after the one that was probably meant. */
export function addressHelp(kinds: KindRegistry, typed: string): string {
  const parts = parseAddress(typed);
  const meant = suggest(parts?.type ?? typed, kinds.keys());
  const whole = meant === undefined ? undefined : makeAddress(meant, parts?.name ?? 'NAME');
  const hint = whole === undefined || whole === typed ? '' : `Did you mean ${plain(whole)}? `;
  return `${hint}An address is a kind, a dot and a name. The kinds are ${[...kinds.keys()].join(', ')}.`;
}
