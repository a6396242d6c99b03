/**
 * An HTTP date (`Date`, `Retry-After`) in milliseconds since 1970 UTC. Undefined for anything else: `Date.parse` alone
 * would take a stray number for a year.
 */
export function httpDate(text: string | undefined): number | undefined {
  const at = HTTP_DATE.test(text ?? '') ? Date.parse(text ?? '') : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

const HTTP_DATE = /^[A-Za-z]{3,9},? .*GMT$/;
