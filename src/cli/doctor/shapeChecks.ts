import type { AnswerShape, FieldShape, ValueShape } from '../../model/api/answerShape.ts';
import type { Check } from '../../model/doctorReport.ts';
import { unknownCodes } from './unknownCodes.ts';
import type { Survey } from './survey.ts';

/** The fields that come as numbers from some versions of the service and as texts from others (FACTS, "numbers"). */
const NUMBERS: Readonly<Record<string, readonly string[]>> = {
  'im/key/list': ['limit', 'servers'],
  'kcare/key/list': ['limit'],
  'els/key/list': ['usageLimit'],
  'els/srv/list': ['id'],
  'v2/cl/keys': ['usage_limit'],
  'v2/cl/servers': ['id'],
  'v2/cl/sub-account/servers': ['server_id'],
};
const NOTES: Readonly<Record<string, string>> = {
  'im/key/list': 'note',
  'kcare/key/list': 'note',
  'els/key/list': 'description',
  'v2/cl/keys': 'description',
  'group/list': 'description',
};

/** Which of the answers that the documents leave open this service gives. All of them work; a report tells which. */
export function shapeChecks(shapes: readonly AnswerShape[], { codes, sameOrder }: Survey): readonly Check[] {
  const good = shapes.filter(({ success, status }) => success !== false && status >= 200 && status < 300);
  return [
    numbers(good),
    envelope(good),
    imunifyNotes(good),
    emptyNotes(good),
    dates(good),
    refusals(shapes),
    order(sameOrder),
    newFields(good),
    missingFields(good),
    unknownCodes(codes),
  ];
}

function numbers(shapes: readonly AnswerShape[]): Check {
  const seen = new Map<string, ReadonlySet<string>>();
  for (const [endpoint, names] of Object.entries(NUMBERS))
    for (const name of names) {
      const found = kinds(shapes, endpoint, name).flatMap((kind) =>
        kind === 'number' ? ['numbers'] : kind === 'decimal-string' ? ['texts'] : [],
      );
      if (found.length > 0) seen.set(`${endpoint} ${name}`, new Set(found));
    }
  const common = { id: 'shape.numbers', title: 'numbers' } as const;
  const forms = new Set([...seen.values()].flatMap((found) => [...found]));
  if (forms.size === 0) return { ...common, status: 'unknown', detail: 'no row with a number was seen' };
  const data = Object.fromEntries([...seen].map(([field, found]) => [field, [...found]]));
  if (forms.size > 1) {
    const texts = [...seen].filter(([, found]) => found.has('texts')).map(([field]) => field);
    return { ...common, status: 'ok', detail: `mostly numbers, texts in ${shortList(texts)}`, data };
  }
  const detail = forms.has('numbers') ? 'JSON numbers' : 'texts of digits, such as "12"';
  return { ...common, status: 'ok', detail, data };
}

function envelope(shapes: readonly AnswerShape[]): Check {
  const common = { id: 'shape.v2', title: 'v2 answers' } as const;
  const v2 = shapes.filter(({ documentedBare }) => documentedBare);
  const forms = new Set(v2.map(({ form }) => form));
  if (forms.size === 0) return { ...common, status: 'unknown', detail: 'none was seen' };
  if (forms.size > 1) {
    const wrapped = [...new Set(v2.filter(({ form }) => form === 'wrapped').map(({ endpoint }) => endpoint))];
    const data = { v2: 'mixed', wrapped };
    return { ...common, status: 'ok', detail: `bare, but wrapped in ${shortList(wrapped)}`, data };
  }
  const wrapped = forms.has('wrapped');
  const detail = wrapped ? 'wrapped in the envelope of v1' : 'bare, as documented';
  return { ...common, status: 'ok', detail, data: { v2: wrapped ? 'wrapped' : 'bare' } };
}

function imunifyNotes(shapes: readonly AnswerShape[]): Check {
  const common = { id: 'shape.notes', title: 'notes of Imunify keys' } as const;
  const found = kinds(shapes, 'im/key/list', 'note');
  if (found.length === 0) return { ...common, status: 'unknown', detail: 'no key was seen' };
  if (!found.includes('absent')) return { ...common, status: 'ok', detail: 'shown', data: { notes: 'on' } };
  return {
    ...common,
    status: 'warn',
    detail: 'not shown',
    help: 'They count as unverified, and a create whose answer is lost cannot be settled by its marker.',
    data: { notes: 'off' },
  };
}

function emptyNotes(shapes: readonly AnswerShape[]): Check {
  const common = { id: 'shape.descriptions', title: 'empty notes' } as const;
  const found = new Set(
    Object.entries(NOTES)
      // Where notes are never shown, absence says nothing about empty ones.
      .filter(
        ([endpoint, name]) =>
          kinds(shapes, endpoint, name).some((kind) => kind !== 'absent') || endpoint !== 'im/key/list',
      )
      .flatMap(([endpoint, name]) => kinds(shapes, endpoint, name)),
  );
  const empty = [
    ...(found.has('null') ? ['null'] : []),
    ...(found.has('absent') ? ['left out'] : []),
    ...(found.has('empty-text') ? ['an empty text'] : []),
  ];
  const numbers = found.has('number') ? ['; notes of digits are numbers'] : [];
  const data = { empty, digits_as_numbers: found.has('number') };
  if (empty.length > 0) return { ...common, status: 'ok', detail: empty.join(', ') + numbers.join(''), data };
  return { ...common, status: 'unknown', detail: `none was seen${numbers.join('')}`, data };
}

function dates(shapes: readonly AnswerShape[]): Check {
  const common = { id: 'shape.dates', title: 'dates' } as const;
  const all = new Set(shapes.flatMap(({ fields }) => Object.values(fields).flatMap(kindsOf)));
  const zones = [...all].filter((kind) => /^date[Z+-]\S/.test(kind) || kind === 'dateZ').map((kind) => kind.slice(4));
  const zoned = zones.filter((zone) => zone !== '-without-zone').sort();
  const bare = all.has('date-without-zone');
  if (zoned.length === 0 && !bare) return { ...common, status: 'unknown', detail: 'none was seen' };
  const parts = [
    ...(zoned.length > 0 ? [`with offset ${zoned.join(', ')}`] : []),
    ...(bare ? ['some without a zone, taken as UTC'] : []),
  ];
  return { ...common, status: 'ok', detail: parts.join('; '), data: { offsets: zoned, without_zone: bare } };
}

function refusals(shapes: readonly AnswerShape[]): Check {
  const common = { id: 'shape.refusals', title: 'status of a refusal' } as const;
  const found = [...new Set(shapes.filter(({ success }) => success === false).map(({ status }) => status))].sort();
  if (found.length === 0) return { ...common, status: 'unknown', detail: 'nothing was refused' };
  return { ...common, status: 'ok', detail: `HTTP ${found.join(', ')}`, data: { statuses: found } };
}

function order(sameOrder: boolean | undefined): Check {
  const common = { id: 'shape.order', title: 'order of a list' } as const;
  if (sameOrder === undefined) return { ...common, status: 'unknown', detail: 'no list was long enough to tell' };
  const detail = sameOrder ? 'the same in two calls' : 'another in each call';
  return { ...common, status: 'ok', detail, data: { same: sameOrder } };
}

function newFields(shapes: readonly AnswerShape[]): Check {
  const common = { id: 'shape.new-fields', title: 'fields that no text names' } as const;
  const names = [...new Set(shapes.flatMap((s) => s.undocumented.map((name) => `${s.endpoint} ${name}`)))].sort();
  const withheld = shapes.reduce((most, shape) => Math.max(most, shape.withheld), 0);
  if (names.length === 0 && withheld === 0)
    return hasRows(shapes) ? { ...common, status: 'ok', detail: 'none' } : { ...common, ...NO_ROW };
  const hidden = withheld > 0 ? [`${withheld} whose names are withheld, for they may be ids`] : [];
  return {
    ...common,
    status: 'warn',
    detail: [...(names.length > 0 ? [shortList(names)] : []), ...hidden].join('; '),
    help: 'They are ignored. Tell the authors of clnform: the service has learnt something.',
    data: { fields: names.slice(0, 50), withheld },
  };
}

function missingFields(shapes: readonly AnswerShape[]): Check {
  const common = { id: 'shape.missing-fields', title: 'documented fields never seen' } as const;
  const names = new Set<string>();
  for (const { endpoint, fields, undocumented } of shapes)
    for (const [name, shape] of Object.entries(fields)) {
      if (undocumented.includes(name) || name === NOTES[endpoint] || !kindsOf(shape).includes('absent')) continue;
      // Newer answers alone have it.
      if (endpoint === 'im/key/list' && name === 'type') continue;
      if (kinds(shapes, endpoint, name).every((kind) => kind === 'absent')) names.add(`${endpoint} ${name}`);
    }
  if (!hasRows(shapes)) return { ...common, ...NO_ROW };
  const list = [...names].sort();
  if (list.length === 0) return { ...common, status: 'ok', detail: 'none' };
  return {
    ...common,
    status: 'warn',
    detail: shortList(list),
    help: 'clnform does without them where it can; a list that lacks one it needs is refused as malformed.',
    data: { fields: list },
  };
}

const NO_ROW = { status: 'unknown', detail: 'no row was seen' } as const;

/** An answer that is no list, such as the service's status, says nothing about rows. */
function hasRows(shapes: readonly AnswerShape[]): boolean {
  return shapes.some(({ rows = 0 }) => rows > 0);
}

/** The kinds of value that stood in a field, over all answers of the endpoint. */
function kinds(shapes: readonly AnswerShape[], endpoint: string, field: string): readonly ValueShape[] {
  return shapes.flatMap((shape) => (shape.endpoint === endpoint ? kindsOf(shape.fields[field] ?? {}) : []));
}

function kindsOf(shape: FieldShape): readonly ValueShape[] {
  return Object.keys(shape) as ValueShape[];
}

/** Enough to know what it is about; the JSON has more. */
function shortList(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
