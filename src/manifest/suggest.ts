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

/** Help text: the likely meant one first, then all of them when they are few enough to read. */
export function didYouMean(written: string, candidates: readonly string[], noun: string): string {
  const meant = suggest(written, candidates);
  const all = candidates.length <= 30 ? `${noun}: ${candidates.join(', ')}.` : '';
  return [meant === undefined ? '' : `Did you mean \`${meant}\`?`, all].filter((part) => part !== '').join(' ');
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll('-', '_');
}
