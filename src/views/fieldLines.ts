import type { Address } from '../model/address.ts';
import type { Change, FieldChange } from '../model/change.ts';
import type { Json } from '../model/json.ts';
import { isRef } from '../model/ref.ts';
import { maskKey } from '../model/text.ts';
import { paintSign } from './actionWords.ts';
import type { Sign } from './actionWords.ts';
import { count } from './count.ts';
import { safeText } from './safeText.ts';
import { isSecretField } from './secretField.ts';
import { padText, textWidth } from './table.ts';
import { valueText } from './valueText.ts';
import { show } from './view.ts';
import type { View } from './view.ts';

const INDENT = '      ';
/** One long note must not push the values of all the other fields off the screen. */
const WIDEST_COLUMN = 32;
/** Lists longer than this are shown item by item. */
const LONGEST_LIST = 64;

interface Row {
  readonly sign: Sign;
  readonly name: string;
  /** Absent: there is only one value to show. */
  readonly before?: string;
  readonly after: string;
  readonly note: string;
  readonly items: readonly string[];
}

/** The fields that differ, aligned: `~ limit = 5 -> 10`. */
export function* fieldLines(change: Change, view: View): Generator<string> {
  const rows = change.fields.map((field) => fieldRow(change, field, view));
  const names = column(rows.map((row) => row.name));
  const befores = column(rows.map((row) => row.before ?? ''));
  for (const { sign, name, before, after, note, items } of rows) {
    const value = before === undefined ? after : `${padText(before, befores)} -> ${after}`;
    const comment = note === '' ? '' : `  ${view.paint.dim(`# ${note}`)}`;
    yield `${INDENT}${paintSign(sign, view.paint)} ${padText(name, names)} = ${value}${comment}`;
    yield* items;
  }
}

function fieldRow(change: Change, field: FieldChange, view: View): Row {
  const { before, after } = field;
  const name = safeText(field.field);
  const note = noteText(field, change);
  const secret = field.sensitive === true || isSecretField(view.kinds, change.type, field.field);
  const single = change.action === 'create' || change.action === 'remove';
  const sign: Sign = change.action === 'create' || before === undefined ? '+' : after === undefined ? '-' : '~';
  if (!secret && isLong(before, view, after)) {
    const { items, gained, lost } = itemLines(before ?? [], after ?? [], view);
    if (items.length > 0) {
      const total = single ? count(gained + lost, 'value') : `${gained} added, ${lost} removed`;
      return { sign, name, after: total, note, items };
    }
  }
  const text = (value: Json | undefined): string => (secret ? secretText(value, view) : valueText(value, view));
  const was = named(text(before), before, field.beforeRef, view);
  const will = named(text(after), after, field.afterRef, view);
  if (!single) return { sign, name, before: was, after: will, note, items: [] };
  return { sign, name, after: change.action === 'create' ? will : was, note, items: [] };
}

/** An id by the address of what it belongs to, since masked keys look alike. A `Ref` names its address already. */
function named(text: string, value: Json | undefined, address: Address | undefined, view: View): string {
  return address === undefined || isRef(value) ? text : `${show(address, view)} (${text})`;
}

function noteText({ unverified, forcesReplacement }: FieldChange, { action }: Change): string {
  const notes: string[] = [];
  if (forcesReplacement === true) notes.push('forces replacement');
  if (unverified === true && action !== 'create') notes.push('cannot be read back: what was last written');
  return notes.join('; ');
}

/** A value of a secret field: masked, unless keys are shown. A `Ref` is an address, and no secret. */
export function secretText(value: Json | undefined, view: View): string {
  if (value === undefined || isRef(value) || view.showKeys) return valueText(value, view);
  return typeof value === 'string' ? safeText(maskKey(value)) : '(sensitive)';
}

type List = readonly Json[];

function isLong(before: Json | undefined, view: View, after: Json | undefined): before is List | undefined {
  const isList = (value: Json | undefined): boolean => value === undefined || Array.isArray(value);
  if (!isList(before) || !isList(after)) return false;
  return valueText(before, view).length + valueText(after, view).length > LONGEST_LIST;
}

/** What a list gained and lost, one item a line; a list that only changed its order has none. */
function itemLines(
  before: List,
  after: Json,
  view: View,
): { readonly items: readonly string[]; readonly gained: number; readonly lost: number } {
  const was = before.map((item) => valueText(item, view));
  const is = (Array.isArray(after) ? (after as List) : []).map((item) => valueText(item, view));
  const gained = without(is, was);
  const lost = without(was, is);
  const line = (sign: Sign) => (item: string) => `${INDENT}    ${paintSign(sign, view.paint)} ${item}`;
  return { items: [...gained.map(line('+')), ...lost.map(line('-'))], gained: gained.length, lost: lost.length };
}

/** The items of a list that another lacks; one that stands twice here and once there is lacking once. */
function without(items: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const item of others) left.set(item, (left.get(item) ?? 0) + 1);
  return items.filter((item) => {
    const spare = left.get(item) ?? 0;
    if (spare > 0) left.set(item, spare - 1);
    return spare === 0;
  });
}

function column(cells: readonly string[]): number {
  return Math.min(WIDEST_COLUMN, Math.max(0, ...cells.map(textWidth)));
}
