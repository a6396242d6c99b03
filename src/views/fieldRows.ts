import type { Address } from '../model/address.ts';
import type { Change, FieldChange } from '../model/change.ts';
import type { Json } from '../model/json.ts';
import { isRef } from '../model/ref.ts';
import { maskKey } from '../model/text.ts';
import type { Sign } from './actionWords.ts';
import { count } from './count.ts';
import { safeText } from './safeText.ts';
import { isSecretField } from './secretField.ts';
import { valueText } from './valueText.ts';
import { show } from './view.ts';
import type { View } from './view.ts';
import { withoutKeys } from './withoutKeys.ts';

/** Lists longer than this are shown item by item. */
const LONGEST_LIST = 64;

/** What a long list gained or lost. */
export interface FieldItem {
  readonly sign: Sign;
  readonly text: string;
}

/** One field as it is shown: text of one line each, secrets masked, for a view to lay out and to escape. */
export interface FieldRow {
  readonly sign: Sign;
  readonly name: string;
  /** Absent: there is only one value to show. */
  readonly before?: string;
  readonly after: string;
  readonly note: string;
  readonly items: readonly FieldItem[];
}

/** The fields that differ, in the order of the change. */
export function fieldRows(change: Change, view: View): readonly FieldRow[] {
  return change.fields.map((field) => fieldRow(change, field, view));
}

function fieldRow(change: Change, field: FieldChange, view: View): FieldRow {
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
  const text = (value: Json | undefined): string =>
    fieldText({ type: change.type, field: field.field, secret }, value, view);
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

/** The value of a field as it may be shown: a secret masked, and of what a person wrote, what looks like one. */
export function fieldText(
  { type, field, secret }: { readonly type: string; readonly field: string; readonly secret: boolean },
  value: Json | undefined,
  view: View,
): string {
  return secret ? secretText(value, view) : valueText(withoutKeys(type, field, value, view), view);
}

function secretText(value: Json | undefined, view: View): string {
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
): { readonly items: readonly FieldItem[]; readonly gained: number; readonly lost: number } {
  const was = before.map((item) => valueText(item, view));
  const is = (Array.isArray(after) ? (after as List) : []).map((item) => valueText(item, view));
  const gained = without(is, was);
  const lost = without(was, is);
  const item = (sign: Sign) => (text: string) => ({ sign, text });
  return { items: [...gained.map(item('+')), ...lost.map(item('-'))], gained: gained.length, lost: lost.length };
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
