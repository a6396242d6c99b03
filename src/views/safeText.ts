import { plain } from '../model/text.ts';

/**
 * Foreign text for one line of output: `plain`, and no `##[...]` or `##name[...]`, which build servers obey wherever in
 * a line it stands.
 */
export function safeText(text: string): string {
  return plain(text).replace(/##(?=[A-Za-z]*\[)/g, '#\\u{23}');
}
