/** How long the service asks us to wait, in milliseconds: `Retry-After` as seconds or as an HTTP date. */
export function retryAfter(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

/** `Date.parse` alone would take a stray number for a year. */
const HTTP_DATE = /^[A-Za-z]{3,9},? .*GMT$/;
