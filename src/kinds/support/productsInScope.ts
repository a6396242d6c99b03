import type { ListScope } from '../../model/kind.ts';

/**
 * Products to list, for kinds that the service lists one product at a time: all that are known when everything is
 * wanted, else those that are declared or were last written. Sorted, so that calls come in a stable order.
 */
export function productsInScope(scope: ListScope<{ product: string }>, known: readonly string[]): readonly string[] {
  const named = scope.specs.flatMap(({ product }) => (product === undefined ? [] : [product]));
  return [...new Set(scope.all ? [...known, ...named] : named)].sort();
}
