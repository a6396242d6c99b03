import { distance } from 'fastest-levenshtein';

/** The candidate that was probably meant, if one is near enough to be worth naming. */
export function suggest(written: string, candidates: Iterable<string>): string | undefined {
  if (written.length === 0 || written.length > 64) return undefined;
  const word = fold(written);
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const away = distance(word, fold(candidate));
    if (away < bestDistance) {
      best = candidate;
      bestDistance = away;
    }
  }
  return best;
}

/** More than this is a catalogue, which no one reads in a message. */
const MAX_LISTED = 30;

/** Help text: the likely meant one first, then all of them when they are few enough to read. Never empty. */
export function didYouMean(written: string, candidates: readonly string[], noun: string): string {
  const meant = suggest(written, candidates);
  const all = candidates.length <= MAX_LISTED ? `${noun}: ${candidates.join(', ')}.` : '';
  const parts = [meant === undefined ? '' : `Did you mean \`${meant}\`?`, all].filter((part) => part !== '');
  return parts.join(' ') || 'The reference of the manifest lists what there is.';
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll('-', '_');
}
