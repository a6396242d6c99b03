import { maskKeyLike } from '../model/keyLike.ts';
import { plain } from '../model/text.ts';
import { type Call, keysIn } from './call.ts';
import type { Credentials } from './credentials.ts';
import { maskKeys } from './maskKeys.ts';

const LONGEST = 300;
/** Far more than can be shown: of a message of many megabytes, no more than this is made safe to print. */
const LOOKED_AT = 10_000;

/**
 * Text for a message: without the secret and the token, with the licence keys of the call masked, and what looks like
 * one, safe to print, and no longer than 300 characters. Hidden first and cut last, so that a cut cannot leave half a
 * token behind.
 */
export function serviceText(text: string, call: Call, credentials: Credentials): string {
  const safe = maskKeyLike(maskKeys(credentials.conceal(text), keysIn(call)).slice(0, LOOKED_AT));
  return cut(credentials.conceal(plain(safe)).trim());
}

/** By code units, but not through the middle of a character. */
function cut(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
