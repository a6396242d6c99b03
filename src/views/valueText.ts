import type { Json } from '../model/json.ts';
import { isRef } from '../model/ref.ts';
import { safeText } from './safeText.ts';
import { hideKeys, show } from './view.ts';
import type { View } from './view.ts';

/** The API takes a hundred characters in a note; anything much longer is hostile and must not fill the screen. */
const LONGEST = 240;

/** One value on one line: strings quoted, a reference by the address that it waits for, an absent value in words. */
export function valueText(value: Json | undefined, view: View): string {
  if (value === undefined) return '(not set)';
  if (isRef(value)) return `(known after apply: ${show(value.ref, view)})`;
  if (typeof value === 'string') return quote(value, view);
  if (Array.isArray(value)) return `[${value.map((item) => valueText(item as Json, view)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, member]) => `${quote(name, view)}: ${valueText(member, view)}`);
    return `{${members.join(', ')}}`;
  }
  return String(value);
}

function quote(text: string, view: View): string {
  const hidden = hideKeys(text, view);
  if (hidden.length <= LONGEST) return safeText(JSON.stringify(hidden));
  return `${safeText(JSON.stringify(hidden.slice(0, LONGEST)))}... (${hidden.length} characters)`;
}
