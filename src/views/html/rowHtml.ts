import { escapeHtml as e } from '../escapeHtml.ts';
import type { FieldRow } from '../fieldRows.ts';
import type { ReportRow, ReportTable } from '../report/report.ts';
import { signTone } from '../signTone.ts';
import { sourceText } from '../sourceText.ts';

/** Fields of one row that are shown without unfolding. The same as in page.js. */
const OPEN_FIELDS = 8;

/** A row of the table as the page has it before its script runs; the script makes the same elements. */
export function rowHtml(row: ReportRow, { groupTitle }: Pick<ReportTable, 'groupTitle'>): string {
  const { group, sign, address, title, id, words, state, source, remarks, fields, hazards } = row;
  const action = spaced(mark(sign), span('word', group), state === undefined ? '' : span('state', state));
  const kind = spaced(e(title), id === undefined || id === '' ? '' : span('id', id));
  const what = spaced(
    span('address', address),
    span('words', words),
    `<span class="kind">${kind}</span>`,
    source === undefined ? '' : span('source', sourceText(source)),
    list('remarks', remarks.map(e)),
  );
  const risks = hazards.map(({ name, detail }) => spaced(`<strong>${e(name)}</strong>`, `<span>${e(detail)}</span>`));
  const cells = [
    cell('action', groupTitle, action),
    cell('what', 'Resource', what),
    cell('values', 'Fields', fieldsHtml(fields)),
    cell('hazards', 'Hazards', risks.length === 0 ? '' : `<ul>${risks.map(item).join('')}</ul>`),
  ];
  return `<tr class="${signTone(sign)}" role="row">${cells.join('')}</tr>`;
}

function fieldsHtml(fields: readonly FieldRow[]): string {
  const rest = fields.slice(OPEN_FIELDS);
  const shown = list('fields', fields.slice(0, OPEN_FIELDS).map(fieldHtml));
  if (rest.length === 0) return shown;
  return `${shown}<details><summary>${rest.length} more</summary>${list('fields', rest.map(fieldHtml))}</details>`;
}

function fieldHtml({ sign, name, before, after, note, items }: FieldRow): string {
  const was = before === undefined ? [] : [span('before', before), span('arrow', '→')];
  const parts = items.map((one) => spaced(mark(one.sign), `<span>${e(one.text)}</span>`));
  const said = note === '' ? '' : span('note', note);
  return spaced(mark(sign), span('name', name), ...was, span('after', after), said, list('items', parts));
}

/** A blank between words that stand in elements of their own, for those who listen and those who copy. */
function spaced(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

function cell(className: string, label: string, content: string): string {
  return `<td class="${className}" role="cell" data-label="${e(label)}">${content}</td>`;
}

/** The sign is a picture of the word that follows it. */
function mark(sign: string): string {
  return `<span class="sign" aria-hidden="true">${e(sign)}</span>`;
}

function span(className: string, text: string): string {
  return `<span class="${className}">${e(text)}</span>`;
}

function list(className: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul class="${className}">${items.map(item).join('')}</ul>`;
}

function item(content: string): string {
  return `<li>${content}</li>`;
}
