import type { Delta } from './state.ts';

/** A difference in words: `size_gb from 100 to 120`. */
export function deltaText({ field, from, to }: Delta): string {
  return `${field} from ${from} to ${to}`;
}
