import type { Check } from '../model/check.ts';
import { csvText } from './csvText.ts';
import { jsonText } from './jsonText.ts';
import type { ReportFormat } from './report.ts';
import { hideKeys, show } from './view.ts';
import type { View } from './view.ts';

const WORDS = { ok: 'OK', critical: 'CRITICAL', unknown: 'UNKNOWN' } as const;

/** A monitoring system keeps one line, and cuts it off somewhere. */
const LONGEST = 400;

/** A check as monitoring plugins print it: one line, with performance data behind a bar when there are numbers. */
export function checkLines(check: Check, format: ReportFormat, view: View): Iterable<string> {
  const { status, text, counts } = check;
  switch (format) {
    case 'text':
      return [line(check, view)];
    case 'json':
      return [jsonText({ status, text: hideKeys(text, view), counts: Object.fromEntries(counts.map(pair)) })];
    case 'csv':
      return csvText(
        ['status', 'text', ...counts.map(({ state }) => state)],
        [[status, text, ...counts.map(({ servers }) => servers)]],
        view,
      );
    default:
      return format satisfies never;
  }
}

function pair({ state, servers }: Check['counts'][number]): [string, number] {
  return [state, servers];
}

function line({ status, text, counts }: Check, view: View): string {
  // The service's own sentence begins with the word that belongs in front; a bar would begin performance data, and a
  // backslash an escape sequence of the plugin's reader.
  const said = text.replace(/^KernelCare (?:OK|CRITICAL|WARNING|UNKNOWN)\b[\s:-]*/, '');
  const shown = show(hideKeys(said, view).slice(0, LONGEST), view).replaceAll('|', '/');
  const numbers = counts.map(({ state, servers }) => `'${state}'=${servers}`).join(' ');
  // That nothing could be told is nothing that KernelCare said.
  return `${status === 'unknown' ? 'CLN' : 'KernelCare'} ${WORDS[status]} - ${shown}${numbers === '' ? '' : ` | ${numbers}`}`;
}
