import { escapeHtml } from '../escapeHtml.ts';

/**
 * Foreign text of one line within Markdown, as a code span: in one, no link, mention, HTML, emoji or emphasis is read,
 * and the fence is longer than any that the text holds. Not for table cells, where `|` ends a span.
 */
export function codeSpan(text: string): string {
  if (text.trim() === '') return '(blank)';
  const fence = '`'.repeat(longestRun(text) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') || (text.startsWith(' ') && text.endsWith(' ')) ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** Foreign lines as a fenced block. */
export function codeBlock(lines: readonly string[], info: 'text' | 'diff'): readonly string[] {
  const fence = '`'.repeat(Math.max(3, ...lines.map((line) => longestRun(line) + 1)));
  return [`${fence}${info}`, ...lines, fence];
}

/** Foreign text where Markdown is not read, as in `<summary>`: GitHub links no mention inside `<code>`. */
export function codeTag(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
