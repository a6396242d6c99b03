/** `90d` (the schema allows nothing else) as whole days. */
export function staleDays(text: string): number {
  return Number(text.slice(0, -1));
}
