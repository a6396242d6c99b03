import { sourceText } from '../sourceText.ts';
import type { ReportRow } from './report.ts';

/** A row as plain lines, without a sign before the first: for blocks of code and for test reports. */
export function* rowLines(row: ReportRow): Generator<{ readonly sign: string; readonly text: string }> {
  const { sign, address, title, id, words, source, remarks, fields, hazards } = row;
  const at = source === undefined ? '' : `  at ${sourceText(source)}`;
  yield { sign, text: `${address} ${words}  (${title}${id === undefined ? '' : ` ${id}`})${at}` };
  for (const remark of remarks) yield { sign: '', text: `    ${remark}` };
  for (const { sign: mark, name, before, after, note, items } of fields) {
    const value = before === undefined ? after : `${before} -> ${after}`;
    yield { sign: mark, text: `    ${name} = ${value}${note === '' ? '' : `  # ${note}`}` };
    for (const item of items) yield { sign: item.sign, text: `        ${item.text}` };
  }
  for (const { name, detail } of hazards) yield { sign: '!', text: `    ${name}: ${detail}` };
}
