import { httpDate } from './httpDate.ts';

/**
 * How long the service asks us to wait, in milliseconds: `Retry-After` as seconds or as an HTTP date. A date is taken
 * by the service's own clock where its `Date` tells that, for this machine's may be wrong.
 */
export function retryAfter(headers: Readonly<Record<string, string>>, nowMs: number): number | undefined {
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = httpDate(text);
  return at === undefined ? undefined : Math.max(0, at - (httpDate(headers.date) ?? nowMs));
}
