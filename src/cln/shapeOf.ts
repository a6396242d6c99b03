import type { AnswerShape, FieldShape, ValueShape } from '../model/api/answerShape.ts';
import { DOCUMENTED_FIELDS } from './documentedFields.ts';

/** One answer as it came. */
export interface RawAnswer {
  readonly endpoint: string;
  readonly documentedBare: boolean;
  readonly status: number;
  readonly date: string | undefined;
  readonly body: string;
  /** When the request left and when the answer was there, in milliseconds since 1970 UTC. */
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** The shape of an answer, whatever it is: nothing that the service sends makes this throw. */
export function shapeOf({ endpoint, documentedBare, status, date, body, sentAt, receivedAt }: RawAnswer): AnswerShape {
  const theirs = Date.parse(date ?? '');
  // The header is cut to whole seconds, so that on the average half a second is missing.
  const clock = Number.isNaN(theirs)
    ? {}
    : {
        aheadMs: Math.round((sentAt + receivedAt) / 2 - (theirs + 500)),
        uncertainMs: Math.round((receivedAt - sentAt) / 2 + 500),
      };
  const common = { endpoint, documentedBare, status, ...clock };
  const json = parse(body);
  if (json === undefined) return { ...common, form: 'text', fields: {}, undocumented: [], withheld: 0 };
  const { form, success, data } = opened(json.value);
  return {
    ...common,
    form,
    ...(success !== undefined && { success }),
    ...(Array.isArray(data) && { rows: data.length }),
    ...fieldsOf(endpoint, data),
  };
}

function opened(body: unknown): { form: 'wrapped' | 'bare'; success?: boolean; data: unknown } {
  if (!isObject(body) || typeof body.success !== 'boolean') return { form: 'bare', data: body };
  return { form: 'wrapped', success: body.success, data: body.data };
}

function fieldsOf(endpoint: string, data: unknown): Pick<AnswerShape, 'fields' | 'undocumented' | 'withheld'> {
  const documented = DOCUMENTED_FIELDS[endpoint];
  const rows = Array.isArray(data) ? data : isObject(data) ? [data] : [];
  const counts = new Map<string, Map<ValueShape, number>>();
  const count = (name: string, shape: ValueShape): void => {
    const known = counts.get(name) ?? new Map<ValueShape, number>();
    counts.set(name, known.set(shape, (known.get(shape) ?? 0) + 1));
  };
  const undocumented = new Set<string>();
  const withheld = new Set<string>();
  for (const row of rows) {
    if (!isObject(row)) {
      count('', valueShape(row));
      continue;
    }
    // Where the service chooses the names, they are content.
    if (documented === undefined) continue;
    for (const name of documented) count(name, Object.hasOwn(row, name) ? valueShape(row[name]) : 'absent');
    for (const [name, value] of Object.entries(row)) {
      if (documented.includes(name)) continue;
      if (!isWords(name)) withheld.add(name);
      else {
        undocumented.add(name);
        count(name, valueShape(value));
      }
    }
  }
  const fields = [...counts].map(([name, shapes]): [string, FieldShape] => [name, Object.fromEntries(shapes)]);
  return { fields: Object.fromEntries(fields), undocumented: [...undocumented].sort(), withheld: withheld.size };
}

/**
 * A name such as a programmer gives a field. In an answer that is keyed by ids, the names are keys, addresses or logins,
 * which are to be seen by no one: those hold digits or dots, or are longer than words are.
 */
function isWords(name: string): boolean {
  if (name.length > 40 || !/^[a-z]+(?:_[a-z]+|[A-Z][a-z]+)*$/.test(name)) return false;
  return name.split(/_|(?=[A-Z])/).every((word) => word.length <= 14);
}

function valueShape(value: unknown): ValueShape {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'string':
      return textShape(value);
    default:
      return 'object';
  }
}

function textShape(text: string): ValueShape {
  if (text === '') return 'empty-text';
  if (/^\d{1,16}$/.test(text)) return 'decimal-string';
  const date = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/.exec(text);
  if (date === null) return 'text';
  return date[1] === undefined ? 'date-without-zone' : `date${date[1]}`;
}

function parse(body: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(body) as unknown };
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
