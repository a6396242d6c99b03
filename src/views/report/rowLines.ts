import { sourceText } from '../sourceText.ts';
import type { ReportRow } from './report.ts';

/**
 * A row as plain lines, each with its sign apart: for blocks of code and for test reports. `brief`: what becomes of it is
 * said once, above all that it becomes of.
 */
export function* rowLines(
  row: ReportRow,
  { brief = false }: { readonly brief?: boolean } = {},
): Generator<{ readonly sign: string; readonly text: string }> {
  const { sign, address, title, id, words, source, remarks, fields, hazards } = row;
  const at = source === undefined ? '' : `  at ${sourceText(source)}`;
  yield { sign, text: `${address}${brief ? '' : ` ${words}`}  (${title}${id === undefined ? '' : ` ${id}`})${at}` };
  for (const remark of remarks) yield { sign: '', text: `    ${remark}` };
  for (const { sign: mark, name, before, after, note, items } of fields) {
    const value = before === undefined ? after : `${before} -> ${after}`;
    yield { sign: mark, text: `    ${name} = ${value}${note === '' ? '' : `  # ${note}`}` };
    for (const item of items) yield { sign: item.sign, text: `        ${item.text}` };
  }
  for (const { name, detail } of hazards) yield { sign: '!', text: `    ${name}: ${detail}` };
}
