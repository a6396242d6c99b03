import { maskKey } from '../model/text.ts';

/** Shorter ones are no licence keys, and masking them would deface the text. */
const SHORTEST_KEY = 5;

/** The text with these licence keys masked, wherever it quotes them. */
export function maskKeys(text: string, keys: readonly string[]): string {
  return keys
    .filter((key) => key.length >= SHORTEST_KEY)
    .reduce((masked, key) => masked.replaceAll(key, () => maskKey(key)), text);
}
