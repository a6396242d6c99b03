/** Longest name that is made: it has to be typed, and leaves room for what tells it apart. */
const MAX_LENGTH = 40;

/**
 * A block name out of a note or a product: `EU web pool` becomes `eu-web-pool`. Empty when nothing in the text can stand
 * in a name (a note in another script).
 */
export function nameFromText(text: string): string {
  const words = text
    .slice(0, 400)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/u)
    .filter((word) => word !== '');
  let name = '';
  for (const word of words) {
    const longer = name === '' ? word.slice(0, MAX_LENGTH) : `${name}-${word}`;
    if (longer.length > MAX_LENGTH) break;
    name = longer;
  }
  return name;
}
