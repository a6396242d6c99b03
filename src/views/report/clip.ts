/** Longer than any text that clnform writes itself: only foreign text is cut. */
const LONGEST = 600;

/** A text of bounded length, that says when something was cut off. Never cuts a character in two. */
export function clip(text: string, longest: number = LONGEST): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}... (${text.length} characters)`;
}
