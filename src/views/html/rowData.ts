import type { Json } from '../../model/json.ts';
import type { ReportRow } from '../report/report.ts';
import { signTone } from '../signTone.ts';
import { sourceText } from '../sourceText.ts';

/** A row for page.js, which reads the members by their places. */
export function rowData(row: ReportRow): Json {
  const { group, sign, address, type, title, id, words, state, source, remarks, fields, hazards } = row;
  return [
    group,
    sign,
    address,
    type,
    title,
    id ?? '',
    words,
    state ?? '',
    source === undefined ? '' : sourceText(source),
    remarks,
    fields.map(({ sign: mark, name, before, after, note, items }) => [
      mark,
      name,
      before ?? null,
      after,
      note,
      items.map((item) => [item.sign, item.text]),
    ]),
    hazards.map(({ name, detail }) => [name, detail]),
    signTone(sign),
  ];
}
