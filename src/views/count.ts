/** `1 field`, `3 fields`; `1 key is`, `2 keys are` with a form for many. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
