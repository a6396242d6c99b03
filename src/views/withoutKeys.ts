import type { Json } from '../model/json.ts';
import { maskKeyLike } from '../model/keyLike.ts';
import { isProse } from './secretField.ts';
import type { View } from './view.ts';

/**
 * The value of a field as it may be shown: of what a person wrote, without the words that look like licence keys, whose ever
 * they are. Only there: a name that looks like one is typed in commands, and stays whole.
 */
export function withoutKeys<T extends Json | undefined>(type: string, field: string, value: T, view: View): T | string {
  return typeof value === 'string' && !view.showKeys && isProse(view.kinds, type, field) ? maskKeyLike(value) : value;
}
