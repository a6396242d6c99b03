/**
 * Characters that have no business in a manifest, since they print as nothing or turn text around: control characters,
 * line separators, bidirectional and zero-width marks, lone surrogates. Joiners and variation selectors stay allowed,
 * since scripts and emoji need them.
 */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\u{e0000}-\u{e0fff}]/gu;

/** The places of unsafe characters, at most `limit`; line breaks count as unsafe unless `lines` is set, which also allows tabs. */
export function findUnsafe(text: string, options: { readonly lines: boolean; readonly limit: number }): number[] {
  const found: number[] = [];
  UNSAFE.lastIndex = 0;
  for (let match = UNSAFE.exec(text); match !== null && found.length < options.limit; match = UNSAFE.exec(text)) {
    if (options.lines && isLayout(text, match.index)) continue;
    found.push(match.index);
  }
  return found;
}

/** Whether a text of many lines holds any unsafe character. Most hold nothing but ASCII, which is seen at a glance. */
export function isUnsafe(text: string): boolean {
  return !/^[\n\u0020-\u007e]*$/u.test(text) && findUnsafe(text, { lines: true, limit: 1 }).length > 0;
}

/** `U+001B`, for messages. */
export function nameCharacter(text: string, at: number): string {
  return `U+${(text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A carriage return is layout only as part of a line break. */
function isLayout(text: string, at: number): boolean {
  const c = text[at];
  return c === '\n' || c === '\t' || (c === '\r' && text[at + 1] === '\n');
}
