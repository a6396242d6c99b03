import { maskKey } from './text.ts';

/** Long enough for a licence key of any product. */
const LONG_WORD = /[A-Za-z0-9]{16,}/g;

/**
 * The text with every word masked that looks like a licence key, known or not: an Imunify key is `IM` with capitals and
 * digits, the keys of the others mix capitals, small letters and digits. Hexadecimal ids and words of prose are left.
 */
export function maskKeyLike(text: string): string {
  return text.replaceAll(LONG_WORD, (word) => (isKeyLike(word) ? maskKey(word) : word));
}

/** The words of a text that look like licence keys. */
export function keyLikeWords(text: string): readonly string[] {
  return (text.match(LONG_WORD) ?? []).filter(isKeyLike);
}

function isKeyLike(word: string): boolean {
  if (/^IM[A-Z0-9]+$/.test(word)) return true;
  return /[0-9]/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word);
}
