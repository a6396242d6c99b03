import type { Live } from '../../model/live.ts';

/** Products of the keys to look under, each once and sorted. Every list of such keys shows their product. */
export function productsOfParents(under: readonly Live<{ product?: string }>[]): readonly string[] {
  return [...new Set(under.flatMap(({ spec }) => (spec.product === undefined ? [] : [spec.product])))].sort();
}
